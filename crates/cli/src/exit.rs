//! Exit: how a run ended, as a code and a sentence.

use std::any::Any;
use std::process::ExitCode;

use anstream::eprintln;
use biennien_search::SearchError;
use biennien_store::StoreError;

/// How a run that did not fail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// Everything was done.
    All,
    /// Done, but some inputs failed.
    Partly,
    /// What was asked for is not there, or a check found faults.
    Not,
}

/// The exit code of the contract; failures are told on standard error, each cause after a colon.
pub(crate) fn code(result: anyhow::Result<Done>) -> ExitCode {
    match result {
        Ok(Done::All) => ExitCode::SUCCESS,
        Ok(Done::Not) => ExitCode::from(1),
        Ok(Done::Partly) => ExitCode::from(3),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("biennien: {}", crate::output::safe(&format!("{error:#}")));
            let store = match error.downcast_ref::<SearchError>() {
                Some(SearchError::Store(store)) => Some(store),
                _ => error.downcast_ref::<StoreError>(),
            };
            let damaged = store.is_some_and(StoreError::is_damage);
            let misused = error.downcast_ref::<crate::output::NoSuchForm>().is_some();
            ExitCode::from(if damaged { 4 } else { 1 + u8::from(misused) })
        }
    }
}

/// The exit code for a bug of ours.
pub(crate) fn bug(panic: &(dyn Any + Send)) -> ExitCode {
    let words = crate::output::safe(&biennien_engine::panic_words(panic));
    eprintln!(
        "biennien: a bug in the program: {words}; please report it with what you typed and what you gave it"
    );
    ExitCode::from(70)
}

/// A reader that stops reading (`| head`) is no failure.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        kind.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

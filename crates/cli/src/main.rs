//! The `biennien` command: arguments to a call of the engine, results to a terminal or a pipe.
//!
//! Standard output carries data, standard error everything else.

mod values;

mod arguments;

mod exit;

mod questions;

mod output;

mod terminal;

mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    biennien_engine::quiet_panics();
    let arguments = arguments::Arguments::parse();
    match std::panic::catch_unwind(|| commands::run(arguments)) {
        Ok(result) => exit::code(result),
        Err(panic) => exit::bug(&*panic),
    }
}

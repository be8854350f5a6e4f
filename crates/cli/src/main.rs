//! The `biennien` command: arguments to a call of the engine, results to a terminal or a pipe.
//!
//! Standard output carries data, standard error everything else.

mod arguments;

mod exit;

mod output;

mod terminal;

mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // A panic is a bug of ours: the engine contains those of single captures, and none shows its raw text.
    std::panic::set_hook(Box::new(|_| {}));
    let arguments = arguments::Arguments::parse();
    match std::panic::catch_unwind(|| commands::run(arguments)) {
        Ok(result) => exit::code(result),
        Err(_) => exit::bug(),
    }
}

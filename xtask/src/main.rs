//! Developer commands: `cargo xtask check`, `cargo xtask tidy`, `cargo xtask eval`, `cargo xtask pictures` …
//!
//! In: the repository this program was built from. Out: lines for a person, and an exit code: 0 in order,
//! 1 something failed, 2 wrong usage. What ships lives in `crates/`; nothing here is part of it.

#![allow(clippy::print_stdout, reason = "these commands talk to a person at a terminal")]
#![allow(clippy::print_stderr, reason = "these commands talk to a person at a terminal")]

mod check;
mod command;
mod corpora;
mod draw;
mod eval;
mod language;
mod layers;
mod paths;
mod pictures;
mod repository;
mod source;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  check                    everything a commit must pass, in order, up to the first failure
  tidy                     lets clippy and rustfmt mend what they can
  eval [SHARED]            grades the program on hand-annotated texts
       --write             keeps the scores in eval/scores
       --breadth           reads a whole corpus besides: nothing breaks, threads change nothing
  draw SHARED              draws the sentences annotated for names again
  pictures                 draws the figures of docs/ from the example captures";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["check"] => check::run(),
        ["tidy"] => tidy::run(),
        ["eval", rest @ ..] => match eval::Order::parse(rest) {
            Some(order) => eval::run(&order),
            None => return wrong_usage(),
        },
        ["pictures"] => pictures::run(),
        ["draw", shared] => draw::run(std::path::Path::new(shared)),
        _ => return wrong_usage(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn wrong_usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

//! The check: everything a commit must pass, cheapest first, up to the first failure.
//!
//! The build server runs the same command. Nothing here needs the network besides the crates registry.

use std::time::Instant;

use crate::command::{build_binary, cargo, program};
use crate::repository::{self, TextFile};
use crate::{language, layers, paths};

/// One thing that must hold.
struct Step {
    name: &'static str,
    run: fn() -> Result<Outcome, String>,
}

enum Outcome {
    Holds,
    Skipped(&'static str),
}

const STEPS: [Step; 9] = [
    Step { name: "layers", run: layers },
    Step { name: "language", run: language },
    Step { name: "paths", run: paths },
    Step { name: "format", run: || holds(cargo("fmt --all --check").run()) },
    Step { name: "clippy", run: || holds(cargo("clippy --workspace --all-targets -- -D warnings").run()) },
    Step { name: "tests", run: tests },
    Step { name: "doc tests", run: || holds(cargo("test --doc --workspace").run()) },
    Step {
        name: "documentation",
        run: || holds(cargo("doc --no-deps --workspace").setting("RUSTDOCFLAGS", "-D warnings").run()),
    },
    Step { name: "data", run: data },
];

/// Runs every step in order and stops at the first that fails.
///
/// # Errors
/// The step that failed, why, and the command that shows it again.
pub(crate) fn run() -> Result<(), String> {
    let start = Instant::now();
    for step in &STEPS {
        eprintln!("check: {} …", step.name);
        let began = Instant::now();
        match (step.run)() {
            Ok(Outcome::Holds) => {
                eprintln!("check: {} holds ({:.1} s)", step.name, began.elapsed().as_secs_f64())
            }
            Ok(Outcome::Skipped(why)) => eprintln!("check: {} skipped: {why}", step.name),
            Err(reason) => return Err(format!("check: {} FAILED: {reason}", step.name)),
        }
    }
    eprintln!("check: all in order ({:.0} s)", start.elapsed().as_secs_f64());
    Ok(())
}

fn holds(outcome: Result<(), String>) -> Result<Outcome, String> {
    outcome.map(|()| Outcome::Holds)
}

fn layers() -> Result<Outcome, String> {
    let wrong = layers::find_wrong_imports(&repository::root())?;
    none(&wrong, "imports against the table of ARCHITECTURE.md; mend the crate's Cargo.toml")
}

fn language() -> Result<Outcome, String> {
    none(&language::find_language(&files()?), "Vietnamese in code; move the words to a table in data/")
}

fn paths() -> Result<Outcome, String> {
    none(
        &paths::find_paths(&files()?),
        "paths of one machine; write them from the top folder or as an argument",
    )
}

fn files() -> Result<Vec<TextFile>, String> {
    repository::text_files(&repository::root())
}

/// Holds when nothing was `found`; otherwise prints all of it.
fn none(found: &[String], what: &str) -> Result<Outcome, String> {
    for line in found {
        eprintln!("{line}");
    }
    if found.is_empty() {
        Ok(Outcome::Holds)
    } else {
        Err(format!("{} {what}; run: cargo xtask check", found.len()))
    }
}

fn tests() -> Result<Outcome, String> {
    if cargo("nextest --version").works() {
        holds(cargo("nextest run --workspace").run())
    } else {
        holds(cargo("test --workspace --lib --bins --tests").run())
    }
}

fn data() -> Result<Outcome, String> {
    let binary = build_binary()?;
    if !program(&binary).argument("data").argument("--help").works() {
        return Ok(Outcome::Skipped("this build has no `biennien data` command"));
    }
    holds(program(&binary).argument("data").argument("check").argument("data").run())
}

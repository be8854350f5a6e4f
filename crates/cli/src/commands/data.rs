//! `biennien data check`: the tables and their examples.

use std::path::Path;

use anstream::{eprintln, println};
use biennien_engine::{Reader, check_examples};
use biennien_knowledge::Knowledge;

use crate::exit::Done;
use crate::output::safe;

/// Reads the tables of `dir`, names every bad row and every example that does not hold.
pub(crate) fn run(dir: &Path) -> anyhow::Result<Done> {
    let reader = Reader::new(Knowledge::read(dir)?);
    let problems = &reader.knowledge().problems;
    for problem in problems {
        eprintln!("{}: {}", problem.code, safe(&problem.message));
    }
    let (run, failing) = check_examples(&reader);
    for failing in &failing {
        let place = &failing.example.place;
        eprintln!("{place}: {}", safe(&failing.example.marked));
        eprintln!("    {}", safe(&failing.found));
    }
    println!("{} bad rows, {run} examples, {} of them fail", problems.len(), failing.len());
    Ok(if problems.is_empty() && failing.is_empty() { Done::All } else { Done::Not })
}

//! `biennien data check`: the tables and their examples.

use std::path::Path;

use anstream::{eprintln, println};
use biennien_engine::{Reader, check_examples, check_spellings};
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
    let (tried, lost) = check_spellings(&reader);
    for lost in &lost {
        let row = reader.knowledge().row(&lost.id).map_or(lost.id.clone(), ToString::to_string);
        eprintln!("{row}: the spelling {} is not found", safe(&lost.name));
        eprintln!("    found: {}", safe(&lost.found));
    }
    println!("{} bad rows", problems.len());
    println!("{run} examples, {} of them fail", failing.len());
    println!("{tried} spellings, {} of them not found", lost.len());
    let good = problems.is_empty() && failing.is_empty() && lost.is_empty();
    Ok(if good { Done::All } else { Done::Not })
}

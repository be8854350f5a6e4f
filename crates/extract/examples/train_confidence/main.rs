//! Makes `data/vi/confidence.tsv` from annotated articles: what speaks for a statement or an event to be right; and
//! shows how far the numbers that it gives can be trusted. Same input, same bytes.
//!
//! usage: `cargo run -p biennien-extract --example train_confidence -- train DATA SOURCES GOLD > confidence.tsv`
//!        `cargo run -p biennien-extract --example train_confidence -- table DATA SOURCES GOLD [unread]`
//!
//! SOURCES and GOLD are folders of articles and annotations, one file each with the same name. A quarter of the
//! articles is never learned from. The pull towards zero is chosen by cross-validation over the others. `table`
//! prints, with the weights in DATA, a table of reliability for all articles, or for that quarter alone.
//!
//! A statement is right when half of its words are the annotated ones and the speaker is the annotated one; an event
//! when its type and all its sides are.

#[path = "../annotated/mod.rs"]
mod annotated;

mod fit;

mod gold;

mod grade;

mod table;

use std::error::Error;
use std::io::Write;
use std::path::Path;

use fit::{Case, Weights};
use gold::Page;

/// Strengths of the pull towards zero that are tried.
const PULLS: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0];

/// Parts of the cross-validation.
const FOLDS: u64 = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (train, data, sources, golds, part) = match words.as_slice() {
        ["train", data, sources, golds] => (true, data, sources, golds, None),
        ["table", data, sources, golds] => (false, data, sources, golds, None),
        ["table", data, sources, golds, "unread"] => (false, data, sources, golds, Some(())),
        _ => return Err("usage: train_confidence train|table DATA SOURCES GOLD [unread]".into()),
    };
    let pages = gold::pages(Path::new(data), Path::new(sources), Path::new(golds))?;
    let mut out = std::io::stdout().lock();
    if !train {
        let pages: Vec<&Page> = pages.iter().filter(|page| part.is_none() || page.is_unread()).collect();
        for (name, cases) in kinds(&pages) {
            let rated: Vec<(f64, bool)> =
                cases.iter().filter_map(|case| Some((case.confidence?, case.is_right))).collect();
            table::write(&mut out, name, &rated)?;
        }
        return Ok(());
    }
    let pages: Vec<&Page> = pages.iter().filter(|page| !page.is_unread()).collect();
    writeln!(out, "fact\tfeature\tweight")?;
    writeln!(out, "# How much each feature speaks for a fact to be right (log-odds), made by")?;
    writeln!(
        out,
        "#   cargo run -p biennien-extract --example train_confidence -- train data SOURCES GOLD > data/vi/confidence.tsv"
    )?;
    writeln!(
        out,
        "# from {} annotated articles. Not edited by hand: made anew when rules or tables change.",
        pages.len()
    )?;
    writeln!(out, "# crates/extract/src/confidence says what each feature means.")?;
    for (name, cases) in kinds(&pages) {
        let pull = pull(name, &pages, &cases)?;
        for (feature, weight) in Weights::fit(&cases, pull).rounded() {
            writeln!(out, "{name}\t{feature}\t{weight}")?;
        }
    }
    Ok(())
}

/// The cases of all pages by kind of fact.
fn kinds<'a>(pages: &[&'a Page]) -> [(&'static str, Vec<&'a Case>); 2] {
    [
        ("statement", pages.iter().flat_map(|page| &page.statements).collect()),
        ("event", pages.iter().flat_map(|page| &page.events).collect()),
    ]
}

/// The pull that foresees best what was not learned from; the tables of reliability go to standard error.
fn pull(name: &str, pages: &[&Page], all: &[&Case]) -> Result<f64, Box<dyn Error>> {
    let mut log = std::io::stderr().lock();
    // Loss, pull, and of every case its chance and whether it is right.
    type Tried = (f64, f64, Vec<(f64, bool)>);
    let mut best: Option<Tried> = None;
    for pull in PULLS {
        let mut rated = Vec::with_capacity(all.len());
        for out in 0..FOLDS {
            let (tested, learned): (Vec<&Page>, Vec<&Page>) =
                pages.iter().partition(|page| page.digest / 4 % FOLDS == out);
            let of = |pages: &[&Page]| kinds_of(name, pages).len();
            writeln!(log, "{name} pull {pull} part {out}: {} learned, {} tested", of(&learned), of(&tested))?;
            let weights = Weights::fit(&kinds_of(name, &learned), *pull);
            rated.extend(kinds_of(name, &tested).iter().map(|case| (weights.chance(case), case.is_right)));
        }
        let loss: f64 = rated
            .iter()
            .map(|(chance, right)| -(if *right { *chance } else { 1.0 - chance }).max(1e-9).ln())
            .sum();
        writeln!(log, "{name} pull {pull}: loss {:.4}", loss / rated.len().max(1) as f64)?;
        if best.as_ref().is_none_or(|(known, _, _)| loss < *known) {
            best = Some((loss, *pull, rated));
        }
    }
    let (_, pull, rated) = best.ok_or("no pull to choose from")?;
    table::write(&mut log, &format!("{name}, cross-validated"), &rated)?;
    Ok(pull)
}

fn kinds_of<'a>(name: &str, pages: &[&'a Page]) -> Vec<&'a Case> {
    kinds(pages).into_iter().find(|(kind, _)| *kind == name).map(|(_, cases)| cases).unwrap_or_default()
}

//! Makes `data/vi/event/weights.tsv` from annotated articles: what speaks for a side to be an actor or a recipient, and
//! for the rules' choice to be wrong. Same input, same bytes.
//!
//! usage: `cargo run -p biennien-extract --example train_event -- DATA SOURCES GOLD [CHECK_SOURCES CHECK_GOLD] > weights.tsv`
//!
//! SOURCES and GOLD are folders of articles and annotations, one file each with the same name. A quarter of the
//! articles is never learned from and tells, as CHECK does, what the weights do to new texts. The pull and the limit
//! are chosen by cross-validation over the others. Figures go to standard error.

#[path = "../annotated/mod.rs"]
mod annotated;

mod fit;

mod gold;

mod tune;

use std::error::Error;
use std::io::Write;
use std::path::Path;

use gold::Page;
use tune::{Fits, Tally};

/// Strengths of the pull towards zero that are tried.
const PULLS: &[f64] = &[2.0, 4.0, 8.0, 16.0];

/// Parts of the cross-validation.
const FOLDS: u64 = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, sources, golds, check @ ..] = arguments.as_slice() else {
        return Err("usage: train_event DATA SOURCES GOLD [CHECK_SOURCES CHECK_GOLD]".into());
    };
    let reader = annotated::Reader::new(Path::new(data))?;
    let pages = gold::pages(&reader, Path::new(sources), Path::new(golds))?;
    let (unread, pages): (Vec<Page>, Vec<Page>) =
        pages.into_iter().partition(|page| page.article.digest % 4 == 3);
    let mut log = std::io::stderr().lock();
    writeln!(log, "rules                    {}", Tally::of(&pages, None, f64::INFINITY))?;
    let mut best: Option<(f64, f64, f64)> = None;
    for pull in PULLS {
        let fits = cross_validate(&pages, *pull);
        let loss = tune::loss(&pages, &fits);
        let limit = tune::limit(&pages, &fits);
        let tally = Tally::of(&pages, Some(&fits), limit);
        writeln!(log, "pull {pull:>4} cross-validated {tally}  loss {loss:.1} limit {limit}")?;
        if best.is_none_or(|(known, _, _)| loss < known) {
            best = Some((loss, *pull, limit));
        }
    }
    let Some((_, pull, limit)) = best else { return Err("nothing to choose from".into()) };
    let fits = Fits::of(&pages.iter().collect::<Vec<_>>(), pull).rounded();
    writeln!(log, "chosen: pull {pull}, {} features", fits.len())?;
    tell(&mut log, "unread quarter", &unread, &fits, limit)?;
    if let [sources, golds] = check {
        let pages = gold::pages(&reader, Path::new(sources), Path::new(golds))?;
        tell(&mut log, "check", &pages, &fits, limit)?;
    }
    fits.write(&mut std::io::stdout().lock(), limit, pull, pages.len())?;
    Ok(())
}

/// For each page, weights that were made without it.
fn cross_validate(pages: &[Page], pull: f64) -> Vec<Fits> {
    let fold = |page: &Page| page.article.digest / 4 % FOLDS;
    let without = |out: u64| pages.iter().filter(|page| fold(page) != out).collect::<Vec<_>>();
    let fits: Vec<Fits> = (0..FOLDS).map(|out| Fits::of(&without(out), pull)).collect();
    pages.iter().map(|page| fits[usize::try_from(fold(page)).unwrap_or(0)].clone()).collect()
}

fn tell(log: &mut impl Write, name: &str, pages: &[Page], fits: &Fits, limit: f64) -> std::io::Result<()> {
    let fits = vec![fits.clone(); pages.len()];
    writeln!(log, "{name:<15} rules    {}", Tally::of(pages, None, f64::INFINITY))?;
    writeln!(log, "{name:<15} learned  {}", Tally::of(pages, Some(&fits), limit))
}

//! Evaluation: the program against hand-annotated texts, with floors that a change cannot fall through unseen.
//!
//! In: the pages of `eval/pages`, a folder with annotated texts and their graders (`../shared`, which is not part of
//! this repository), `eval/floors.toml` and the committed `eval/scores/`. Out: a table, and with `--write` new scores.
//! Where the folder is absent its sets are left out, and that is said. The grader of facts is a Python program
//! of that folder, the others are here.

mod breadth;
mod floors;
mod grade;
mod lines;
pub(crate) mod mentions;
mod pages;
mod reliability;
mod report;
mod scores;
pub(crate) mod words;

use std::path::{Path, PathBuf};

use crate::command::build_binary;
use crate::repository;
use grade::{Grader, Set};

/// What was asked for on the command line.
pub(crate) struct Order {
    /// The folder with texts and graders; unset means `$BIENNIEN_SHARED`, else `../shared`.
    shared: Option<PathBuf>,
    keeping: Keeping,
    extent: Extent,
}

/// What becomes of the scores that were measured.
#[derive(Clone, Copy, PartialEq)]
enum Keeping {
    Show,
    Write,
}

/// How much is measured.
#[derive(Clone, Copy, PartialEq)]
enum Extent {
    Graded,
    /// A whole corpus besides, which takes minutes.
    Broad,
}

impl Order {
    /// Reads `[SHARED] [--write] [--breadth]` in any order; `None` if there is more or something else.
    pub(crate) fn parse(words: &[&str]) -> Option<Self> {
        let mut order = Self { shared: None, keeping: Keeping::Show, extent: Extent::Graded };
        for word in words {
            match *word {
                "--write" => order.keeping = Keeping::Write,
                "--breadth" => order.extent = Extent::Broad,
                word if !word.starts_with('-') && order.shared.is_none() => order.shared = Some(word.into()),
                _ => return None,
            }
        }
        Some(order)
    }

    fn shared(&self) -> PathBuf {
        let given = self.shared.clone().or_else(|| std::env::var_os("BIENNIEN_SHARED").map(PathBuf::from));
        match given {
            // A path on the command line counts from where the command was typed.
            Some(path) => std::path::absolute(&path).unwrap_or(path),
            None => repository::root().join("..").join("shared"),
        }
    }
}

/// The texts that are graded, in the order of the report.
const SETS: [Set; 13] = [
    Set { name: "lines.dev", grader: Grader::OwnLines { set: "dev" } },
    Set { name: "lines.held", grader: Grader::OwnLines { set: "held" } },
    Set { name: "dev", grader: Grader::Facts { folder: "gold/dev" } },
    Set { name: "more", grader: Grader::Facts { folder: "gold/more" } },
    Set {
        name: "seeds",
        grader: Grader::Lines { captures: "captures/seeds", labels: "gold/seeds-lines.json" },
    },
    Set {
        name: "flattened",
        grader: Grader::Lines { captures: "captures/flattened", labels: "gold/flattened-lines.json" },
    },
    Set {
        name: "mentions.seeds",
        grader: Grader::SeedMentions { captures: "captures/seeds", gold: "gold/seeds-mentions.json" },
    },
    Set { name: "mentions.tune", grader: Grader::SentenceMentions { set: "tune" } },
    Set { name: "mentions.held", grader: Grader::SentenceMentions { set: "held" } },
    Set { name: "words.tune", grader: Grader::Words { set: "tune" } },
    Set { name: "words.held", grader: Grader::Words { set: "held" } },
    Set { name: "html.dev", grader: Grader::Html { folder: "dev" } },
    Set { name: "html.held", grader: Grader::Html { folder: "held" } },
];

/// Clean input that no one has annotated.
const CORPUS: &str = "corpora/vietnews-intl.jsonl.gz";

/// Builds the program, grades it and compares the figures with the floors and with the committed scores.
///
/// # Errors
/// When something cannot be built, read or graded, and when a figure is below its floor.
pub(crate) fn run(order: &Order) -> Result<(), String> {
    let shared = order.shared();
    let floors = floors::read(&repository::root().join("eval").join("floors.toml"))?;
    let binary = build_binary()?;
    let scratch = scratch_folder(&binary)?;
    let mut below = Vec::new();
    for set in &SETS {
        if !set.is_in(&shared) {
            eprintln!("eval: {} skipped: not in {}", set.name, shared.display());
            continue;
        }
        let now = set
            .grade(&binary, &shared, &scratch)
            .map_err(|reason| format!("eval: {}: {reason}", set.name))?;
        let path = repository::root().join("eval").join("scores").join(format!("{}.json", set.name));
        let committed = scores::read(&path)?;
        let lines = report::compare(&now, &committed, floors.get(set.name));
        below.extend(report::print(set.name, &lines));
        if order.keeping == Keeping::Write {
            scores::write(&path, &now)?;
        }
        if let Grader::Facts { folder } = set.grader {
            reliability::print(set.name, &shared.join(folder))?;
        }
    }
    println!("cases, readings and line labels one by one: {}", scratch.display());
    if order.extent == Extent::Broad && shared.join(CORPUS).is_file() {
        breadth::run(&binary, &shared.join(CORPUS), &scratch)?;
    }
    if below.is_empty() { Ok(()) } else { Err(format!("eval: below the floor: {}", below.join(", "))) }
}

/// `eval/` in the target folder that `binary` was built into.
fn scratch_folder(binary: &Path) -> Result<PathBuf, String> {
    let target = binary.parent().and_then(Path::parent).ok_or("the binary lies in no target folder")?;
    let scratch = target.join("eval");
    std::fs::create_dir_all(&scratch)
        .map_err(|error| format!("cannot make {}: {error}", scratch.display()))?;
    Ok(scratch)
}

#[cfg(test)]
mod tests {
    use super::{Extent, Keeping, Order};

    #[test]
    fn a_folder_and_a_wish_to_write_in_any_order() {
        check(&[], "show");
        check(&["a/b"], "show a/b");
        check(&["--write", "a"], "write a");
        check(&["a", "--write"], "write a");
        check(&["--breadth", "a", "--write"], "broad write a");
    }

    #[test]
    fn nothing_else() {
        check(&["--fast"], "wrong");
        check(&["a", "b"], "wrong");
    }

    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        let got = match Order::parse(words) {
            None => "wrong".to_owned(),
            Some(order) => {
                let keeping = if order.keeping == Keeping::Write { "write" } else { "show" };
                let shared = order.shared.map(|path| path.display().to_string()).unwrap_or_default();
                let extent = if order.extent == Extent::Broad { "broad " } else { "" };
                format!("{extent}{keeping} {shared}").trim_end().to_owned()
            }
        };
        assert_eq!(got, expected);
    }
}

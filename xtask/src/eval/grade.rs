//! Grading: the program reads a set of texts, and what it read is compared with annotations: lines and names here,
//! facts by a grader of the annotated folder.

use std::fs;
use std::path::Path;

use crate::command::{Program, program};
use crate::eval::scores::{self, Scores};
use crate::eval::{lines, mentions, pages, words};
use crate::repository;

/// The sentences whose cases nobody looks at.
const HELD: &str = "held";

/// Texts that are graded together.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) grader: Grader,
}

/// What is compared; paths count from the annotated folder.
pub(crate) enum Grader {
    /// Times, statements and events of clean articles.
    Facts { folder: &'static str },
    /// The kind of every line of flattened pages.
    Lines { captures: &'static str, labels: &'static str },
    /// The same for pages of this repository; of the set `held` no case is shown.
    OwnLines { set: &'static str },
    /// Names in flattened pages.
    SeedMentions { captures: &'static str, gold: &'static str },
    /// Names in sentences of the corpora; of the set `held` no case is shown.
    SentenceMentions { set: &'static str },
    /// Words in lines of the corpora; of the set `held` no case is shown.
    Words { set: &'static str },
    /// Articles of HTML pages; the folder and the truth lie in `eval/pages/html`. Of the folder `held` no case is shown.
    Html { folder: &'static str },
}

impl Set {
    /// Whether the set can be graded: it is part of this repository, or `shared` has it.
    pub(crate) fn is_in(&self, shared: &Path) -> bool {
        match self.grader {
            Grader::Facts { folder } => shared.join(folder).is_dir(),
            Grader::Lines { captures, labels } => {
                shared.join(captures).is_dir() && shared.join(labels).is_file()
            }
            Grader::SeedMentions { captures, gold } => {
                shared.join(captures).is_dir() && shared.join(gold).is_file()
            }
            Grader::OwnLines { .. } => true,
            Grader::SentenceMentions { .. } | Grader::Words { .. } => shared.join("corpora").is_dir(),
            Grader::Html { .. } => true,
        }
    }

    /// Reads the set with `binary` and grades it; what it read and every case lie in `scratch` afterwards.
    ///
    /// # Errors
    /// When the program or the grader fails.
    pub(crate) fn grade(&self, binary: &Path, shared: &Path, scratch: &Path) -> Result<Scores, String> {
        let file = |ending: &str| scratch.join(format!("{}.{ending}", self.name));
        let readings = file("readings.jsonl");
        match self.grader {
            Grader::Facts { folder } => {
                let (sources, annotations) =
                    (shared.join(folder).join("sources"), shared.join(folder).join("annotations"));
                let input = file("jsonl");
                python(shared, "clean.py").argument(&sources).write(&input)?;
                program(binary).argument("read").argument(&input).write(&readings)?;
                let figures = file("json");
                python(shared, "score.py")
                    .argument(&sources)
                    .argument(&annotations)
                    .argument(&readings)
                    .argument("--cases")
                    .argument(file("cases"))
                    .argument("--json")
                    .argument(&figures)
                    .read()?;
                let text = fs::read_to_string(&figures)
                    .map_err(|error| format!("cannot read {}: {error}", figures.display()))?;
                scores::parse(&text).map_err(|error| format!("{}: {error}", figures.display()))
            }
            Grader::Lines { captures, labels } => {
                program(binary).argument("read").argument(shared.join(captures)).write(&readings)?;
                let graded = lines::grade(&shared.join(labels), &readings)?;
                write_cases(&file("cases"), &graded.cases)?;
                Ok(graded.scores)
            }
            Grader::OwnLines { set } => {
                let pages = repository::root().join("eval").join("pages").join("flattened");
                program(binary).argument("read").argument(pages.join(set)).write(&readings)?;
                let graded = lines::grade(&pages.join(format!("{set}-labels.json")), &readings)?;
                if set == HELD {
                    // Kinds line by line would show what nobody is to look at.
                    fs::remove_file(&readings)
                        .map_err(|error| format!("cannot remove {}: {error}", readings.display()))?;
                } else {
                    write_cases(&file("cases"), &graded.cases)?;
                }
                Ok(graded.scores)
            }
            Grader::SeedMentions { captures, gold } => {
                let (captures, gold) = (shared.join(captures), shared.join(gold));
                let tally = mentions::grade_seeds(binary, &captures, &gold, scratch)?;
                write_cases(&file("cases"), &tally.cases)?;
                scores::parse(&tally.figures().to_string())
            }
            Grader::SentenceMentions { set } => {
                let tally = mentions::grade_sentences(set, binary, shared, scratch)?;
                if set != HELD {
                    write_cases(&file("cases"), &tally.cases)?;
                }
                scores::parse(&tally.figures().to_string())
            }
            Grader::Words { set } => {
                let tally = words::grade(set, shared, scratch)?;
                if set != HELD {
                    write_cases(&file("cases"), &tally.cases)?;
                }
                scores::parse(&tally.figures().to_string())
            }
            Grader::Html { folder } => {
                let pages = repository::root().join("eval").join("pages");
                let truth = pages.join("html").join(format!("{folder}-truth.json"));
                let tally = pages::grade(binary, &pages.join("html").join(folder), &truth, &readings)?;
                if folder != HELD {
                    write_cases(&file("cases"), &tally.cases)?;
                }
                scores::parse(&tally.figures.to_string())
            }
        }
    }
}

fn write_cases(path: &Path, cases: &[String]) -> Result<(), String> {
    fs::write(path, cases.join("\n") + "\n")
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn python(shared: &Path, tool: &str) -> Program {
    program("python3").setting("PYTHONDONTWRITEBYTECODE", "1").argument(shared.join("tools").join(tool))
}

//! Grading: the program reads a set of texts, a grader of the annotated folder compares.

use std::fs;
use std::path::Path;

use crate::command::{Program, program};
use crate::eval::scores::{self, Scores};
use crate::eval::{mentions, pages};
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
    /// Names in flattened pages.
    SeedMentions { captures: &'static str, gold: &'static str },
    /// Names in sentences of the corpora; of the set `held` no case is shown.
    SentenceMentions { set: &'static str },
    /// Articles of HTML pages; the folder and the truth lie in `eval/pages`. Of the folder `held` no case is shown.
    Html { folder: &'static str },
}

impl Set {
    /// Whether `shared` has the set.
    pub(crate) fn is_in(&self, shared: &Path) -> bool {
        match self.grader {
            Grader::Facts { folder } => shared.join(folder).is_dir(),
            Grader::Lines { captures, labels } => {
                shared.join(captures).is_dir() && shared.join(labels).is_file()
            }
            Grader::SeedMentions { captures, gold } => {
                shared.join(captures).is_dir() && shared.join(gold).is_file()
            }
            Grader::SentenceMentions { .. } => shared.join("corpora").is_dir(),
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
                let said =
                    python(shared, "lines.py").argument(shared.join(labels)).argument(&readings).read()?;
                let cases = file("cases");
                fs::write(&cases, &said)
                    .map_err(|error| format!("cannot write {}: {error}", cases.display()))?;
                line_scores(&said).ok_or_else(|| format!("the grader of lines says something new: {said}"))
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
            Grader::Html { folder } => {
                let pages = repository::root().join("eval").join("pages");
                let truth = pages.join(format!("{folder}-truth.json"));
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

/// The figures in the last line of what the grader of lines says:
/// `content lines  P 0.9  R 0.8  F1 0.85   labels right 8/10`.
fn line_scores(said: &str) -> Option<Scores> {
    let words: Vec<&str> = said.lines().last()?.split_whitespace().collect();
    let after = |name: &str| words.get(words.iter().position(|word| *word == name)? + 1).copied();
    let (right, all) = after("right")?.split_once('/')?;
    let (right, all): (u64, u64) = (right.parse().ok()?, all.parse().ok()?);
    let (precision, recall, f1): (f64, f64, f64) =
        (after("P")?.parse().ok()?, after("R")?.parse().ok()?, after("F1")?.parse().ok()?);
    let value = serde_json::json!({
        "line.content": { "precision": precision, "recall": recall, "f1": f1 },
        "line.kind": { "gold": all, "right": right },
    });
    scores::parse(&value.to_string()).ok()
}

#[cfg(test)]
mod tests {
    use super::line_scores;

    #[test]
    fn the_last_line_is_read() {
        check(
            "a.txt:3: kept, but is related\ncontent lines  P 0.9000  R 0.8000  F1 0.8471   labels right 8/10\n",
            r#"{"line.content":{"f1":0.8471,"precision":0.9,"recall":0.8},"line.kind":{"gold":10,"right":8}}"#,
        );
    }

    #[test]
    fn another_form_is_not_guessed_at() {
        check("", "null");
        check("content lines P 0.9 R 0.8", "null");
    }

    #[track_caller]
    fn check(said: &str, expected: &str) {
        assert_eq!(serde_json::to_string(&line_scores(said)).unwrap(), expected);
    }
}

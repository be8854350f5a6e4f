//! Lines: the kind of every line of a page against the kind it should have.
//!
//! In: labels `{file name: {line number: kind}}` and what `biennien read` printed. Out: figures and cases.
//! Title, lead, byline, date, body, caption and credit together are the article (`line.content`); of what stands
//! around it, related and boilerplate count as one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::eval::scores::{self, Scores};

/// Kinds of the article.
const CONTENT: [&str; 7] = ["title", "lead", "byline", "date", "body", "caption", "credit"];

/// What a line is that was not given a kind.
const REST: &str = "boilerplate";

/// Kinds by line number, by file name.
type Pages = BTreeMap<String, BTreeMap<usize, String>>;

/// Figures and cases of one set.
pub(crate) struct Graded {
    pub(crate) scores: Scores,
    /// One line for each line of a page that was taken for something else.
    pub(crate) cases: Vec<String>,
}

/// Compares the readings in `readings` with the labels in `labels`.
///
/// # Errors
/// When a file cannot be read or is not what it should be.
pub(crate) fn grade(labels: &Path, readings: &Path) -> Result<Graded, String> {
    let text = |path: &Path| {
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let gold: Pages = serde_json::from_str::<BTreeMap<String, BTreeMap<String, String>>>(&text(labels)?)
        .map_err(|error| format!("{}: {error}", labels.display()))?
        .into_iter()
        .map(|(name, lines)| {
            let lines = lines.into_iter().filter_map(|(line, kind)| Some((line.parse().ok()?, kind)));
            (name, lines.collect())
        })
        .collect();
    let mut got = Pages::new();
    for line in text(readings)?.lines() {
        let reading: Value =
            serde_json::from_str(line).map_err(|error| format!("{}: {error}", readings.display()))?;
        let (name, lines) = page(&reading).ok_or("a reading has no lines")?;
        got.insert(name, lines);
    }
    compare(&gold, &got)
}

/// File name and kinds of a reading.
fn page(reading: &Value) -> Option<(String, BTreeMap<usize, String>)> {
    let article = reading.get("article")?;
    let id = article.get("source_id")?.as_str()?;
    let name = id.rsplit('/').next().unwrap_or(id).to_owned();
    let mut lines = BTreeMap::new();
    for line in article.get("lines")?.as_array()? {
        let number = usize::try_from(line.get("line")?.as_u64()?).ok()?;
        lines.insert(number, line.get("kind")?.as_str()?.to_owned());
    }
    Some((name, lines))
}

/// Lines of the article that were kept, kept wrongly, and dropped.
#[derive(Default, Clone, Copy)]
struct Counts {
    hit: u64,
    extra: u64,
    missed: u64,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.hit += other.hit;
        self.extra += other.extra;
        self.missed += other.missed;
    }

    fn figure(self) -> Value {
        let share = |part: u64, rest: u64| part as f64 / (part + rest).max(1) as f64;
        let (precision, recall) = (share(self.hit, self.extra), share(self.hit, self.missed));
        let f1 = 2.0 * self.hit as f64 / (2 * self.hit + self.extra + self.missed).max(1) as f64;
        json!({ "precision": precision, "recall": recall, "f1": f1 })
    }
}

/// Lines of one kind, and those that have it.
#[derive(Default, Clone, Copy)]
struct Share {
    gold: u64,
    right: u64,
}

fn compare(gold: &Pages, got: &Pages) -> Result<Graded, String> {
    let (mut cases, none) = (Vec::new(), BTreeMap::new());
    let mut groups: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut kinds: BTreeMap<&str, Share> = BTreeMap::new();
    for (name, labels) in gold {
        let mine = got.get(name).unwrap_or(&none);
        let mut counts = Counts::default();
        for (number, kind) in labels {
            let found = mine.get(number).map_or(REST, String::as_str);
            let (is, should) = (CONTENT.contains(&found), CONTENT.contains(&kind.as_str()));
            counts.add(Counts {
                hit: u64::from(is && should),
                extra: u64::from(is && !should),
                missed: u64::from(!is && should),
            });
            let right = found == kind || !(is || should);
            for kind in ["line.kind", if should { kind } else { "rest" }] {
                let share = kinds.entry(kind).or_default();
                share.gold += 1;
                share.right += u64::from(right);
            }
            if !right {
                cases.push(format!("{name}:{number}: {kind}, taken for {found}"));
            }
        }
        let group = if is_vietnamese(name) { "line.content.vi" } else { "line.content.other" };
        for group in ["line.content", group] {
            groups.entry(group).or_default().add(counts);
        }
    }
    // Where all pages are of one group its figure says nothing new.
    if groups.len() < 3 {
        groups.retain(|name, _| *name == "line.content");
    }
    let mut figures: BTreeMap<String, Value> =
        groups.into_iter().map(|(name, counts)| (name.to_owned(), counts.figure())).collect();
    for (kind, Share { gold, right }) in kinds {
        let name = if kind == "line.kind" { kind.to_owned() } else { format!("line.kind.{kind}") };
        figures.insert(name, json!({ "gold": gold, "right": right }));
    }
    let value = serde_json::to_value(figures).map_err(|error| error.to_string())?;
    Ok(Graded { scores: scores::parse(&value.to_string())?, cases })
}

/// Pages of other languages begin their names with the language: `de-01-magazin.txt`.
fn is_vietnamese(name: &str) -> bool {
    let language = name.split('-').next().unwrap_or("");
    language == "vi" || language.len() != 2 || !language.bytes().all(|byte| byte.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(gold: &[(&str, &[&str])], got: &[(&str, &[&str])], figure: &str, expected: &str) {
        let pages = |pages: &[(&str, &[&str])]| -> Pages {
            let lines = |kinds: &[&str]| (1..).zip(kinds.iter().map(|kind| (*kind).to_owned())).collect();
            pages.iter().map(|(name, kinds)| ((*name).to_owned(), lines(kinds))).collect()
        };
        let graded = compare(&pages(gold), &pages(got)).unwrap();
        assert_eq!(serde_json::to_string(&graded.scores.get(figure)).unwrap(), expected);
    }

    #[test]
    fn the_article_is_one_class() {
        let gold: &[(&str, &[&str])] = &[("a.txt", &["title", "body", "related", "boilerplate"])];
        let got: &[(&str, &[&str])] = &[("a.txt", &["body", "body", "boilerplate", "lead"])];
        check(gold, got, "line.content", r#"{"f1":0.8,"precision":0.6667,"recall":1.0}"#);
        check(gold, got, "line.kind", r#"{"gold":4,"right":2}"#);
        check(gold, got, "line.kind.title", r#"{"gold":1,"right":0}"#);
    }

    #[test]
    fn languages_are_counted_apart() {
        let gold: &[(&str, &[&str])] = &[("vi-01.txt", &["body"]), ("de-01.txt", &["body"])];
        let got: &[(&str, &[&str])] = &[("vi-01.txt", &["body"])];
        check(gold, got, "line.content.vi", r#"{"f1":1.0,"precision":1.0,"recall":1.0}"#);
        check(gold, got, "line.content.other", r#"{"f1":0.0,"precision":0.0,"recall":0.0}"#);
        check(&gold[..1], got, "line.content.vi", "null");
    }
}

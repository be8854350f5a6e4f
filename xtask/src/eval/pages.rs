//! HTML pages, graded: the body of each article by shared runs of four words, and its particulars.
//!
//! In: pages with their truth (`eval/pages/html`). Out: scores, and a line for each page. The body is scored as the public
//! `article-extraction-benchmark` scores it: 4-grams of words for each page, precision and recall averaged over the
//! pages, F1 of the averages.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::command::program;

/// What grading a set of pages gave.
pub(crate) struct Tally {
    /// Figures by name.
    pub(crate) figures: Value,
    /// One line for each page that is not all right.
    pub(crate) cases: Vec<String>,
}

/// Particulars that are compared: their name in the truth, and where they stand in a reading.
const PARTICULARS: [(&str, &str); 5] = [
    ("title", "/title"),
    ("published", "/published/value"),
    ("modified", "/updated"),
    ("author", "/byline"),
    ("section", "/section"),
];

/// Lets `binary` read the folder `pages` into `readings` and compares with the truth in the file `truth`.
///
/// # Errors
/// When the program fails or a file cannot be read.
pub(crate) fn grade(binary: &Path, pages: &Path, truth: &Path, readings: &Path) -> Result<Tally, String> {
    program(binary).argument("read").argument(pages).write(readings)?;
    let truth: BTreeMap<String, Value> =
        serde_json::from_str(&text(truth)?).map_err(|error| format!("{}: {error}", truth.display()))?;
    let mut found: HashMap<String, Value> = HashMap::new();
    for line in text(readings)?.lines() {
        let reading: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if let Some(name) = reading["article"]["source_id"].as_str() {
            found.insert(name.to_owned(), reading["article"].clone());
        }
    }
    Ok(compare(&truth, &found))
}

fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn compare(truth: &BTreeMap<String, Value>, found: &HashMap<String, Value>) -> Tally {
    let (mut precisions, mut recalls, mut cases) = (Vec::new(), Vec::new(), Vec::new());
    let mut particulars = [(0u64, 0u64); PARTICULARS.len()];
    let mut lists_right = 0u64;
    for (page, gold) in truth {
        let article = found.get(page).unwrap_or(&Value::Null);
        let said = article["text"].as_str().unwrap_or_default();
        let is_article = gold["article"].as_bool().unwrap_or(true);
        lists_right += u64::from(is_article != said.is_empty());
        if !is_article {
            if !said.is_empty() {
                cases.push(format!("{page}: a list, read as an article"));
            }
            continue;
        }
        let (precision, recall) =
            match_bodies(gold["body"].as_str().unwrap_or_default(), &body(article, gold));
        precisions.extend(precision);
        recalls.extend(recall);
        let mut case = format!("{page}: body {:.3} {:.3}", precision.unwrap_or(0.0), recall.unwrap_or(0.0));
        for ((name, place), (all, right)) in PARTICULARS.iter().zip(&mut particulars) {
            let (gold, said) = (gold[name].as_str(), article.pointer(place).and_then(Value::as_str));
            *all += 1;
            if is_same(name, gold, said) {
                *right += 1;
            } else {
                case += &format!("; {name} {:?}, not {:?}", said.unwrap_or("-"), gold.unwrap_or("-"));
            }
        }
        cases.push(case);
    }
    let (precision, recall) = (mean(&precisions), mean(&recalls));
    let f1 = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    let mut figures = json!({
        "html.body": { "precision": precision, "recall": recall, "f1": f1 },
        "html.list": { "gold": truth.len(), "right": lists_right },
    });
    for ((name, _), (all, right)) in PARTICULARS.iter().zip(particulars) {
        figures[format!("html.{name}")] = json!({ "gold": all, "right": right });
    }
    Tally { figures, cases }
}

/// The body that a reading gives: its paragraphs, with the summary where the truth counts it in.
fn body(article: &Value, gold: &Value) -> String {
    let summary = gold["lead"].as_str().unwrap_or_default();
    let apart = !summary.is_empty() && !gold["body"].as_str().unwrap_or_default().contains(summary);
    let text = article["text"].as_str().unwrap_or_default();
    let mut body = String::new();
    for line in article["lines"].as_array().into_iter().flatten() {
        let wanted = match line["kind"].as_str() {
            Some("body") => true,
            Some("lead") => !apart,
            _ => false,
        };
        let place = |name: &str| usize::try_from(line[name].as_u64()?).ok();
        if let (true, Some(start), Some(end)) = (wanted, place("start"), place("end")) {
            body.push_str(text.get(start..end).unwrap_or_default());
            body.push('\n');
        }
    }
    body
}

/// Share of the runs of four words in `said` that `gold` has, and the other way round; nothing where there are none.
fn match_bodies(gold: &str, said: &str) -> (Option<f64>, Option<f64>) {
    let (gold, said) = (shingles(gold), shingles(said));
    let shared: usize = gold.iter().map(|(run, count)| *count.min(said.get(run).unwrap_or(&0))).sum();
    let share = |of: &HashMap<Vec<&str>, usize>| {
        let all: usize = of.values().sum();
        (all > 0).then(|| shared as f64 / all as f64)
    };
    (share(&said), share(&gold))
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    const WORDS: usize = 4;
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let words: Vec<&str> = text.split(|letter| !is_word(letter)).filter(|word| !word.is_empty()).collect();
    let mut shingles = HashMap::new();
    for start in 0..words.len().saturating_sub(WORDS - 1).max(1) {
        let run = &words[start..words.len().min(start + WORDS)];
        if !run.is_empty() {
            *shingles.entry(run.to_vec()).or_default() += 1;
        }
    }
    shingles
}

/// True when both say the same: dates to the minute (or to the day, where the truth has no more), words but for
/// white space.
fn is_same(name: &str, gold: Option<&str>, said: Option<&str>) -> bool {
    const MINUTE_BYTES: usize = 16;
    let dated = matches!(name, "published" | "modified");
    let plain = |text: Option<&str>| {
        let text = text.unwrap_or_default();
        if dated {
            return text.get(..MINUTE_BYTES).unwrap_or(text).to_owned();
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    plain(gold) == plain(said)
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::{is_same, match_bodies};

    #[track_caller]
    fn check(gold: &str, said: &str, precision: f64, recall: f64) {
        assert_eq!(match_bodies(gold, said), (Some(precision), Some(recall)), "{said}");
    }

    #[test]
    fn runs_of_four_words_are_shared() {
        check("a b c d e", "a b c d e", 1.0, 1.0);
        check("a b c d e", "A. b c d e f", 1.0 / 3.0, 0.5);
        check("a b", "a, b!", 1.0, 1.0);
        check("a b c d", "x", 0.0, 0.0);
        assert_eq!(match_bodies("a", ""), (None, Some(0.0)));
    }

    #[test]
    fn dates_are_the_same_to_the_minute() {
        assert!(is_same("published", Some("2021-12-31T07:35:10+07:00"), Some("2021-12-31T07:35")));
        assert!(!is_same("published", Some("2021-12-31T07:35"), Some("2021-12-31")));
        assert!(is_same("author", None, None));
        assert!(!is_same("author", Some("Lụa"), None));
    }
}

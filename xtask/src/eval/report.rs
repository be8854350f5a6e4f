//! The report: each figure beside its floor and its committed score.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::eval::scores::Scores;

/// One figure as it is reported; scores are F1, or the share that is right where there is no F1, 0 to 1.
pub(crate) struct Line {
    figure: String,
    floor: Option<f64>,
    committed: Option<f64>,
    now: Option<f64>,
    precision: Option<f64>,
    recall: Option<f64>,
}

/// What a line says of the change that was measured.
#[derive(Debug, PartialEq)]
enum Verdict {
    Below,
    Drop,
    Gain,
    Same,
}

/// Sets the figures of `now` beside the committed ones and the floors; a floor without a figure counts as below.
pub(crate) fn compare(now: &Scores, committed: &Scores, floors: Option<&BTreeMap<String, f64>>) -> Vec<Line> {
    let mut figures: Vec<&String> = now.keys().chain(floors.into_iter().flat_map(BTreeMap::keys)).collect();
    figures.sort();
    figures.dedup();
    let mut lines = Vec::new();
    for figure in figures {
        let part = |name: &str| now.get(figure).and_then(|parts| parts.get(name)).and_then(Value::as_f64);
        lines.push(Line {
            floor: floors.and_then(|floors| floors.get(figure)).copied(),
            committed: committed.get(figure).and_then(score),
            now: now.get(figure).and_then(score),
            precision: part("precision"),
            recall: part("recall"),
            figure: figure.clone(),
        });
    }
    lines
}

/// The one number that a figure is judged by.
fn score(parts: &BTreeMap<String, Value>) -> Option<f64> {
    let part = |name: &str| parts.get(name).and_then(Value::as_f64);
    part("f1").or_else(|| Some(part("right")? / part("gold").filter(|gold| *gold > 0.0)?))
}

impl Line {
    fn verdict(&self) -> Verdict {
        // Scores are kept to four digits; less than half of the last one is no change.
        const NOTHING: f64 = 0.000_05;
        let now = self.now.unwrap_or(0.0);
        if self.floor.is_some_and(|floor| now < floor) {
            return Verdict::Below;
        }
        match self.committed {
            Some(committed) if now < committed - NOTHING => Verdict::Drop,
            Some(committed) if now > committed + NOTHING => Verdict::Gain,
            _ => Verdict::Same,
        }
    }
}

/// Prints the lines as a table and returns the names of the figures that are below their floor.
pub(crate) fn print(set: &str, lines: &[Line]) -> Vec<String> {
    println!("{set:<24} {:>6} {:>9} {:>7} {:>10} {:>7}", "floor", "committed", "now", "precision", "recall");
    let mut below = Vec::new();
    for line in lines {
        let verdict = line.verdict();
        let remark = match verdict {
            Verdict::Below => "  BELOW THE FLOOR".to_owned(),
            Verdict::Drop => format!("  DROP {:+.4}", change(line)),
            Verdict::Gain => format!("  gain {:+.4}", change(line)),
            Verdict::Same => String::new(),
        };
        println!(
            "  {:<22} {:>6} {:>9} {:>7} {:>10} {:>7}{remark}",
            line.figure,
            cell(line.floor),
            cell(line.committed),
            cell(line.now),
            cell(line.precision),
            cell(line.recall),
        );
        if verdict == Verdict::Below {
            below.push(format!("{set} {}", line.figure));
        }
    }
    below
}

fn change(line: &Line) -> f64 {
    line.now.unwrap_or(0.0) - line.committed.unwrap_or(0.0)
}

fn cell(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |number| format!("{number:.4}"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Verdict, compare};
    use crate::eval::scores;

    #[test]
    fn a_floor_fails_and_a_drop_only_speaks() {
        check(0.40, 0.50, Verdict::Below);
        check(0.50, 0.50, Verdict::Drop);
        check(0.80, 0.50, Verdict::Same);
        check(0.79, 0.50, Verdict::Drop);
        check(0.81, 0.50, Verdict::Gain);
    }

    #[test]
    fn a_floor_without_a_figure_is_below() {
        let floors = BTreeMap::from([("time.value".to_owned(), 0.1)]);
        let lines = compare(&scores::Scores::new(), &scores::Scores::new(), Some(&floors));
        assert_eq!(lines.iter().map(super::Line::verdict).collect::<Vec<_>>(), [Verdict::Below]);
    }

    /// Compares a figure of `now` with a committed one of 0.8.
    #[track_caller]
    fn check(now: f64, floor: f64, expected: Verdict) {
        let scores = |f1: f64| scores::parse(&format!("{{\"time.value\": {{\"f1\": {f1}}}}}")).unwrap();
        let floors = BTreeMap::from([("time.value".to_owned(), floor)]);
        let lines = compare(&scores(now), &scores(0.8), Some(&floors));
        assert_eq!(lines.iter().map(super::Line::verdict).collect::<Vec<_>>(), [expected]);
    }
}

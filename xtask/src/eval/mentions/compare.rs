//! Comparison: the names found in one stretch of text against those marked in it.

use serde_json::{Value, json};

use super::{Found, Gold};

/// Counts of one set, and its cases one line each.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    gold: usize,
    found: usize,
    right: usize,
    judged: usize,
    known: usize,
    /// Missed, extra and misidentified names, one line each.
    pub(crate) cases: Vec<String>,
}

impl Tally {
    /// Adds one stretch of text; `place` names it in the cases, `text` gives the words between two offsets.
    pub(crate) fn add(
        &mut self,
        place: &str,
        gold: &[Gold],
        found: &[Found],
        text: impl Fn(usize, usize) -> String,
    ) {
        let mut taken = vec![false; gold.len()];
        for one in found {
            let fits = |gold: &Gold| gold.starts.contains(&one.start) && gold.ends.contains(&one.end);
            let hit = gold.iter().position(|gold| fits(gold) && gold.kinds.contains(&one.kind));
            match hit.filter(|index| !taken[*index]) {
                Some(index) => {
                    taken[index] = true;
                    self.found += 1;
                    self.right += 1;
                    self.judge(place, &gold[index], one, &text);
                }
                None if gold.iter().any(|gold| gold.kinds.is_empty() && touches(gold, one)) => {}
                None => {
                    self.found += 1;
                    self.cases.push(format!(
                        "{place}\textra\t{}\t{} {} {}",
                        text(one.start, one.end),
                        one.kind,
                        one.name,
                        one.code
                    ));
                }
            }
        }
        for (one, _) in gold.iter().zip(&taken).filter(|(one, taken)| !one.kinds.is_empty() && !**taken) {
            let words = text(one.starts[0], one.ends[0]);
            self.cases.push(format!("{place}\tmissed\t{words}\t{} {:?}", one.kinds.join("|"), one.names));
        }
        self.gold += gold.iter().filter(|gold| !gold.kinds.is_empty()).count();
    }

    fn judge(&mut self, place: &str, gold: &Gold, one: &Found, text: impl Fn(usize, usize) -> String) {
        if gold.names.is_empty() && gold.code.is_none() {
            return;
        }
        self.judged += 1;
        let named = gold.names.is_empty() || gold.names.iter().any(|name| plain(name) == plain(&one.name));
        if named && gold.code.as_ref().is_none_or(|code| *code == one.code) {
            self.known += 1;
            return;
        }
        self.cases.push(format!(
            "{place}\tidentity\t{}\tis {} {}, wanted {:?} {:?}",
            text(one.start, one.end),
            one.name,
            one.code,
            gold.names,
            gold.code
        ));
    }

    /// The figures: `mention.span` (extent and kind) and `mention.identity` (of those right).
    pub(crate) fn figures(&self) -> Value {
        let share = |part: usize, all: usize| if all == 0 { 0.0 } else { part as f64 / all as f64 };
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        let f1 = share(2 * self.right, self.found + self.gold);
        json!({
            "mention.span": {
                "precision": precision, "recall": recall, "f1": f1,
                "gold": self.gold, "found": self.found, "right": self.right,
            },
            "mention.identity": { "gold": self.judged, "right": self.known },
        })
    }
}

fn touches(gold: &Gold, one: &Found) -> bool {
    let start = gold.starts.iter().min().copied().unwrap_or(0);
    let end = gold.ends.iter().max().copied().unwrap_or(0);
    one.start < end && start < one.end
}

/// A name in small letters, with hyphens as spaces and without an article.
fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace(['-', '–'], " ");
    let words: Vec<&str> = name.split_whitespace().filter(|word| *word != "the").collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::Tally;
    use crate::eval::mentions::{Found, Gold};

    #[test]
    fn extent_and_kind_must_fit() {
        check(&[(0, 3, "person")], &[(0, 3, "person")], "1 of 1 found, 1 marked");
        check(&[(0, 3, "person")], &[(0, 3, "place")], "0 of 1 found, 1 marked");
        check(&[(0, 3, "person")], &[(0, 2, "person")], "0 of 1 found, 1 marked");
    }

    #[test]
    fn neutral_names_count_neither_way() {
        check(&[(0, 3, "")], &[(1, 2, "person")], "0 of 0 found, 0 marked");
        check(&[(0, 3, "")], &[], "0 of 0 found, 0 marked");
    }

    #[track_caller]
    fn check(gold: &[(usize, usize, &str)], found: &[(usize, usize, &str)], expected: &str) {
        let gold: Vec<Gold> = gold
            .iter()
            .map(|(start, end, kind)| Gold {
                starts: vec![*start],
                ends: vec![*end],
                kinds: if kind.is_empty() { Vec::new() } else { vec![(*kind).to_owned()] },
                ..Gold::default()
            })
            .collect();
        let found: Vec<Found> = found
            .iter()
            .map(|(start, end, kind)| Found {
                start: *start,
                end: *end,
                kind: (*kind).to_owned(),
                name: String::new(),
                code: String::new(),
            })
            .collect();
        let mut tally = Tally::default();
        tally.add("here", &gold, &found, |_, _| String::new());
        assert_eq!(format!("{} of {} found, {} marked", tally.right, tally.found, tally.gold), expected);
    }
}

//! The seeds: names marked in the lines of five flattened pages.
//!
//! Marked names have a line of the page and characters of that line. A name of a reading comes to them through the
//! lines of its article; of lines that say the same, one was marked and one is graded.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::compare::Tally;
use super::{Found, Gold, found_in};
use crate::command::program;

/// Lets `binary` read the pages in `captures` and grades the names against those in the file `gold`.
///
/// # Errors
/// When something cannot be read or the program fails.
pub(crate) fn grade(binary: &Path, captures: &Path, gold: &Path, scratch: &Path) -> Result<Tally, String> {
    let readings = scratch.join("mentions.seeds.readings.jsonl");
    program(binary).argument("read").argument(captures).write(&readings)?;
    let text = |path: &Path| {
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
    };
    let marked: Value = serde_json::from_str(&text(gold)?).map_err(|error| error.to_string())?;
    let mut pages: Vec<(String, String)> = Vec::new();
    let entries = fs::read_dir(captures).map_err(|error| error.to_string())?;
    for entry in entries.flatten() {
        let bytes = fs::read(entry.path()).map_err(|error| error.to_string())?;
        let name = entry.file_name().to_string_lossy().into_owned();
        pages.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    pages.sort();
    let readings = text(&readings)?;
    let readings: Vec<Value> = readings.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut tally = Tally::default();
    for (doc, annotation) in marked.get("docs").and_then(Value::as_object).into_iter().flatten() {
        let page = pages.iter().find(|(name, _)| name.starts_with(doc.as_str()));
        let (name, page) = page.ok_or_else(|| format!("no page {doc}"))?;
        let reading = readings.iter().find(|reading| is_of(reading, name));
        let reading = reading.ok_or_else(|| format!("no reading of page {doc}"))?;
        add(&mut tally, doc, page, annotation, reading);
    }
    Ok(tally)
}

/// True when the reading is that of the page in the file `name`.
fn is_of(reading: &Value, name: &str) -> bool {
    let source = reading.pointer("/article/source_id").and_then(Value::as_str).unwrap_or_default();
    source.ends_with(name)
}

fn add(tally: &mut Tally, doc: &str, page: &str, annotation: &Value, reading: &Value) {
    let text = reading.pointer("/article/text").and_then(Value::as_str).unwrap_or_default();
    let found = found_in(reading);
    let mut seen = BTreeSet::new();
    let lines: Vec<&str> = page.split('\n').collect();
    let mut graded = BTreeSet::new();
    for line in reading.pointer("/article/lines").and_then(Value::as_array).into_iter().flatten() {
        let part = |name: &str| line.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        let (Some(number), Some(start), Some(end)) = (part("line"), part("start"), part("end")) else {
            continue;
        };
        let (Some(raw), Some(words)) = (lines.get(number.wrapping_sub(1)), text.get(start..end)) else {
            continue;
        };
        let Some(shift) = raw.find(words) else { continue };
        if !seen.insert(words) {
            continue;
        }
        let column = |offset: usize| raw[..shift + offset - start].chars().count();
        let inside = found.iter().filter(|one| start <= one.start && one.end <= end);
        let found: Vec<Found> = inside
            .map(|one| Found { start: column(one.start), end: column(one.end), ..one.clone() })
            .collect();
        let same = (1..=lines.len()).filter(|other| lines[other - 1].trim() == raw.trim());
        let gold: Vec<Gold> = same
            .flat_map(|other| {
                graded.insert(other);
                gold_of(annotation, other)
            })
            .collect();
        tally.add(&format!("{doc}:{number}"), &gold, &found, |from, to| {
            raw.chars().skip(from).take(to - from).collect()
        });
    }
    for number in 1..=lines.len() {
        let gold = gold_of(annotation, number);
        if !graded.contains(&number) && !gold.is_empty() {
            tally.add(&format!("{doc}:{number}"), &gold, &[], |_, _| String::new());
        }
    }
}

/// The names marked in one line; those on which annotators differ, and names of products, are neutral.
fn gold_of(annotation: &Value, number: usize) -> Vec<Gold> {
    let mut gold = Vec::new();
    for list in ["mentions", "other_names"] {
        for one in annotation.get(list).and_then(Value::as_array).into_iter().flatten() {
            let count =
                |name: &str| one.get(name).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
            let word = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default();
            let (Some(line), Some(start), Some(end)) = (count("line"), count("start"), count("end")) else {
                continue;
            };
            if line != number {
                continue;
            }
            let neutral = list == "other_names" || one.get("fuzzy").is_some();
            let kind = word("type").replace("organisation", "organization");
            gold.push(Gold {
                starts: vec![start],
                ends: vec![end],
                kinds: if neutral { Vec::new() } else { vec![kind] },
                names: names(word("canonical")),
                code: None,
            });
        }
    }
    gold
}

/// The names that a canonical name allows: before a comma or bracket, in brackets ("RT (Russia Today)"), and its
/// initials ("AP").
fn names(canonical: &str) -> Vec<String> {
    let mut names = vec![canonical.to_owned()];
    let end = canonical.find([',', '(']).unwrap_or(canonical.len());
    names.push(canonical[..end].trim().to_owned());
    if let Some((_, rest)) = canonical.split_once('(') {
        names.push(rest.trim_end_matches(')').to_owned());
    }
    let words = canonical.split(|letter: char| !letter.is_alphanumeric());
    let initials: String = words.filter_map(|word| word.chars().next()).collect();
    names.extend(Some(initials).filter(|initials| initials.len() > 1));
    names
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_may_have_its_other_form_in_brackets() {
        check("Moscow", &["Moscow", "Moscow"]);
        check("Associated Press", &["Associated Press", "Associated Press", "AP"]);
        check("RT (Russia Today)", &["RT (Russia Today)", "RT", "Russia Today", "RRT"]);
        check("Washington, D.C.", &["Washington, D.C.", "Washington", "WDC"]);
    }

    #[track_caller]
    fn check(canonical: &str, expected: &[&str]) {
        assert_eq!(names(canonical), expected);
    }
}

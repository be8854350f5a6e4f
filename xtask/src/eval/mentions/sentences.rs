//! The 200 sentences: `eval/mentions/200.tsv`, and the names found in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::compare::Tally;
use super::{Gold, found_in};
use crate::command::program;
use crate::corpora;
use crate::repository;

/// An annotated sentence; offsets are bytes of its article's text in NFC.
#[derive(Debug, PartialEq)]
pub(crate) struct Sentence {
    /// `tune` or `held`.
    pub(crate) set: String,
    pub(crate) corpus: String,
    pub(crate) id: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
    names: Vec<Gold>,
}

/// Reads the annotated sentences, in the order of the draw.
///
/// # Errors
/// When the file cannot be read or has a row of another form.
pub(crate) fn read() -> Result<Vec<Sentence>, String> {
    let path = repository::root().join("eval").join("mentions").join("200.tsv");
    let text =
        fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    parse(&text).map_err(|line| format!("{}:{line}: not a row of names", path.display()))
}

/// Parses the table; the error is the line that has another form.
fn parse(text: &str) -> Result<Vec<Sentence>, usize> {
    let mut sentences: Vec<Sentence> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.starts_with("set\t") || line.is_empty() {
            continue;
        }
        let row: Vec<&str> = line.split('\t').collect();
        let done = match row.as_slice() {
            [set, corpus, id, from, to, ..] if !set.is_empty() => {
                open(set, corpus, id, from, to).map(|sentence| sentences.push(sentence))
            }
            [_, _, _, _, _, rest @ ..] => {
                name(rest).and_then(|name| sentences.last_mut().map(|sentence| sentence.names.push(name)))
            }
            _ => None,
        };
        done.ok_or(index + 1)?;
    }
    Ok(sentences)
}

fn open(set: &str, corpus: &str, id: &str, from: &str, to: &str) -> Option<Sentence> {
    Some(Sentence {
        set: set.to_owned(),
        corpus: corpus.to_owned(),
        id: id.to_owned(),
        from: from.parse().ok()?,
        to: to.parse().ok()?,
        names: Vec::new(),
    })
}

fn name(row: &[&str]) -> Option<Gold> {
    let [start, end, wide_start, wide_end, kinds, names, code] = row else { return None };
    let list = |cell: &str| match cell {
        "other" | "*" | "" => Vec::new(),
        cell => cell.split('|').map(str::to_owned).collect(),
    };
    Some(Gold {
        starts: vec![start.parse().ok()?, wide_start.parse().ok()?],
        ends: vec![end.parse().ok()?, wide_end.parse().ok()?],
        kinds: list(kinds),
        names: list(names),
        code: Some((*code).to_owned()).filter(|code| !matches!(code.as_str(), "*" | "")),
    })
}

/// Lets `binary` read the articles of one set and grades the names in its sentences.
///
/// # Errors
/// When a corpus cannot be read or the program fails.
pub(crate) fn grade(set: &str, binary: &Path, shared: &Path, scratch: &Path) -> Result<Tally, String> {
    let sentences: Vec<Sentence> = read()?.into_iter().filter(|one| one.set == set).collect();
    let input = scratch.join(format!("mentions.{set}.jsonl"));
    let readings = scratch.join(format!("mentions.{set}.readings.jsonl"));
    let articles = articles(shared, &sentences)?;
    fs::write(&input, articles).map_err(|error| format!("cannot write {}: {error}", input.display()))?;
    program(binary).argument("read").argument(&input).write(&readings)?;
    let text = fs::read_to_string(&readings)
        .map_err(|error| format!("cannot read {}: {error}", readings.display()))?;
    let mut by_id = BTreeMap::new();
    for reading in text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        if let Some(id) = reading.pointer("/article/source_id").and_then(Value::as_str) {
            by_id.insert(id.to_owned(), reading);
        }
    }
    let mut tally = Tally::default();
    for sentence in &sentences {
        let reading = by_id.get(&sentence.id).ok_or_else(|| format!("no reading of {}", sentence.id))?;
        let text = reading.pointer("/article/text").and_then(Value::as_str).unwrap_or_default();
        let mut found = found_in(reading);
        found.retain(|one| sentence.from <= one.start && one.end <= sentence.to);
        let words = |start: usize, end: usize| text.get(start..end).unwrap_or_default().to_owned();
        tally.add(&sentence.id, &sentence.names, &found, words);
    }
    Ok(tally)
}

/// The articles of `sentences`, one a line, in the order of the corpora.
fn articles(shared: &Path, sentences: &[Sentence]) -> Result<String, String> {
    let mut articles = String::new();
    let corpora: BTreeSet<&str> = sentences.iter().map(|sentence| sentence.corpus.as_str()).collect();
    for corpus in corpora {
        let ids: BTreeSet<&str> = sentences.iter().map(|sentence| sentence.id.as_str()).collect();
        corpora::each_line(shared, corpus, |line| {
            // Every line begins with the id: only the wanted ones are worth parsing.
            let id = line.strip_prefix("{\"id\": \"").and_then(|rest| rest.split('"').next());
            if id.is_some_and(|id| ids.contains(id)) {
                let _ = writeln!(articles, "{line}");
            }
        })?;
    }
    Ok(articles)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn names_belong_to_the_sentence_above_them() {
        let rows = "tune\tc\ta1\t0\t9\t\t\t\t\t\t\t\n\t\t\t\t\t1\t4\t0\t4\tplace\tHanoi\tVNM\n";
        check(rows, "a1 0-9: 1 names");
        check("tune\tc\ta1\t0\t9\t\t\t\t\t\t\t\n\t\t\t\t\tx\n", "line 2");
    }

    #[track_caller]
    fn check(rows: &str, expected: &str) {
        let got = match parse(rows) {
            Ok(sentences) => sentences
                .iter()
                .map(|one| format!("{} {}-{}: {} names", one.id, one.from, one.to, one.names.len()))
                .collect::<Vec<_>>()
                .join("; "),
            Err(line) => format!("line {line}"),
        };
        assert_eq!(got, expected);
    }
}

//! Words, graded: which syllables are one word, against 160 lines of the corpora (`eval/words/160.tsv`).
//!
//! In: the corpora, from which the lines are taken; the example `cut_words` cuts them. Out: scores, and every case where it may be
//! looked at. A word counts when both its borders are right; marks count neither way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

use crate::command::program;
use crate::corpora;
use crate::repository;

/// First byte of a line's part, and one past its last.
type Bytes = (usize, usize);

/// An annotated line; offsets are bytes of its article's text in NFC.
pub(crate) struct Line {
    /// `tune` or `held`.
    set: String,
    pub(crate) corpus: String,
    pub(crate) id: String,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Words of several tokens, in bytes of the line.
    long: Vec<Bytes>,
}

/// Counts of one set, and its cases one line each.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    gold: usize,
    found: usize,
    right: usize,
    /// Words that are not right, each with what was found there.
    pub(crate) cases: Vec<String>,
}

/// Reads the annotated lines, in the order of the draw.
///
/// # Errors
/// When the file cannot be read or has a row of another form.
pub(crate) fn read() -> Result<Vec<Line>, String> {
    let path = repository::root().join("eval").join("words").join("160.tsv");
    let text =
        fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let rows =
        text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.starts_with("set\t"));
    rows.map(|(index, line)| {
        parse(line).ok_or_else(|| format!("{}:{}: not a row of words", path.display(), index + 1))
    })
    .collect()
}

fn parse(line: &str) -> Option<Line> {
    let row: Vec<&str> = line.split('\t').collect();
    let [set, corpus, id, from, to, words] = row.as_slice() else { return None };
    let long = spans(words);
    Some(Line {
        set: (*set).to_owned(),
        corpus: (*corpus).to_owned(),
        id: (*id).to_owned(),
        from: from.parse().ok()?,
        to: to.parse().ok()?,
        long: long?,
    })
}

/// Reads a list of `start-end`.
fn spans(list: &str) -> Option<Vec<Bytes>> {
    let span = |word: &str| {
        let (start, end) = word.split_once('-')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    list.split_whitespace().map(span).collect()
}

/// Cuts the lines of `set` and grades the words.
///
/// # Errors
/// When a corpus or the annotation cannot be read.
pub(crate) fn grade(set: &str, shared: &Path, scratch: &Path) -> Result<Tally, String> {
    let lines: Vec<Line> = read()?.into_iter().filter(|line| line.set == set).collect();
    let texts = texts(&lines, shared)?;
    let mut parts = Vec::new();
    for line in &lines {
        let text = texts.get(&(line.corpus.as_str(), line.id.as_str()));
        let text = text.and_then(|text| text.get(line.from..line.to));
        parts.push(text.ok_or_else(|| format!("{}: no such text", line.id))?);
    }
    let (input, output) = (scratch.join("words.txt"), scratch.join("words.cut"));
    fs::write(&input, parts.join("\n"))
        .map_err(|error| format!("cannot write {}: {error}", input.display()))?;
    let cargo = program("cargo").argument("run").argument("-q").argument("-p").argument("biennien-text");
    cargo.argument("--example").argument("cut_words").argument("--").argument(&input).write(&output)?;
    let cut =
        fs::read_to_string(&output).map_err(|error| format!("cannot read {}: {error}", output.display()))?;
    let mut tally = Tally::default();
    for ((line, text), found) in lines.iter().zip(parts).zip(cut.lines()) {
        let lists = found.split_once('\t').and_then(|(tokens, words)| Some((spans(tokens)?, spans(words)?)));
        let (tokens, words) = lists.ok_or_else(|| format!("cut_words said {found}"))?;
        tally.add(line, text, &tokens, &words);
    }
    Ok(tally)
}

/// The texts that the lines were taken from, by corpus and id.
fn texts<'a>(lines: &'a [Line], shared: &Path) -> Result<BTreeMap<(&'a str, &'a str), String>, String> {
    let mut texts = BTreeMap::new();
    let names: BTreeSet<&str> = lines.iter().map(|line| line.corpus.as_str()).collect();
    for corpus in names {
        let wanted: BTreeSet<&str> =
            lines.iter().filter(|line| line.corpus == corpus).map(|line| line.id.as_str()).collect();
        corpora::each_line(shared, corpus, |article| {
            let Ok(article) = serde_json::from_str::<Value>(article) else { return };
            let part = |name: &str| article.get(name).and_then(Value::as_str).unwrap_or_default();
            if let Some(id) = wanted.get(part("id")) {
                let text = format!("{}\n{}", part("title"), part("text")).nfc().collect();
                texts.insert((corpus, *id), text);
            }
        })?;
    }
    Ok(texts)
}

impl Tally {
    fn add(&mut self, line: &Line, text: &str, tokens: &[Bytes], found: &[Bytes]) {
        let touch = |one: &Bytes, other: &Bytes| one.0 < other.1 && other.0 < one.1;
        let mut gold: BTreeSet<Bytes> = line.long.iter().copied().collect();
        gold.extend(tokens.iter().filter(|token| !line.long.iter().any(|word| touch(word, token))));
        self.gold += gold.len();
        self.found += found.len();
        self.right += found.iter().filter(|word| gold.contains(word)).count();
        let missed = gold.iter().filter(|word| !found.contains(word));
        self.cases.extend(missed.map(|word| {
            let instead = found.iter().filter(|other| touch(word, other));
            let of = |span: &Bytes| text.get(span.0..span.1).unwrap_or_default().to_owned();
            let instead: Vec<String> = instead.map(of).collect();
            format!("{}\t{}\t{}", line.id, of(word), instead.join(" | "))
        }));
    }

    /// The figure `word`: words with both borders right.
    pub(crate) fn figures(&self) -> Value {
        let share = |part: usize, all: usize| if all == 0 { 0.0 } else { part as f64 / all as f64 };
        json!({ "word": {
            "precision": share(self.right, self.found), "recall": share(self.right, self.gold),
            "f1": share(2 * self.right, self.found + self.gold),
            "gold": self.gold, "found": self.found, "right": self.right,
        }})
    }
}

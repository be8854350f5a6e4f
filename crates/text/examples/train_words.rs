//! Makes `data/vi/lexicon.tsv` anew from news: how often each of its words stands there, by its own cutting.
//!
//! usage: `cargo run --release -p biennien-text --example train_words -- DATA CORPUS... > lexicon.tsv`
//!
//! CORPUS is clean input, one article a line, in gzip; a line of text that was met before counts once. The table in DATA
//! says what is a word: words of several syllables stay as they are, those of one syllable come from the corpora. Words
//! are cut and counted several times over, each time with the counts of the last. Same input, same bytes.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it prints a table, and figures for a person")]

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use biennien_knowledge::{Knowledge, LexiconWord};
use biennien_text::{Words, lower_in_step, tokens};
use flate2::read::MultiGzDecoder;
use unicode_normalization::UnicodeNormalization;

/// Times that the corpora are cut.
const ROUNDS: usize = 3;

/// How often every word of several syllables is taken to stand at first: likelier than its syllables one by one.
const COUNT_START: u32 = 1000;

/// How often a syllable must stand alone to be a word.
const COUNT_MIN: u32 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, corpora @ ..] = arguments.as_slice() else {
        return Err("usage: train_words DATA CORPUS...".into());
    };
    let mut knowledge = Knowledge::read(Path::new(data))?;
    let lines = lines(corpora)?;
    let long: Vec<String> =
        knowledge.lexicon.iter().map(|row| row.word.clone()).filter(|word| word.contains(' ')).collect();
    for row in knowledge.lexicon.iter_mut().filter(|row| row.word.contains(' ')) {
        row.count = COUNT_START;
    }
    for round in 0..ROUNDS {
        let counts = count(&knowledge, &lines);
        let mut rows: BTreeMap<String, u32> = long.iter().map(|word| (word.clone(), 1)).collect();
        for (word, count) in counts {
            if let Some(known) = rows.get_mut(&word) {
                *known = count.max(1);
            } else if count >= COUNT_MIN && !word.contains(' ') && word.chars().all(char::is_alphabetic) {
                rows.insert(word, count);
            }
        }
        let all: u64 = rows.values().map(|count| u64::from(*count)).sum();
        eprintln!("round {round}: {} words, {all} times", rows.len());
        knowledge.lexicon = rows.into_iter().map(|(word, count)| LexiconWord { word, count }).collect();
    }
    knowledge.lexicon.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
    let mut table = comments(Path::new(data))?;
    table.push_str("word\tcount\n");
    for row in &knowledge.lexicon {
        writeln!(table, "{}\t{}", row.word, row.count)?;
    }
    print!("{table}");
    Ok(())
}

/// The comments at the head of the table, which stay.
fn comments(data: &Path) -> std::io::Result<String> {
    let table = std::fs::read_to_string(data.join("vi/lexicon.tsv"))?;
    Ok(table.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect())
}

/// The lines of all articles, each once.
fn lines(corpora: &[String]) -> Result<Vec<String>, Box<dyn Error>> {
    let (mut lines, mut seen) = (Vec::new(), HashSet::new());
    for path in corpora {
        for article in BufReader::new(MultiGzDecoder::new(File::open(path)?)).lines() {
            let article: serde_json::Value = serde_json::from_str(&article?)?;
            for part in ["title", "text"] {
                let text = article.get(part).and_then(serde_json::Value::as_str).unwrap_or_default();
                for line in text.split('\n') {
                    let line: String = line.nfc().collect();
                    if seen.insert(line.clone()) {
                        lines.push(line);
                    }
                }
            }
        }
    }
    Ok(lines)
}

/// How often each word stands in `lines`, in small letters and the old places of tone marks.
fn count(knowledge: &Knowledge, lines: &[String]) -> BTreeMap<String, u32> {
    let words = Words::compile(knowledge);
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let (mut bytes, mut seconds) = (0, 0.0);
    for line in lines {
        let (lower, tokens) = (lower_in_step(line), tokens(line));
        let begun = Instant::now();
        let found = words.cut(line, &lower, &tokens);
        seconds += begun.elapsed().as_secs_f64();
        bytes += line.len();
        for word in found {
            let word = spelt(word.of(&lower), knowledge);
            *counts.entry(word).or_default() += 1;
        }
    }
    eprintln!("cut {:.1} MB/s", bytes as f64 / 1e6 / f64::max(seconds, 1e-9));
    counts
}

/// `word` with every tone mark where the lexicon has it.
fn spelt(word: &str, knowledge: &Knowledge) -> String {
    let syllables: Vec<String> = word
        .split_whitespace()
        .map(|syllable| {
            for tone in &knowledge.names.tones {
                if let Some(head) = syllable.strip_suffix(tone.new.as_str())
                    && !head.ends_with('q')
                {
                    return format!("{head}{}", tone.old);
                }
            }
            syllable.to_owned()
        })
        .collect();
    syllables.join(" ")
}

//! Peers: our reader and article extractors of others on the same pages, in one thread.
//!
//! In: a folder of HTML files and, where there is one, its truth (as in `eval/pages`). Out: a row for each extractor:
//! F1 of the bodies as `cargo xtask eval` has it, pages and megabytes a CPU-second. Nothing of this is part of the program.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, fs};

use biennien_article::{Rules, read};
use biennien_knowledge::Knowledge;
use biennien_model::{Capture, LineKind, Media};
use serde_json::Value;

/// How often the pages are read; the quickest round counts.
const ROUNDS: usize = 5;

/// A page: its file name and its text.
type Page = (String, String);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [folder, truth @ ..] = paths.as_slice() else {
        return Err("usage: peers PAGES [TRUTH]".into());
    };
    let pages = read_pages(folder)?;
    let truth: BTreeMap<String, Value> = match truth.first() {
        Some(path) => serde_json::from_str(&fs::read_to_string(path)?)?,
        None => BTreeMap::new(),
    };
    let rules = Rules::compile(&Knowledge::built_in());
    println!("{:<14} {:>9} {:>7} {:>7} {:>9} {:>7}", "", "precision", "recall", "F1", "pages/s", "MB/s");
    measure("ours", &pages, &truth, |html| ours(html, &rules));
    if env::var_os("OURS").is_some() {
        return Ok(());
    }
    measure("dom_smoothie", &pages, &truth, dom_smoothie);
    measure("legible", &pages, &truth, legible);
    Ok(())
}

fn measure(name: &str, pages: &[Page], truth: &BTreeMap<String, Value>, extract: impl Fn(&str) -> String) {
    let bytes: usize = pages.iter().map(|(_, html)| html.len()).sum();
    let (mut best, mut texts) = (f64::INFINITY, HashMap::new());
    for _ in 0..ROUNDS {
        let began = seconds();
        for (file, html) in pages {
            texts.insert(file.as_str(), extract(html));
        }
        best = best.min(seconds() - began);
    }
    let (precision, recall) = grade(truth, &texts);
    println!(
        "{name:<14} {precision:>9.4} {recall:>7.4} {:>7.4} {:>9.0} {:>7.1}",
        2.0 * precision * recall / (precision + recall),
        pages.len() as f64 / best,
        bytes as f64 / best / 1e6,
    );
}

/// Seconds that this thread has run, where the system tells (Linux), else since the epoch.
fn seconds() -> f64 {
    let ran = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = ran.and_then(|ran| ran.split(' ').next()?.parse::<f64>().ok());
    let since = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
    nanoseconds.map_or_else(since, |nanoseconds| nanoseconds / 1e9)
}

fn read_pages(folder: &Path) -> std::io::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            pages.push((name, String::from_utf8_lossy(&fs::read(&path)?).into_owned()));
        }
    }
    pages.sort();
    Ok(pages)
}

/// The paragraphs of our reading, with the summary of Vietnamese pages.
fn ours(html: &str, rules: &Rules) -> String {
    let capture = Capture {
        digest: "0".repeat(64),
        source_id: "page".to_owned(),
        media: Media::Html,
        bytes: html.as_bytes().to_vec(),
        path: "page".to_owned(),
        offset: 0,
        url: None,
        captured: None,
        charset: None,
        problems: Vec::new(),
    };
    let (article, _) = read(&capture, rules);
    let vietnamese = article.text.chars().any(|letter| matches!(letter, '\u{1ea0}'..='\u{1ef9}'));
    let wanted = |kind| kind == LineKind::Body || (kind == LineKind::Lead && vietnamese);
    let lines = article.lines.iter().filter(|line| wanted(line.kind)).filter_map(|line| line.span);
    lines.map(|span| span.of(&article.text)).collect::<Vec<_>>().join("\n")
}

fn dom_smoothie(html: &str) -> String {
    let config = dom_smoothie::Config { text_mode: dom_smoothie::TextMode::Formatted, ..Default::default() };
    let reader = dom_smoothie::Readability::new(html, None, Some(config));
    reader
        .and_then(|mut reader| reader.parse())
        .map(|article| article.text_content.to_string())
        .unwrap_or_default()
}

fn legible(html: &str) -> String {
    legible::parse(html, None, None).map(|article| article.text_content.to_string()).unwrap_or_default()
}

/// Precision and recall of runs of four words, averaged over the articles of `truth`.
fn grade(truth: &BTreeMap<String, Value>, texts: &HashMap<&str, String>) -> (f64, f64) {
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    for (file, gold) in truth.iter().filter(|(_, gold)| gold["article"] == true) {
        let said = shingles(texts.get(file.as_str()).map_or("", String::as_str));
        let gold = shingles(gold["body"].as_str().unwrap_or_default());
        let shared: usize = gold.iter().map(|(run, count)| *count.min(said.get(run).unwrap_or(&0))).sum();
        let all = |runs: &HashMap<Vec<&str>, usize>| runs.values().sum::<usize>();
        if all(&said) > 0 {
            precisions.push(shared as f64 / all(&said) as f64);
        }
        recalls.push(shared as f64 / all(&gold).max(1) as f64);
    }
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    (mean(&precisions), mean(&recalls))
}

fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .collect();
    let mut shingles = HashMap::new();
    for run in words.windows(4) {
        *shingles.entry(run.to_vec()).or_default() += 1;
    }
    shingles
}

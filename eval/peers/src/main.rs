//! Peers: article extractors of others on the same pages, for comparison.
//!
//! In: a folder of HTML files (`*.html`). Out: for each extractor `NAME.json` in the second folder, which maps every
//! file name to the text it found; on standard error the pages and megabytes a second of one thread. The grader of
//! `cargo xtask eval` takes these files too. Nothing of this is part of the program.

use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

use serde_json::{Map, Value};

/// How often the pages are read; the quickest round counts.
const ROUNDS: usize = 3;

type Extractor = fn(&str) -> String;

const EXTRACTORS: [(&str, Extractor); 2] = [("dom_smoothie", dom_smoothie), ("legible", legible)];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [pages, results] = folders.as_slice() else {
        return Err("usage: peers PAGES RESULTS".into());
    };
    let pages = read_pages(pages)?;
    let bytes: usize = pages.iter().map(|(_, html)| html.len()).sum();
    fs::create_dir_all(results)?;
    for (name, extract) in EXTRACTORS {
        let mut best = f64::INFINITY;
        let mut texts = Map::new();
        for _ in 0..ROUNDS {
            let began = Instant::now();
            for (file, html) in &pages {
                texts.insert(file.clone(), Value::from(extract(html)));
            }
            best = best.min(began.elapsed().as_secs_f64());
        }
        eprintln!(
            "{name}: {:.0} pages/s, {:.1} MB/s",
            pages.len() as f64 / best,
            bytes as f64 / best / 1e6
        );
        fs::write(results.join(format!("{name}.json")), serde_json::to_string_pretty(&texts)?)?;
    }
    Ok(())
}

fn read_pages(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
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

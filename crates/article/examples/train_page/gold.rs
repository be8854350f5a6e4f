//! Labelled pages, as the present weights see them.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use biennien_article::Rules;
use biennien_article::learn::{Sample, Trait, sample};
use biennien_model::{Capture, Media};

/// What a line has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    /// A line of the article's text.
    Inside,
    /// Not part of the article.
    Outside,
    /// Part of it that is found otherwise, or not labelled.
    Free,
}

/// A line's traits by their place in the table.
pub(crate) struct Line {
    pub(crate) traits: Vec<(usize, f64)>,
    pub(crate) title: Option<Vec<(usize, f64)>>,
    /// Traits of a line near the article, and whether it is a part of it.
    pub(crate) near: Option<(Vec<(usize, f64)>, bool)>,
}

/// One page.
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
    pub(crate) truth: Vec<Truth>,
    /// Indices of the lines that are the title.
    pub(crate) titles: Vec<usize>,
}

/// Reads the pages of (folder, labels) pairs.
pub(crate) fn read(sets: &[String], rules: &Rules, names: &[String]) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for set in sets.chunks(2) {
        let [folder, labels] = set else { return Err("a folder without labels".into()) };
        let labels: BTreeMap<String, BTreeMap<usize, String>> =
            serde_json::from_str(&fs::read_to_string(labels)?)?;
        for (name, labels) in &labels {
            let bytes = fs::read(Path::new(folder).join(name))?;
            pages.push(page(sample(&capture(bytes), rules), labels, names));
        }
    }
    Ok(pages)
}

fn page(lines: Vec<Sample>, labels: &BTreeMap<usize, String>, names: &[String]) -> Page {
    let kind = |line: &Sample| labels.get(&line.line).map_or("", String::as_str);
    let body = |line: &Sample| kind(line) == "body";
    let (first, last) = (lines.iter().position(body), lines.iter().rposition(body));
    let within =
        |index: usize| first.is_some_and(|first| index >= first) && last.is_some_and(|last| index <= last);
    let truth = |(index, line): (usize, &Sample)| match kind(line) {
        "body" => Truth::Inside,
        "lead" | "caption" | "credit" if within(index) => Truth::Inside,
        "related" | "boilerplate" => Truth::Outside,
        _ => Truth::Free,
    };
    let numbered = |traits: &[Trait]| -> Vec<(usize, f64)> {
        let place = |name: &str| names.iter().position(|other| other == name);
        traits.iter().filter_map(|&(name, value)| Some((place(name)?, value))).collect()
    };
    let titles = (0..lines.len()).filter(|&index| kind(&lines[index]) == "title").collect();
    Page {
        truth: lines.iter().enumerate().map(truth).collect(),
        titles,
        lines: lines
            .iter()
            .map(|line| Line {
                traits: numbered(&line.traits),
                title: line.title.as_deref().map(numbered),
                near: line.near.as_deref().map(numbered).zip(is_part(kind(line))),
            })
            .collect(),
    }
}

/// Whether a line that may stand near an article is a part of it; `None` for titles, which are found otherwise.
fn is_part(kind: &str) -> Option<bool> {
    match kind {
        "" | "title" => None,
        "related" | "boilerplate" => Some(false),
        _ => Some(true),
    }
}

fn capture(bytes: Vec<u8>) -> Capture {
    Capture {
        digest: String::new(),
        source_id: String::new(),
        media: Media::Text,
        bytes,
        path: String::new(),
        offset: 0,
        url: None,
        captured: None,
        charset: None,
        problems: Vec::new(),
    }
}

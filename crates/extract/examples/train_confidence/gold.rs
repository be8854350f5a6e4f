//! Gold: annotated articles, read as the program reads them, and which of its facts are right.

use std::error::Error;
use std::path::Path;

use biennien_extract::confidence;
use biennien_knowledge::Knowledge;
use biennien_model::{Capture, Interval, Media, Span};
use serde_json::{Value, json};

use super::fit::Case;
use super::grade;

/// An article and what was found in it.
pub(crate) struct Page {
    /// Digest of its id; tells which part of the articles it belongs to.
    pub(crate) digest: u64,
    pub(crate) statements: Vec<Case>,
    pub(crate) events: Vec<Case>,
}

/// A statement as annotated.
pub(crate) struct Said {
    pub(crate) span: Span,
    pub(crate) speaker: String,
}

/// An event as annotated.
pub(crate) struct Done {
    pub(crate) span: Span,
    pub(crate) kind: String,
    /// Sorted.
    pub(crate) actors: Vec<String>,
    /// Sorted.
    pub(crate) recipients: Vec<String>,
}

impl Page {
    /// True for the quarter that nothing is learned from.
    pub(crate) fn is_unread(&self) -> bool {
        self.digest % 4 == 3
    }
}

/// Reads articles as the program does.
pub(crate) struct Reader {
    knowledge: Knowledge,
    article: biennien_article::Rules,
    extract: biennien_extract::Rules,
}

impl Reader {
    /// Compiles the tables in `data`.
    pub(crate) fn new(data: &Path) -> Result<Reader, Box<dyn Error>> {
        let knowledge = Knowledge::read(data)?;
        let (article, extract) =
            (biennien_article::Rules::compile(&knowledge), biennien_extract::Rules::compile(&knowledge));
        Ok(Reader { knowledge, article, extract })
    }

    /// All annotated articles, by file name.
    pub(crate) fn pages(&self, sources: &Path, golds: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
        let mut names: Vec<_> = std::fs::read_dir(golds)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<_, _>>()?;
        names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "json"));
        names.sort();
        let read = |path: &Path| -> Result<Value, Box<dyn Error>> {
            Ok(serde_json::from_slice(&std::fs::read(path)?)?)
        };
        names.iter().map(|name| self.page(&read(&sources.join(name))?, &read(&golds.join(name))?)).collect()
    }

    fn page(&self, source: &Value, gold: &Value) -> Result<Page, Box<dyn Error>> {
        let lines: Vec<&str> =
            source["paragraphs"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let [title, body @ ..] = lines.as_slice() else { return Err("an article without paragraphs".into()) };
        let clean = json!({"id": source["id"], "title": title, "text": body.join("\n"), "published": source["published"], "outlet": source["outlet"]});
        let capture = Capture {
            digest: String::new(),
            source_id: String::new(),
            media: Media::Clean,
            bytes: clean.to_string().into_bytes(),
            path: String::new(),
            offset: 0,
            url: None,
            captured: None,
            charset: None,
            problems: Vec::new(),
        };
        let (article, _) = biennien_article::read(&capture, &self.article);
        if article.text.trim_end() != lines.join("\n").trim_end() {
            return Err(format!("the text of {} is not the source's", source["id"]).into());
        }
        let document = biennien_text::split(&article, &self.knowledge);
        let published = article
            .published
            .as_ref()
            .and_then(|published| Interval::parse(&published.value))
            .map(|days| days.last);
        let facts = biennien_extract::find(&document, published, &self.extract);
        let said: Vec<Said> = records(gold, "statements").filter_map(|one| read_said(one, &lines)).collect();
        let done: Vec<Done> = records(gold, "events").filter_map(|one| read_done(one, &lines)).collect();
        let (statements, events) = confidence::features(&document, &facts);
        let right = (grade::statements(&document, &said, &facts), grade::events(&document, &done, &facts));
        let rated = facts.statements.iter().map(|fact| fact.confidence);
        let statements = cases(statements, right.0, rated);
        let rated = facts.events.iter().map(|fact| fact.confidence);
        let events = cases(events, right.1, rated);
        Ok(Page { digest: digest(source["id"].as_str().unwrap_or_default()), statements, events })
    }
}

fn cases(
    features: Vec<Vec<String>>,
    right: Vec<bool>,
    rated: impl Iterator<Item = Option<f64>>,
) -> Vec<Case> {
    let facts = features.into_iter().zip(right).zip(rated);
    facts.map(|((features, is_right), confidence)| Case { features, is_right, confidence }).collect()
}

fn records<'a>(gold: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> {
    gold[kind].as_array().into_iter().flatten()
}

fn read_said(one: &Value, lines: &[&str]) -> Option<Said> {
    let (start, line) = line(one, lines)?;
    let first = line.find(one["start"].as_str()?)?;
    let (last, begun) = (one["end"].as_str()?, first + one["start"].as_str()?.len());
    let end = line[first..].find(last).map_or(begun, |at| first + at + last.len());
    let speaker = one["speaker"].as_str().unwrap_or_default().to_owned();
    Some(Said { span: Span::new(start + first, start + end.max(begun)), speaker })
}

fn read_done(one: &Value, lines: &[&str]) -> Option<Done> {
    let (start, line) = line(one, lines)?;
    let (words, nth) = (one["q"].as_str()?, usize::try_from(one["n"].as_u64().unwrap_or(0)).ok()?);
    let at = start + line.match_indices(words).nth(nth)?.0;
    let codes = |name: &str| {
        let codes = one[name].as_array().into_iter().flatten().filter_map(Value::as_str);
        let mut codes: Vec<String> = codes.map(str::to_owned).collect();
        codes.sort();
        codes.dedup();
        codes
    };
    Some(Done {
        span: Span::new(at, at + words.len()),
        kind: one["type"].as_str()?.to_owned(),
        actors: codes("actors"),
        recipients: codes("recipients"),
    })
}

/// Where the record's paragraph starts, and the paragraph.
fn line<'a>(one: &Value, lines: &[&'a str]) -> Option<(usize, &'a str)> {
    let at = usize::try_from(one["p"].as_u64()?).ok()?;
    Some((lines.get(..at)?.iter().map(|line| line.len() + 1).sum(), lines.get(at)?))
}

/// FNV-1a.
fn digest(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }) >> 7
}

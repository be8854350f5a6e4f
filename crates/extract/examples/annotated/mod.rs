//! Annotated: articles with their annotations, read as the program reads them; shared by the trainers.
//!
//! In: a folder of articles and one of annotations, one file each with the same name. Out: documents, annotated events,
//! and pairs of what is annotated and what was found, as the grader of these folders makes them.

use std::cmp::Reverse;
use std::error::Error;
use std::path::Path;

use biennien_knowledge::Knowledge;
use biennien_model::{Capture, Document, EventType, Interval, Media, Span};
use jiff::civil::Date;
use serde_json::{Value, json};

/// An article and what was annotated in it.
pub(crate) struct Annotated {
    /// Digest of its id; tells which part of the articles it belongs to.
    pub(crate) digest: u64,
    pub(crate) document: Document,
    pub(crate) published: Option<Date>,
    gold: Value,
    lines: Vec<String>,
}

/// An annotated event.
pub(crate) struct Act {
    pub(crate) span: Span,
    pub(crate) kind: EventType,
    /// Sorted.
    pub(crate) actors: Vec<String>,
    /// Sorted.
    pub(crate) recipients: Vec<String>,
}

/// Reads articles as the program does.
pub(crate) struct Reader {
    knowledge: Knowledge,
    article: biennien_article::Rules,
    /// The tables, compiled for extraction.
    pub(crate) extract: biennien_extract::Rules,
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
    pub(crate) fn articles(&self, sources: &Path, golds: &Path) -> Result<Vec<Annotated>, Box<dyn Error>> {
        let mut names: Vec<_> = std::fs::read_dir(golds)?
            .map(|entry| entry.map(|entry| entry.file_name()))
            .collect::<Result<_, _>>()?;
        names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "json"));
        names.sort();
        let read = |path: &Path| -> Result<Value, Box<dyn Error>> {
            Ok(serde_json::from_slice(&std::fs::read(path)?)?)
        };
        names.iter().map(|name| self.article(&read(&sources.join(name))?, read(&golds.join(name))?)).collect()
    }

    fn article(&self, source: &Value, gold: Value) -> Result<Annotated, Box<dyn Error>> {
        let lines: Vec<String> =
            list(source, "paragraphs").filter_map(|line| Some(line.as_str()?.to_owned())).collect();
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
        let days = article.published.as_ref().and_then(|published| Interval::parse(&published.value));
        Ok(Annotated {
            digest: digest(source["id"].as_str().unwrap_or_default()),
            document: biennien_text::split(&article, &self.knowledge),
            published: days.map(|days| days.last),
            gold,
            lines,
        })
    }
}

impl Annotated {
    /// The annotated records of one kind.
    pub(crate) fn records(&self, kind: &str) -> impl Iterator<Item = &Value> {
        list(&self.gold, kind)
    }

    /// The annotated events; those whose words are not found are left out.
    pub(crate) fn acts(&self) -> Vec<Act> {
        self.records("events").filter_map(|record| self.act(record)).collect()
    }

    fn act(&self, record: &Value) -> Option<Act> {
        let (start, line) = self.line(record)?;
        let (words, nth) = (record["q"].as_str()?, usize::try_from(record["n"].as_u64().unwrap_or(0)).ok()?);
        let at = start + line.match_indices(words).nth(nth)?.0;
        let codes = |name: &str| {
            let mut codes: Vec<String> =
                list(record, name).filter_map(|code| Some(code.as_str()?.to_owned())).collect();
            codes.sort();
            codes.dedup();
            codes
        };
        Some(Act {
            span: Span::new(at, at + words.len()),
            kind: record["type"].as_str()?.parse().ok()?,
            actors: codes("actors"),
            recipients: codes("recipients"),
        })
    }

    /// Where the paragraph of `record` starts, and the paragraph.
    pub(crate) fn line(&self, record: &Value) -> Option<(usize, &str)> {
        let at = usize::try_from(record["p"].as_u64()?).ok()?;
        Some((self.lines.get(..at)?.iter().map(|line| line.len() + 1).sum(), self.lines.get(at)?))
    }

    /// How well an event of the same type at `span` with these actors is `act`; 0 when it is another one.
    pub(crate) fn likeness(&self, act: &Act, span: Span, actors: &[&str]) -> usize {
        if act.span.overlaps(span) {
            return 2 + usize::from(act.actors == actors);
        }
        let place = |span: Span| self.document.paragraph_at(span.start);
        let shares = act.actors.iter().any(|code| actors.contains(&code.as_str()));
        usize::from(place(act.span) == place(span) && shares)
    }
}

/// Pairs one-to-one, the likest first; `edges` are likeness (0 is none), annotated and found.
pub(crate) fn pair(edges: impl IntoIterator<Item = (usize, usize, usize)>) -> Vec<(usize, usize)> {
    let edges = edges.into_iter().filter(|(likeness, ..)| *likeness > 0);
    let mut edges: Vec<_> = edges.map(|(likeness, gold, found)| (Reverse(likeness), gold, found)).collect();
    edges.sort_unstable();
    let (mut golds, mut founds, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    for (_, gold, found) in edges {
        if !golds.contains(&gold) && !founds.contains(&found) {
            golds.push(gold);
            founds.push(found);
            pairs.push((gold, found));
        }
    }
    pairs
}

fn list<'a>(record: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    record[name].as_array().into_iter().flatten()
}

/// FNV-1a.
fn digest(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }) >> 7
}

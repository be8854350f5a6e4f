//! Gold: annotated articles, and what the rules ask about them.

use std::error::Error;
use std::path::Path;

use biennien_extract::event::rank::Question;
use biennien_knowledge::Knowledge;
use biennien_model::{Capture, EventType, Interval, Media, Span};
use serde_json::{Value, json};

/// An article, its annotated events and the questions about it.
pub(crate) struct Page {
    /// Digest of its id; tells which part of the articles it belongs to.
    pub(crate) digest: u64,
    /// Events as annotated.
    pub(crate) events: Vec<Gold>,
    /// Events as the rules find them.
    pub(crate) questions: Vec<Question>,
    /// Paragraph of each question and of each annotated event.
    pub(crate) paragraphs: (Vec<usize>, Vec<usize>),
}

/// An annotated event.
pub(crate) struct Gold {
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
        let questions = biennien_extract::event_questions(&document, published, &self.extract);
        let events: Vec<Gold> = gold["events"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|event| read_event(event, &lines))
            .collect();
        let paragraph = |span: Span| document.paragraph_at(span.start).unwrap_or(0);
        let paragraphs = (
            questions.iter().map(|question| paragraph(question.span)).collect(),
            events.iter().map(|event| paragraph(event.span)).collect(),
        );
        Ok(Page { digest: digest(source["id"].as_str().unwrap_or_default()), events, questions, paragraphs })
    }
}

fn read_event(event: &Value, lines: &[&str]) -> Option<Gold> {
    let line = usize::try_from(event["p"].as_u64()?).ok()?;
    let start: usize = lines.get(..line)?.iter().map(|line| line.len() + 1).sum();
    let (words, nth) = (event["q"].as_str()?, usize::try_from(event["n"].as_u64().unwrap_or(0)).ok()?);
    let at = start + lines.get(line)?.match_indices(words).nth(nth)?.0;
    let codes = |name: &str| {
        let mut codes: Vec<String> = event[name]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|code| Some(code.as_str()?.to_owned()))
            .collect();
        codes.sort();
        codes.dedup();
        codes
    };
    Some(Gold {
        span: Span::new(at, at + words.len()),
        kind: event["type"].as_str()?.parse().ok()?,
        actors: codes("actors"),
        recipients: codes("recipients"),
    })
}

/// FNV-1a.
fn digest(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }) >> 7
}

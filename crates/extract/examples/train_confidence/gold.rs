//! Gold: annotated articles, and which of the facts found in them are right.

use std::error::Error;
use std::path::Path;

use biennien_extract::confidence;
use biennien_model::Span;
use serde_json::Value;

use super::annotated::{Annotated, Reader};
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

impl Page {
    /// True for the quarter that nothing is learned from.
    pub(crate) fn is_unread(&self) -> bool {
        self.digest % 4 == 3
    }
}

/// All annotated articles, by file name, with what the tables in `data` find in them.
pub(crate) fn pages(data: &Path, sources: &Path, golds: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let reader = Reader::new(data)?;
    let articles = reader.articles(sources, golds)?;
    Ok(articles.iter().map(|article| page(article, &reader)).collect())
}

fn page(article: &Annotated, reader: &Reader) -> Page {
    let facts = biennien_extract::find(&article.document, article.published, &reader.extract);
    let said: Vec<Said> =
        article.records("statements").filter_map(|record| read_said(article, record)).collect();
    let (statements, events) = confidence::features(&article.document, &facts);
    let rated = facts.statements.iter().map(|fact| fact.confidence);
    let statements = cases(statements, grade::statements(&article.document, &said, &facts), rated);
    let rated = facts.events.iter().map(|fact| fact.confidence);
    let events = cases(events, grade::events(article, &facts), rated);
    Page { digest: article.digest, statements, events }
}

fn cases(
    features: Vec<Vec<String>>,
    right: Vec<bool>,
    rated: impl Iterator<Item = Option<f64>>,
) -> Vec<Case> {
    let facts = features.into_iter().zip(right).zip(rated);
    facts.map(|((features, is_right), confidence)| Case { features, is_right, confidence }).collect()
}

fn read_said(article: &Annotated, record: &Value) -> Option<Said> {
    let (start, line) = article.line(record)?;
    let opening = record["start"].as_str()?;
    let first = line.find(opening)?;
    let (last, begun) = (record["end"].as_str()?, first + opening.len());
    let end = line[first..].find(last).map_or(begun, |at| first + at + last.len());
    let speaker = record["speaker"].as_str().unwrap_or_default().to_owned();
    Some(Said { span: Span::new(start + first, start + end.max(begun)), speaker })
}

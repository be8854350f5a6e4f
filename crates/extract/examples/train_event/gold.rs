//! Gold: annotated articles, and what the rules ask about them.

use std::error::Error;
use std::path::Path;

use biennien_extract::event::rank::Question;

use super::annotated::{Act, Annotated, Reader};

/// An article, its annotated events and the questions about it.
pub(crate) struct Page {
    pub(crate) article: Annotated,
    /// Events as annotated.
    pub(crate) events: Vec<Act>,
    /// Events as the rules find them.
    pub(crate) questions: Vec<Question>,
}

/// All annotated articles, by file name.
pub(crate) fn pages(reader: &Reader, sources: &Path, golds: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let articles = reader.articles(sources, golds)?;
    let page = |article: Annotated| {
        let questions =
            biennien_extract::event_questions(&article.document, article.published, &reader.extract);
        Page { events: article.acts(), article, questions }
    };
    Ok(articles.into_iter().map(page).collect())
}

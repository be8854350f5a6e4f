//! Reader: one capture to one reading.

use biennien_knowledge::Knowledge;
use biennien_model::{Capture, Reading};
use jiff::civil::Date;

/// The tables, compiled once for all stages.
pub struct Reader {
    knowledge: Knowledge,
    article: biennien_article::Rules,
    extract: biennien_extract::Rules,
}

impl Reader {
    /// Compiles `knowledge` for all stages.
    pub fn new(knowledge: Knowledge) -> Reader {
        let article = biennien_article::Rules::compile(&knowledge);
        let extract = biennien_extract::Rules::compile(&knowledge);
        Reader { knowledge, article, extract }
    }

    /// Reads one capture.
    pub fn read(&self, capture: &Capture) -> Reading {
        let (article, problems) = biennien_article::read(capture, &self.article);
        let document = biennien_text::split(&article, &self.knowledge);
        let published: Option<Date> =
            article.published.as_ref().and_then(|published| published.value.get(..10)?.parse().ok());
        let facts = biennien_extract::find(&document, published, &self.extract);
        Reading {
            article,
            mentions: facts.mentions,
            times: facts.times,
            statements: facts.statements,
            events: facts.events,
            problems,
        }
    }
}

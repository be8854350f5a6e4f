//! Typed: what a reader types, read with the rules of the stages: dates as papers write them, sentences of an article.

use biennien_model::{Article, Interval, Span};
use jiff::civil::Date;

use crate::Reader;

/// Longest date that is read, in bytes.
const DATE_BYTES: usize = 64;

impl Reader {
    /// The days that `text` means when it is said on `today` ("24/2/2022", "tháng 2/2022", "hôm qua", "2022-02").
    ///
    /// `None` unless all of it is one date.
    pub fn days(&self, text: &str, today: Date) -> Option<Interval> {
        let text = text.trim();
        if text.len() > DATE_BYTES {
            return None;
        }
        if let Some(days) = Interval::of_numbers(text) {
            return Some(days);
        }
        let article = Article { text: text.to_owned(), ..Article::default() };
        let document = biennien_text::split(&article, self.knowledge());
        let facts = biennien_extract::find(&document, Some(today), self.extract_rules());
        match facts.times.as_slice() {
            [time] if time.span.len() == text.len() => Interval::parse(&time.value),
            _ => None,
        }
    }

    /// The sentences of `article`, as bytes of its text, in order.
    pub fn sentences(&self, article: &Article) -> Vec<Span> {
        let document = biennien_text::split(article, self.knowledge());
        document.sentences.into_iter().map(|sentence| sentence.span).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use biennien_knowledge::Knowledge;

    #[test]
    fn dates_are_read_as_they_are_written() {
        let reader = Reader::new(Knowledge::built_in());
        for (typed, wanted) in [
            ("24/2/2022", "2022-02-24"),
            ("24-2-2022", "2022-02-24"),
            ("2/2022", "2022-02"),
            ("2022-02", "2022-02"),
            ("2022", "2022"),
            ("tháng 2/2022", "2022-02"),
            ("quý I/2022", "2022-Q1"),
            ("hôm qua", "2022-03-01"),
            ("năm ngoái", "2021"),
        ] {
            let days = reader.days(typed, Date::constant(2022, 3, 2));
            assert_eq!(days, Interval::parse(wanted), "{typed}");
        }
        for typed in ["đâu", "Ukraine", "hôm qua và hôm nay", "ngày", ""] {
            assert_eq!(reader.days(typed, Date::constant(2022, 3, 2)), None, "{typed}");
        }
    }
}

//! Lines: the non-empty lines of a page, freed of debris, with their measures.

use biennien_model::Span;

use crate::Rules;
use crate::dates::Printed;
use crate::html::markup::Markup;
use crate::page::cues::{CueKind, Found};
use crate::page::name::is_name;
use crate::page::shape::{Shape, measure};

/// Syllables up to which a line can be one that only dates or signs the article.
const DATED_SIZE_MAX: f64 = 22.0;

/// Cues of lines that are no names though they look like them.
const NOT_NAMES: [CueKind; 4] = [CueKind::End, CueKind::Tags, CueKind::Button, CueKind::Footer];

/// One non-empty line of a page.
#[derive(Debug, Clone)]
pub(crate) struct PageLine {
    /// 1-based number in the file.
    pub(crate) number: usize,
    /// The words, without white space, table bars and bullets at the ends; may be empty.
    pub(crate) span: Span,
    /// True when table bars stood around the words.
    pub(crate) barred: bool,
    /// The words in small letters with single spaces and no marks, to compare lines by.
    pub(crate) key: String,
    /// Cues.
    pub(crate) cues: Found,
    /// Measures.
    pub(crate) shape: Shape,
    /// The dates printed in it, when it is short.
    pub(crate) dates: Vec<Printed>,
    /// Nothing but people's names.
    pub(crate) named: bool,
    /// What the markup around it says; nothing on a flattened page.
    pub(crate) markup: Markup,
}

/// The non-empty lines of `text`.
pub(crate) fn split(text: &str, rules: &Rules) -> Vec<PageLine> {
    let cues = &rules.cues;
    let (mut lines, mut start) = (Vec::new(), 0);
    for (index, raw) in text.split('\n').enumerate() {
        let whole = Span::new(start, start + raw.len());
        start = whole.end + 1;
        let span = trim(text, whole);
        if span.is_empty() {
            continue;
        }
        let found = cues.find(span.of(text));
        let bars = span.of(text).starts_with('|') || span.of(text).ends_with('|');
        let words = strip(text, span);
        let mut shape = measure(words.of(text));
        shape.bullet |= span.of(text).starts_with(['•', '·', '▪', '*', '+', '►']);
        let also = if words == span { Found::default() } else { cues.find(words.of(text)) };
        let cues = found.join(also);
        let short = shape.size < DATED_SIZE_MAX;
        let dates = if short { rules.dates.find(words.of(text)) } else { Vec::new() };
        let named = short && !cues.any(&NOT_NAMES) && is_name(words.of(text));
        lines.push(PageLine {
            number: index + 1,
            span: words,
            barred: bars,
            key: key(words.of(text)),
            cues,
            shape,
            dates,
            named,
            markup: Markup::default(),
        });
    }
    lines
}

/// The words of a line to compare it by: small letters, single spaces, no other marks.
pub(crate) fn key(line: &str) -> String {
    let mut key = String::with_capacity(line.len());
    for letter in line.chars() {
        if letter.is_alphanumeric() {
            key.extend(letter.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{ad}')
}

fn trim(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = span.start + (part.len() - part.trim_start_matches(is_space).len());
    Span::new(start, start + part.trim_matches(is_space).len())
}

/// Without bars, bullets and empty picture links at the ends.
fn strip(text: &str, mut span: Span) -> Span {
    const PICTURE: &str = "![]()";
    loop {
        let before = span;
        span = trim(text, span);
        let part = span.of(text);
        if part.starts_with(['|', '•', '·', '▪', '►']) {
            span.start += part.chars().next().map_or(0, char::len_utf8);
        } else if part.starts_with(PICTURE) {
            span.start += PICTURE.len();
        } else if part.ends_with('|') {
            span.end -= 1;
        }
        if span == before {
            return span;
        }
    }
}

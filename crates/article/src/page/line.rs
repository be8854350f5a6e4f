//! Lines: the non-empty lines of a page, freed of debris, with their measures.

use biennien_model::Span;
use unicode_normalization::char::is_combining_mark;

use crate::Rules;
use crate::dates::Printed;
use crate::html::markup::{Markup, Role};
use crate::page::cues::{CueKind, Found};
use crate::page::markdown::Marks;
use crate::page::name::is_name;
use crate::page::shape::{Shape, measure};
use crate::page::tokens::{Token, tokens};
use crate::page::wrap::{Row, join};

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
    /// The same, token by token.
    pub(crate) tokens: Vec<Token>,
    /// Cues.
    pub(crate) cues: Found,
    /// Measures.
    pub(crate) shape: Shape,
    /// The dates printed in it, when it is short.
    pub(crate) dates: Vec<Printed>,
    /// Nothing but people's names.
    pub(crate) named: bool,
    /// A heading below the page's own, where headings are marked.
    pub(crate) subhead: bool,
    /// What the markup around it says; of a flattened page, what is left of it.
    pub(crate) markup: Markup,
}

/// The lines of `text`, each a row of it.
///
/// What the words of a link say of its line is not asked: it leads to another page; nor what those of a long
/// paragraph say (`markup` of each row, or none).
pub(crate) fn split(text: &str, markup: &[Markup], rules: &Rules) -> Vec<PageLine> {
    /// The share of links from which a line is nothing else.
    const LINK_SHARE: f64 = 0.8;
    /// The paragraph that is too long to be a heading, a button or a credit, in bytes.
    const PARAGRAPH_BYTES: usize = 240;
    let read = |row: Row| {
        let markup = markup.get(row.number - 1).copied().unwrap_or_default();
        let paragraph = markup.paragraph && row.span.len() > PARAGRAPH_BYTES;
        let found = if markup.linked > LINK_SHARE || paragraph {
            Found::default()
        } else {
            rules.cues.find(row.span.of(text))
        };
        let line = read(text, row, (Marks::default(), found), rules);
        // Writers are often links, and so are headings of lists that look like names.
        let cues = if line.named { rules.cues.find(row.span.of(text)) } else { line.cues };
        PageLine { markup, named: line.named && !cues.any(&NOT_NAMES), cues, ..line }
    };
    rows(text).into_iter().map(read).collect()
}

/// The lines of a flattened page, whose paragraphs may be broken at a fixed width; `marks` of each row, or none.
pub(crate) fn split_flat(text: &str, marks: &[Marks], rules: &Rules) -> Vec<PageLine> {
    let marks = |row: Row| marks.get(row.number - 1).copied().unwrap_or_default();
    let mut lines: Vec<PageLine> = join(text, rows(text))
        .into_iter()
        .map(|row| read(text, row, (marks(row), rules.cues.find(row.span.of(text))), rules))
        .collect();
    // Where there is no markup, words have to tell more.
    for line in &mut lines {
        let found = rules.phrases.find(line.span.of(text), &line.tokens, line.shape);
        line.cues = line.cues.join(found);
        line.named &= !line.cues.any(&NOT_NAMES);
    }
    lines
}

/// The rows of `text` that are not empty.
fn rows(text: &str) -> Vec<Row> {
    let (mut rows, mut start) = (Vec::new(), 0);
    for (index, raw) in text.split('\n').enumerate() {
        let span = trim(text, Span::new(start, start + raw.len()));
        start += raw.len() + 1;
        if !span.is_empty() {
            rows.push(Row { number: index + 1, span });
        }
    }
    rows
}

/// The line in `row`, measured; with its marks and the cues in it.
fn read(text: &str, row: Row, (marks, found): (Marks, Found), rules: &Rules) -> PageLine {
    let (cues, span) = (&rules.cues, row.span);
    let bars = span.of(text).starts_with('|') || span.of(text).ends_with('|');
    let words = strip(text, span);
    let mut shape = measure(words.of(text));
    shape.bullet |= marks.item || span.of(text).starts_with(['•', '·', '▪', '*', '+', '►']);
    let also = if words == span { Found::default() } else { cues.find(words.of(text)) };
    let picture = if marks.picture { Found::of(CueKind::Image) } else { Found::default() };
    let key = key(words.of(text));
    let tokens = tokens(&key);
    let cues = found.join(also).join(picture);
    let short = shape.size < DATED_SIZE_MAX;
    let dates = if short { rules.dates.find(words.of(text)) } else { Vec::new() };
    let named = short && !cues.any(&NOT_NAMES) && is_name(words.of(text));
    let role = (marks.heading == 1).then_some(Role::Title);
    PageLine {
        number: row.number,
        span: words,
        barred: bars,
        key,
        tokens,
        cues,
        shape,
        dates,
        named,
        subhead: marks.heading > 1,
        markup: Markup { linked: marks.linked, role, ..Markup::default() },
    }
}

/// The words of a line to compare it by: small letters, single spaces, no other marks.
pub(crate) fn key(line: &str) -> String {
    let mut key = String::with_capacity(line.len());
    for letter in line.chars() {
        if letter.is_alphanumeric() {
            key.extend(letter.to_lowercase());
        } else if is_combining_mark(letter) {
            // A vowel or tone of a script that writes them as marks of their own.
            key.push(letter);
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

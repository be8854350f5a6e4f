//! Attributes: what stands in a tag behind its name.
//!
//! In: the page and the offset after the name. Out: the places of names and values, and where the tag ends.
//! Broken tags end with the page; values are not decoded here.

use biennien_model::Span;

/// Attributes that are kept of one tag; more than any real tag has.
const ATTRIBUTES_MAX: usize = 64;

/// The attributes of one tag; kept to be filled again for the next.
#[derive(Debug, Default)]
pub(crate) struct Attributes {
    /// Place of the name and of the value; a name without a value has an empty place.
    found: Vec<(Span, Span)>,
    /// Offset after the tag.
    pub(crate) end: usize,
    /// `<br/>`
    pub(crate) closed: bool,
}

impl Attributes {
    /// Reads attributes from `at` to the end of the tag.
    pub(crate) fn parse(&mut self, html: &str, mut at: usize) {
        let bytes = html.as_bytes();
        self.found.clear();
        self.closed = false;
        self.end = html.len();
        while at < bytes.len() {
            match bytes[at] {
                b'>' => {
                    self.end = at + 1;
                    return;
                }
                b'/' => {
                    self.closed = true;
                    at += 1;
                }
                byte if byte.is_ascii_whitespace() => at += 1,
                _ => {
                    self.closed = false;
                    let start = at;
                    while at < bytes.len()
                        && !matches!(bytes[at], b'=' | b'>' | b'/')
                        && !bytes[at].is_ascii_whitespace()
                    {
                        at += 1;
                    }
                    let name = Span::new(start, at);
                    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                        at += 1;
                    }
                    let mut value = Span::new(at, at);
                    if bytes.get(at) == Some(&b'=') {
                        (value, at) = attribute_value(bytes, at + 1);
                    } else if start == at {
                        at += 1;
                    }
                    if self.found.len() < ATTRIBUTES_MAX {
                        self.found.push((name, value));
                    }
                }
            }
        }
    }

    /// Where the value of `name` stands.
    pub(crate) fn span(&self, html: &str, name: &str) -> Option<Span> {
        let is_it = |(place, _): &&(Span, Span)| place.of(html).eq_ignore_ascii_case(name);
        self.found.iter().find(is_it).map(|&(_, span)| span)
    }

    /// The value of `name` as it is written, entities and all.
    pub(crate) fn value<'a>(&self, html: &'a str, name: &str) -> Option<&'a str> {
        self.span(html, name).map(|span| span.of(html))
    }

    /// True for a tag without attributes.
    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

/// The value that begins at `at`, and the offset after it.
fn attribute_value(bytes: &[u8], mut at: usize) -> (Span, usize) {
    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
        at += 1;
    }
    let quote = bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    let start = at + usize::from(quote.is_some());
    let mut end = start.min(bytes.len());
    while end < bytes.len() {
        let done = match quote {
            Some(quote) => bytes[end] == quote,
            None => bytes[end] == b'>' || bytes[end].is_ascii_whitespace(),
        };
        if done {
            break;
        }
        end += 1;
    }
    let start = start.min(end);
    (Span::new(start, end), (end + usize::from(quote.is_some())).min(bytes.len()))
}

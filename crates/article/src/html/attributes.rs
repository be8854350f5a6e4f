//! Attributes: what stands in a tag behind its name.
//!
//! In: the page and the offset after the name. Out: names with the places of their values, and where the tag ends.
//! Broken tags end with the page; values are not decoded here.

use biennien_model::Span;

/// Attributes that are kept of one tag; more than any real tag has.
const ATTRIBUTES_MAX: usize = 64;

/// The attributes of a tag.
pub(crate) struct Attributes {
    /// Name and place of the value; a name without a value has an empty place.
    found: Vec<(String, Span)>,
    /// Offset after the tag.
    pub(crate) end: usize,
    /// `<br/>`
    pub(crate) closed: bool,
}

impl Attributes {
    /// Reads attributes from `at` to the end of the tag.
    pub(crate) fn parse(html: &str, mut at: usize) -> Attributes {
        let bytes = html.as_bytes();
        let mut found = Vec::new();
        let mut closed = false;
        while at < bytes.len() {
            match bytes[at] {
                b'>' => return Attributes { found, end: at + 1, closed },
                b'/' => {
                    closed = true;
                    at += 1;
                }
                byte if byte.is_ascii_whitespace() => at += 1,
                _ => {
                    closed = false;
                    let start = at;
                    while at < bytes.len()
                        && !matches!(bytes[at], b'=' | b'>' | b'/')
                        && !bytes[at].is_ascii_whitespace()
                    {
                        at += 1;
                    }
                    let name = html.get(start..at).unwrap_or("").to_ascii_lowercase();
                    while at < bytes.len() && bytes[at].is_ascii_whitespace() {
                        at += 1;
                    }
                    let mut value = Span::new(at, at);
                    if bytes.get(at) == Some(&b'=') {
                        (value, at) = attribute_value(bytes, at + 1);
                    } else if start == at {
                        at += 1;
                    }
                    if found.len() < ATTRIBUTES_MAX {
                        found.push((name, value));
                    }
                }
            }
        }
        Attributes { found, end: html.len(), closed }
    }

    /// Where the value of `name` stands.
    pub(crate) fn span(&self, name: &str) -> Option<Span> {
        self.found.iter().find(|(other, _)| other == name).map(|&(_, span)| span)
    }

    /// The value of `name` as it is written, entities and all.
    pub(crate) fn value<'a>(&self, html: &'a str, name: &str) -> Option<&'a str> {
        self.span(name).map(|span| span.of(html))
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

//! Pruning: an HTML page without what no reader sees: scripts, styles, drawings, comments.
//!
//! They are most of a page of today. What comes after them is read letter by letter, so they go first; places are kept.
//! JSON-LD stays, for it tells of the article. A script or comment without an end stays as it is.

use biennien_model::Span;
use memchr::{memchr, memchr3, memmem};

use crate::mapped::Mapped;

/// Content shorter than this is not worth a piece of its own, in bytes.
const WORTH_BYTES: usize = 64;

/// Elements whose content goes.
const ELEMENTS: [&str; 3] = ["script", "style", "svg"];

/// The longest stretch between quotes that is taken for the value of an attribute, in bytes.
const VALUE_BYTES_MAX: usize = 1 << 16;

/// `source` without the contents of its scripts, styles, drawings and comments; their tags stay.
pub(super) fn prune(source: Mapped) -> Mapped {
    let spans = unseen(&source.text);
    if spans.is_empty() {
        return source;
    }
    let (mut pruned, mut done) = (Mapped::default(), 0);
    for span in spans {
        pruned.push_part(&source, Span::new(done, span.start));
        done = span.end;
    }
    pruned.push_part(&source, Span::new(done, source.text.len()));
    pruned
}

/// The spans that no reader sees, in text order.
fn unseen(html: &str) -> Vec<Span> {
    let bytes = html.as_bytes();
    let (mut spans, mut at) = (Vec::new(), 0);
    // Elements and comments that end nowhere in the rest of the page are not looked for again.
    let (mut endless, mut open_comment) = ([false; ELEMENTS.len()], false);
    while let Some(next) = memchr(b'<', &bytes[at..]) {
        at += next;
        if bytes[at..].starts_with(b"<!--") {
            let start = at + 4;
            let end = if open_comment { None } else { memmem::find(&bytes[start..], b"-->") };
            open_comment |= end.is_none();
            if let Some(length) = end {
                take(&mut spans, Span::new(start, start + length));
                at = start + length + 3;
            } else {
                at = start;
            }
            continue;
        }
        if !bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            at += 1;
            continue;
        }
        let end = tag_end(bytes, at);
        let named = |name: &str| {
            let behind = bytes.get(at + 1 + name.len());
            bytes[at + 1..].get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
                && behind.is_some_and(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')
        };
        let element = ELEMENTS.iter().position(|name| named(name));
        let Some(element) = element.filter(|&element| !endless[element]) else {
            at = end;
            continue;
        };
        let Some(close) = end_tag(bytes, end, ELEMENTS[element]) else {
            endless[element] = true;
            at = end;
            continue;
        };
        let is_linked_data = memmem::find(&bytes[at..end], b"ld+json").is_some();
        if !is_linked_data && bytes[end - 1] == b'>' && bytes[end - 2] != b'/' {
            take(&mut spans, Span::new(end, close));
        }
        at = close;
    }
    spans
}

fn take(spans: &mut Vec<Span>, span: Span) {
    if span.len() >= WORTH_BYTES {
        spans.push(span);
    }
}

/// The offset after the tag that begins at `at`; values of attributes may hold `>`.
fn tag_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = memchr3(b'>', b'"', b'\'', &bytes[end..]) {
        end += next;
        if bytes[end] == b'>' {
            return end + 1;
        }
        let before = bytes[at..end].iter().rev().find(|byte| !byte.is_ascii_whitespace());
        let value = &bytes[end + 1..bytes.len().min(end + 1 + VALUE_BYTES_MAX)];
        end += match memchr(bytes[end], value).filter(|_| before == Some(&b'=')) {
            Some(length) => length + 2,
            None => 1,
        };
    }
    bytes.len()
}

/// Where the end tag `name` begins, from the byte `from` on.
pub(super) fn end_tag(bytes: &[u8], from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(next) = memmem::find(&bytes[at..], b"</") {
        at += next;
        if bytes[at + 2..].get(..name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(at);
        }
        at += 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapped::Copying;

    /// Checks what is left of `html`, in which `…` stands for a long stretch.
    #[track_caller]
    fn check(html: &str, left: &str) {
        let html = html.replace('…', &"x = '<p>' ".repeat(20));
        let left = left.replace('…', &"x = '<p>' ".repeat(20));
        let mut source = Mapped::default();
        source.push_raw(&html, Span::new(0, html.len()), Copying::Same);
        let pruned = prune(source);
        assert_eq!(pruned.text, left);
        for piece in &pruned.map.pieces {
            assert_eq!(piece.text.of(&pruned.text), piece.raw.of(&html));
        }
    }

    #[test]
    fn what_no_reader_sees_goes() {
        check("<p>Lụa</p><script>…</script><p>nói", "<p>Lụa</p><script></script><p>nói");
        check("<STYLE type='a>b'>…</Style>Lụa<!--…-->", "<STYLE type='a>b'></Style>Lụa<!---->");
        check(
            "<script type=\"application/ld+json\">…</script>",
            "<script type=\"application/ld+json\">…</script>",
        );
    }

    #[test]
    fn what_has_no_end_or_is_short_stays() {
        check("<script>…<p>Lụa", "<script>…<p>Lụa");
        check("<!-- … <p>Lụa", "<!-- … <p>Lụa");
        check("<script>a</script><!-- b -->", "<script>a</script><!-- b -->");
        check("<script-x>…</script-x><scripts>", "<script-x>…</script-x><scripts>");
        check("<a title=\"<script>\">…</a><script", "<a title=\"<script>\">…</a><script");
        check("<", "<");
        check("<script", "<script");
    }

    #[test]
    fn hostile_pages_stay_whole() {
        for part in ["<script>", "<!--", "<a '", "</", "<a =\"", "<"] {
            let page = part.repeat((1 << 20) / part.len());
            let mut source = Mapped::default();
            source.push_raw(&page, Span::new(0, page.len()), Copying::Same);
            assert_eq!(prune(source).text.len(), page.len(), "{part}");
        }
    }
}

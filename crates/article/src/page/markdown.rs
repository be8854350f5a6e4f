//! Markdown: links, pictures, headings and list marks of pages that were flattened to it, taken out of the words.
//!
//! In: a page's text. Out: the same lines with nothing but their words, every piece with its place in the capture,
//! and what the marks said of each line. A page without such marks stays as it is.

use biennien_model::Span;

use crate::mapped::Mapped;

/// The longest words of a link, and the longest address, in bytes; beyond, a bracket is a bracket.
const LINK_BYTES_MAX: usize = 2000;

/// Links within pictures within links are looked for; deeper ones stay as they are.
const DEPTH_MAX: usize = 3;

/// What the marks said of a line.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Marks {
    /// Share of the letters that stand in links.
    pub(crate) linked: f64,
    /// Order of the heading, 1 for the page's; 0 for other lines.
    pub(crate) heading: usize,
    /// Nothing but a picture.
    pub(crate) picture: bool,
    /// An item of a list.
    pub(crate) item: bool,
}

/// The words of `source`, and the marks of each of its lines; none for a page that is not written in Markdown.
pub(crate) fn plain(source: Mapped) -> (Mapped, Vec<Marks>) {
    if !is_markdown(&source.text) {
        return (source, Vec::new());
    }
    let (mut words, mut marks) = (Words { source: &source, text: Mapped::default(), linked: 0 }, Vec::new());
    let mut start = 0;
    for raw in source.text.split('\n') {
        if start > 0 {
            words.text.push_part(&source, Span::new(start - 1, start));
        }
        marks.push(words.line(Span::new(start, start + raw.len())));
        start += raw.len() + 1;
    }
    let text = words.text;
    (text, marks)
}

/// True when links, pictures or headings of Markdown stand in `text`.
fn is_markdown(text: &str) -> bool {
    text.match_indices("](").any(|(at, _)| !text[..at].ends_with("!["))
        || text.lines().any(|line| heading(line) > 0)
}

/// The order of the heading that `line` is; 0 when it is none.
fn heading(line: &str) -> usize {
    let level = line.len() - line.trim_start_matches('#').len();
    if level <= 6 && line[level..].starts_with(' ') { level } else { 0 }
}

/// The words of a page, growing line by line.
struct Words<'a> {
    source: &'a Mapped,
    text: Mapped,
    /// Bytes of the present line that stand in links.
    linked: usize,
}

impl Words<'_> {
    /// Adds the words of the line at `span`.
    fn line(&mut self, span: Span) -> Marks {
        let line = span.of(&self.source.text);
        let bare = line.trim_start();
        let mut at = span.start + (line.len() - bare.len());
        let mut marks = Marks { heading: heading(bare), ..Marks::default() };
        if marks.heading > 0 {
            at += marks.heading + 1;
        } else if bare.starts_with("* ") || bare.starts_with("- [") {
            marks.item = true;
            at += 2;
        }
        let start = self.text.text.len();
        self.linked = 0;
        let pictures = self.inline(Span::new(at, span.end), 0);
        let added = self.text.text[start..].trim().len();
        if added == 0 && pictures > 0 {
            self.text.push_part(self.source, span);
        }
        marks.picture = pictures > 0 && added <= pictures;
        marks.linked = if added == 0 { 0.0 } else { (self.linked as f64 / added as f64).min(1.0) };
        marks
    }

    /// Adds the words at `span`; gives the bytes that name pictures, at least 1 for each.
    fn inline(&mut self, span: Span, depth: usize) -> usize {
        let source = self.source;
        let text = span.of(&source.text);
        let (mut kept, mut pictures) = (span.start, 0);
        let mut at = 0;
        while let Some(next) = text[at..].find(['[', '*', '!']).map(|next| at + next) {
            let rest = &text[next..];
            let whole = |length: usize| Span::new(span.start + next, span.start + next + length);
            at = next + 1;
            if rest.starts_with("**") {
                self.text.push_part(source, Span::new(kept, span.start + next));
                kept = whole(2).end;
                at = next + 2;
                continue;
            }
            let picture = usize::from(rest.starts_with("!["));
            if depth == DEPTH_MAX || !rest[picture..].starts_with('[') {
                continue;
            }
            let Some((words, length)) = link(&rest[picture..]) else {
                continue;
            };
            self.text.push_part(source, Span::new(kept, span.start + next));
            let words =
                Span::new(span.start + next + picture + words.start, span.start + next + picture + words.end);
            let before = self.text.text.len();
            pictures += if picture == 0 {
                self.inline(words, depth + 1)
            } else {
                self.text.push_part(source, words);
                words.len().max(1)
            };
            if depth == 0 && picture == 0 {
                self.linked += self.text.text.len() - before;
            }
            kept = whole(picture + length).end;
            at = next + picture + length;
        }
        self.text.push_part(source, Span::new(kept, span.end));
        pictures
    }
}

/// The words of the link that `text` begins with, and the length of the whole.
fn link(text: &str) -> Option<(Span, usize)> {
    let close = matching(text, b'[', b']')?;
    if !text[close + 1..].starts_with('(') {
        return None;
    }
    let end = matching(&text[close + 1..], b'(', b')')?;
    Some((Span::new(1, close), close + 1 + end + 1))
}

/// Where the bracket that `text` begins with is closed.
fn matching(text: &str, open: u8, shut: u8) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().take(LINK_BYTES_MAX) {
        if byte == open {
            depth += 1;
        } else if byte == shut {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mapped::Copying;

    #[track_caller]
    fn check(written: &str, words: &str, last: Marks) {
        let mut source = Mapped::default();
        source.push_raw(written, Span::new(0, written.len()), Copying::Same);
        let (plain, marks) = plain(source);
        assert_eq!(plain.text, words);
        assert_eq!(marks.last().copied().unwrap_or_default(), last);
        for piece in &plain.map.pieces {
            assert_eq!(piece.raw.of(written), piece.text.of(&plain.text));
        }
    }

    #[test]
    fn words_lose_their_marks() {
        let none = Marks::default();
        check("Hai bên * gặp nhau [1] ở Lãm Châu.", "Hai bên * gặp nhau [1] ở Lãm Châu.", none);
        check("# Lãm Châu mở cửa", "Lãm Châu mở cửa", Marks { heading: 1, ..none });
        check("* [Thế giới](/tg)", "Thế giới", Marks { linked: 1.0, item: true, ..none });
        check("Bà [Lụa](/lua) **nói**", "Bà Lụa nói", Marks { linked: 5.0 / 14.0, ..none });
        check("![Cửa khẩu](a.jpg)", "Cửa khẩu", Marks { picture: true, ..none });
        check("[![Cửa khẩu](a.jpg)](/b)", "Cửa khẩu", Marks { linked: 1.0, picture: true, ..none });
        check("[a](b)\n![](a.jpg)", "a\n![](a.jpg)", Marks { picture: true, ..none });
        check("[a](b)\n[[[[((((", "a\n[[[[((((", none);
    }
}

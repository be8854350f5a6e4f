//! The scan: HTML to lines of text that know their places, in one pass from left to right.
//!
//! In: the decoded page. Out: its lines, the blocks they stand in ([`super::tree`]), and what the head says.
//! Tags are read by [`super::attributes`], text between them by [`super::line`]; what a line is, is for others.

use std::collections::HashMap;

use biennien_model::Span;

use crate::html::attributes::Attributes;
use crate::html::element::{A, BODY, HTML, LINK, META, P, SCRIPT, TITLE, Tag};
use crate::html::line::{LineBuilder, each_part};
use crate::html::markup::{Kinds, Markup, MarkupRules};
use crate::html::tree::{Nesting, Opening, Tree};
use crate::mapped::Mapped;

/// A scanned page.
#[derive(Debug, Default)]
pub(crate) struct Scanned {
    /// One line a block of text.
    pub(crate) text: Mapped,
    /// Markup of each line of `text`.
    pub(crate) markup: Vec<Markup>,
    /// The blocks, and the block of each line.
    pub(crate) tree: Tree,
    /// Where each line's first link leads, as it is written.
    pub(crate) links: Vec<Option<Span>>,
    /// What the head and elements like it say.
    pub(crate) head: Vec<Stated>,
    /// Contents of the JSON-LD scripts.
    pub(crate) linked_data: Vec<Span>,
    /// Bytes and open elements that were looked at; a measure of work that no clock disturbs.
    pub(crate) steps: usize,
}

/// A value that an element states.
#[derive(Debug)]
pub(crate) struct Stated {
    /// `property`, `name` or `itemprop` of a `meta`; `title`; `time`; `canonical`; `lang`; in small letters.
    pub(crate) name: String,
    pub(crate) value: Mapped,
    /// The line it stands in or above; 0 in the head.
    pub(crate) line: usize,
}

/// Scans `source`.
pub(crate) fn scan(source: &Mapped, rules: &MarkupRules) -> Scanned {
    let mut scanner = Scanner {
        source,
        rules,
        page: Scanned::default(),
        nesting: Nesting::default(),
        line: LineBuilder::default(),
        block: 0,
        link: None,
        attributes: Attributes::default(),
        description: String::new(),
        seen: HashMap::new(),
        endless: Vec::new(),
    };
    scanner.run();
    let mut page = scanner.page;
    page.steps += scanner.nesting.looked;
    page.tree = scanner.nesting.into_tree();
    page
}

pub(super) struct Scanner<'a> {
    pub(super) source: &'a Mapped,
    pub(super) rules: &'a MarkupRules,
    pub(super) page: Scanned,
    pub(super) nesting: Nesting,
    pub(super) line: LineBuilder,
    /// The block in which the line began.
    pub(super) block: usize,
    /// Where the line's first link leads.
    pub(super) link: Option<Span>,
    /// The attributes of the tag at hand.
    pub(super) attributes: Attributes,
    /// The words of the element at hand.
    pub(super) description: String,
    /// What elements say, by their words; pages use few different ones, each many times.
    pub(super) seen: HashMap<String, Kinds>,
    /// Names of elements whose end tag stands nowhere in the rest of the page.
    pub(super) endless: Vec<String>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let html = self.source.text.as_str();
        let mut at = 0;
        while at < html.len() {
            let rest = &html[at..];
            let text = rest.find('<').unwrap_or(rest.len());
            self.text(Span::new(at, at + text));
            at += text;
            if at < html.len() {
                at = self.markup(at);
            }
        }
        self.end_line();
    }

    /// Reads the tag, comment or declaration at `at`; gives the offset after it.
    fn markup(&mut self, at: usize) -> usize {
        let html = self.source.text.as_str();
        let rest = &html[at..];
        let after = |length: Option<usize>| length.map_or(html.len(), |length| at + length);
        if let Some(comment) = rest.strip_prefix("<!--") {
            return after(comment.find("-->").map(|end| end + 7));
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return after(rest.find('>').map(|end| end + 1));
        }
        let closing = rest.starts_with("</");
        let name_at = at + if closing { 2 } else { 1 };
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_');
        let name_end = name_at + html.as_bytes()[name_at..].iter().take_while(|byte| is_name(byte)).count();
        let name = &html[name_at..name_end];
        if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            self.text(Span::new(at, at + 1));
            return at + 1;
        }
        let tag = Tag::of(name);
        self.attributes.parse(html, name_end);
        let end = self.attributes.end;
        self.page.steps += end - at;
        if closing {
            self.close(tag);
            return end;
        }
        if tag.is_opaque() {
            let close = if self.attributes.closed { None } else { self.find_end(name, end) };
            return close.unwrap_or(end);
        }
        match tag {
            SCRIPT => {
                let close = self.find_end(name, end).unwrap_or(html.len());
                if self.attributes.value(html, "type").is_some_and(|kind| kind.contains("ld+json")) {
                    self.page.linked_data.push(Span::new(end, close));
                }
                return close;
            }
            TITLE => {
                let close = self.find_end(name, end).unwrap_or(html.len());
                self.state("title", Span::new(end, close));
                return close;
            }
            META => self.meta(),
            LINK => self.link(),
            _ => self.open(name, tag),
        }
        end
    }

    /// The offset of the end tag of `name`, an element whose content is no markup.
    fn find_end(&mut self, name: &str, from: usize) -> Option<usize> {
        if self.endless.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            return None;
        }
        let html = self.source.text.as_bytes();
        let mut at = from;
        while let Some(next) = html[at..].iter().position(|&byte| byte == b'<') {
            at += next;
            let found = html[at + 1..].first() == Some(&b'/')
                && html
                    .get(at + 2..at + 2 + name.len())
                    .is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()));
            if found {
                self.page.steps += at - from;
                return Some(at);
            }
            at += 1;
        }
        self.page.steps += html.len() - from;
        self.endless.push(name.to_owned());
        None
    }

    fn open(&mut self, name: &str, tag: Tag) {
        let html = self.source.text.as_str();
        self.state_attributes(tag);
        let outer = self.nesting.markup();
        let kinds = self.describe(name);
        // The page as a whole says nothing of its parts.
        let whole = matches!(tag, HTML | BODY);
        let mut markup = if whole { outer } else { kinds.inside(outer) };
        markup.hidden |= self.is_hidden();
        markup.paragraph = tag == P || (markup.paragraph && tag.flows());
        let target = if tag == A { self.target() } else { None };
        let role = tag.flows() && markup.role != outer.role;
        // In the midst of a sentence an element says nothing of the line.
        let apart = role && (self.line.text.text.is_empty() || !outer.paragraph);
        if role && !apart {
            markup.role = outer.role;
        }
        if !tag.flows() || apart {
            self.end_line();
        }
        self.nesting.make_room(tag);
        if !self.attributes.closed && !tag.is_void() && !whole {
            let look = tag.with(self.attributes.value(html, "class").unwrap_or_default());
            self.nesting.open(Opening { tag, kinds, look, markup, apart, target });
        }
    }

    fn close(&mut self, tag: Tag) {
        if self.nesting.close(tag) {
            self.end_line();
        }
    }

    /// Adds text to the line, white space as single spaces.
    fn text(&mut self, span: Span) {
        let markup = self.nesting.markup();
        let link = self.nesting.link();
        let (source, line) = (self.source, &mut self.line);
        let (empty, before) = (line.text.text.is_empty(), line.linked);
        each_part(source, span, &mut |part| {
            let letters = line.push(source, &part, markup);
            line.letters += letters;
            line.linked += if link.is_some() { letters } else { 0 };
        });
        if empty {
            self.block = self.nesting.block();
        }
        if line.linked > before {
            self.link = self.link.or(link);
        }
    }

    fn end_line(&mut self) {
        let link = self.link.take();
        if self.line.text.text.is_empty() {
            self.line = LineBuilder::default();
            return;
        }
        let line = std::mem::take(&mut self.line);
        let mut markup = line.markup;
        markup.linked = line.linked as f64 / line.letters.max(1) as f64;
        if !self.page.text.text.is_empty() {
            self.page.text.push_new("\n");
        }
        self.page.text.push_part(&line.text, Span::new(0, line.text.text.len()));
        self.page.markup.push(markup);
        self.page.links.push(link);
        self.nesting.end_line(self.block);
    }
}

#[cfg(test)]
mod tests;

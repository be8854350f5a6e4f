//! The scan: HTML to lines of text that know their places, in one pass from left to right.
//!
//! In: the decoded page. Out: its lines, the blocks they stand in ([`super::tree`]), and what the head says.
//! Tags are read by [`super::attributes`], text between them by [`super::line`]; what a line is, is for others.

use std::collections::HashMap;

use biennien_model::Span;

use crate::html::attributes::Attributes;
use crate::html::element::{A, BODY, HTML, LINK, META, P, SCRIPT, TIME, TITLE, Tag};
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

struct Scanner<'a> {
    source: &'a Mapped,
    rules: &'a MarkupRules,
    page: Scanned,
    nesting: Nesting,
    line: LineBuilder,
    /// The block in which the line began.
    block: usize,
    /// Where the line's first link leads.
    link: Option<Span>,
    /// The attributes of the tag at hand.
    attributes: Attributes,
    /// The words of the element at hand.
    description: String,
    /// What elements say, by their words; pages use few different ones, each many times.
    seen: HashMap<String, Kinds>,
    /// Names of elements whose end tag stands nowhere in the rest of the page.
    endless: Vec<String>,
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

    fn meta(&mut self) {
        let html = self.source.text.as_str();
        let Some(content) = self.attributes.span(html, "content") else {
            return;
        };
        for key in ["property", "name", "itemprop"] {
            if let Some(names) = self.attributes.value(html, key) {
                for name in names.split_ascii_whitespace() {
                    self.state(name, content);
                }
            }
        }
    }

    fn link(&mut self) {
        let html = self.source.text.as_str();
        let relation = self.attributes.value(html, "rel").unwrap_or_default();
        if relation.eq_ignore_ascii_case("canonical")
            && let Some(target) = self.attributes.span(html, "href")
        {
            self.state("canonical", target);
        }
    }

    /// Keeps what `span` says under `name`.
    fn state(&mut self, name: &str, span: Span) {
        let value = self.plain(span);
        let line = self.page.markup.len();
        self.page.head.push(Stated { name: name.to_ascii_lowercase(), value, line });
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

    /// Where the link at hand leads; nowhere for a mark in the text.
    fn target(&self) -> Option<Span> {
        let html = self.source.text.as_str();
        let mark = ["name", "id"].iter().any(|key| self.attributes.span(html, key).is_some());
        self.attributes.span(html, "href").or((!mark).then_some(Span::new(0, 0)))
    }

    /// Keeps what the attributes of the element at hand state.
    fn state_attributes(&mut self, tag: Tag) {
        let html = self.source.text.as_str();
        if self.attributes.is_empty() {
            return;
        }
        if tag == TIME
            && let Some(moment) = self.attributes.span(html, "datetime")
        {
            self.state("time", moment);
        }
        if tag == HTML
            && let Some(language) = self.attributes.span(html, "lang")
        {
            self.state("lang", language);
        }
        if let Some(property) = self.attributes.value(html, "itemprop")
            && let Some(value) =
                ["content", "datetime"].iter().find_map(|key| self.attributes.span(html, key))
        {
            self.state(property, value);
        }
    }

    fn is_hidden(&self) -> bool {
        let html = self.source.text.as_str();
        if self.attributes.is_empty() {
            return false;
        }
        let style = self.attributes.value(html, "style").unwrap_or_default();
        let hides = |style: &str| {
            let style = style.replace(' ', "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        };
        self.attributes.span(html, "hidden").is_some() || (!style.is_empty() && hides(style))
    }

    /// What the element at hand says of itself.
    fn describe(&mut self, name: &str) -> Kinds {
        let html = self.source.text.as_str();
        self.description.clear();
        self.description.push_str(name);
        if !self.attributes.is_empty() {
            for key in ["class", "id", "itemprop", "role"] {
                if let Some(value) = self.attributes.value(html, key) {
                    self.description.push(' ');
                    self.description.push_str(value);
                }
            }
        }
        self.description.make_ascii_lowercase();
        if let Some(&kinds) = self.seen.get(&self.description) {
            return kinds;
        }
        let kinds = self.rules.describe(&self.description);
        self.seen.insert(self.description.clone(), kinds);
        kinds
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

    /// The text of `span` (an attribute, a title) on one line.
    fn plain(&self, span: Span) -> Mapped {
        let mut line = LineBuilder::default();
        each_part(self.source, span, &mut |part| {
            line.push(self.source, &part, Markup::default());
        });
        line.text
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
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;
    use crate::html::line::is_space;
    use crate::mapped::Copying;

    /// Checks the lines, and that every piece decodes from its place in the page.
    #[track_caller]
    fn check(html: &str, lines: &[&str]) -> Scanned {
        let mut source = Mapped::default();
        source.push_raw(html, Span::new(0, html.len()), Copying::Same);
        let page = scan(&source, &MarkupRules::compile(&Knowledge::built_in().pages));
        let found: Vec<&str> = page.text.text.split('\n').filter(|line| !line.is_empty()).collect();
        assert_eq!(found, lines, "{html}");
        for piece in &page.text.map.pieces {
            let raw = html_escape::decode_html_entities(piece.raw.of(html)).into_owned();
            let written = piece.text.of(&page.text.text);
            assert!(
                raw == written || (written == " " && raw.chars().all(is_space)),
                "{written:?} from {raw:?}"
            );
        }
        page
    }

    #[test]
    fn blocks_become_lines() {
        check("<p>Một <b>hai</b>&nbsp;ba</p><p>Bốn<br>năm", &["Một hai ba", "Bốn", "năm"]);
        check("<div>A &amp; B&#7841;\n  C</div>", &["A & Bạ C"]);
        check("<script>if (a < b) {}</script><style>p{}</style>A<!-- <p>no</p> -->B", &["AB"]);
        check("1 < 2 và 3 > 2", &["1 < 2 và 3 > 2"]);
        check("<p title=\"a > b\">A</p", &["A"]);
        check("<", &["<"]);
        check(
            "<p><span class=author>Lụa</span> <time datetime='2022-01-02'>2/1</time> x</p>",
            &["Lụa", "2/1", "x"],
        );
    }

    #[test]
    fn the_head_is_kept() {
        let page = check("<title>T &amp; t</title><meta property=\"og:title\" content=\"Ư&#417;\">", &[]);
        let head: Vec<_> =
            page.head.iter().map(|stated| (stated.name.as_str(), stated.value.text.as_str())).collect();
        assert_eq!(head, [("title", "T & t"), ("og:title", "Ươ")]);
    }

    #[test]
    fn deep_nesting_is_read() {
        let deep = format!("{}A{}", "<div><b>".repeat(200_000), "</b></div>".repeat(200_000));
        let page = check(&deep, &["A"]);
        assert!(page.tree.blocks.len() <= crate::html::tree::DEPTH_MAX + 1);
    }

    /// The work that `part`, many times over, gives: four times as much of it gives four times the work.
    #[track_caller]
    fn check_linear(part: &str) {
        let steps = |count: usize| {
            let mut source = Mapped::default();
            let html = part.repeat(count);
            source.push_raw(&html, Span::new(0, html.len()), Copying::Same);
            scan(&source, &MarkupRules::compile(&Knowledge::built_in().pages)).steps
        };
        let (few, many) = (steps(2_000), steps(8_000));
        assert!(many <= few * 5 + 100_000, "{part}: {few} steps, then {many}");
    }

    #[test]
    fn hostile_pages_take_linear_work() {
        let parts = [
            "<ul><li>",
            "<",
            "</",
            "<!--",
            "<a href=\"",
            "<div class='x",
            "<div>",
            "</div>",
            "<a><div>",
            "<svg>",
            "<svg><script>",
            "<noscript>",
            "<p><b><table><tr><td>",
            "</td>",
            "<time datetime=1>x",
            "&amp;&lt",
        ];
        for part in parts {
            check_linear(part);
        }
    }
}

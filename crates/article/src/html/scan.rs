//! The scan: HTML to lines of text that know their places, in one pass from left to right.

use std::collections::HashMap;

use biennien_model::Span;

use crate::html::markup::{Described, Markup, MarkupRules};
use crate::mapped::{Copying, Mapped};

/// How deep elements are followed; deeper ones are read as if they were not there.
const DEPTH_MAX: usize = 512;

/// How far up an end tag looks for its element.
const CLOSE_DEPTH_MAX: usize = 64;

/// The longest entity, in bytes.
const ENTITY_BYTES_MAX: usize = 34;

/// A scanned page.
#[derive(Debug, Default)]
pub(crate) struct Scanned {
    /// One line a block of text.
    pub(crate) text: Mapped,
    /// Markup of each line of `text`.
    pub(crate) markup: Vec<Markup>,
    /// Elements of the head: name (`property`, `name` or `itemprop` of `meta`; `title`; `time`) and value.
    pub(crate) head: Vec<(String, Mapped)>,
    /// Contents of the JSON-LD scripts.
    pub(crate) linked_data: Vec<String>,
}

/// Scans `source`.
pub(crate) fn scan(source: &Mapped, rules: &MarkupRules) -> Scanned {
    let mut scanner = Scanner {
        source,
        rules,
        page: Scanned::default(),
        stack: Vec::new(),
        line: LineBuilder::default(),
        seen: HashMap::new(),
    };
    scanner.run();
    scanner.page
}

struct Scanner<'a> {
    source: &'a Mapped,
    rules: &'a MarkupRules,
    page: Scanned,
    stack: Vec<Open>,
    line: LineBuilder,
    /// Elements by their descriptions.
    seen: HashMap<String, Described>,
}

/// An open element.
struct Open {
    name: String,
    markup: Markup,
    link: bool,
    /// Stands on a line of its own though its kind flows in the text.
    apart: bool,
}

#[derive(Default)]
struct LineBuilder {
    text: Mapped,
    markup: Markup,
    letters: usize,
    linked: usize,
    /// Place of white space that is still to be written.
    space: Option<Span>,
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
        let name: String = html[name_at..]
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':' | '_'))
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        if name.is_empty() || !name.as_bytes()[0].is_ascii_alphabetic() {
            self.text(Span::new(at, at + 1));
            return at + 1;
        }
        let attributes = Attributes::parse(html, name_at + name.len());
        if closing {
            self.close(&name);
            return attributes.end;
        }
        match name.as_str() {
            "script" => {
                let end = self.skip_raw("</script", attributes.end);
                if attributes.value(html, "type").is_some_and(|kind| kind.contains("ld+json")) {
                    self.page.linked_data.push(html[attributes.end..end].to_owned());
                }
                end
            }
            "style" | "noscript" | "template" | "svg" | "iframe" | "textarea" | "object" | "select"
            | "math" => {
                if attributes.closed {
                    attributes.end
                } else {
                    self.skip_raw(&format!("</{name}"), attributes.end)
                }
            }
            "title" => {
                let end = self.skip_raw("</title", attributes.end);
                let title = self.plain(Span::new(attributes.end, end));
                self.page.head.push((name, title));
                end
            }
            "meta" => {
                self.meta(&attributes);
                attributes.end
            }
            _ => {
                self.open(name, &attributes);
                attributes.end
            }
        }
    }

    /// The offset of the end tag `tag`, which ends an element whose content is no markup.
    fn skip_raw(&self, tag: &str, from: usize) -> usize {
        let bytes = self.source.text.as_bytes();
        let mut at = from;
        while let Some(next) = bytes[at..].iter().position(|&byte| byte == b'<') {
            at += next;
            if bytes.len() >= at + tag.len() && bytes[at..at + tag.len()].eq_ignore_ascii_case(tag.as_bytes())
            {
                return at;
            }
            at += 1;
        }
        bytes.len()
    }

    fn meta(&mut self, attributes: &Attributes) {
        let html = self.source.text.as_str();
        let Some(content) = attributes.span("content") else {
            return;
        };
        for key in ["property", "name", "itemprop"] {
            if let Some(name) = attributes.value(html, key) {
                let value = self.plain(content);
                self.page.head.push((name.to_ascii_lowercase(), value));
            }
        }
    }

    fn open(&mut self, name: String, attributes: &Attributes) {
        let html = self.source.text.as_str();
        if let Some(datetime) = attributes.span("datetime").filter(|_| name == "time") {
            let value = self.plain(datetime);
            self.page.head.push(("time".to_owned(), value));
        }
        let outer = self.stack.last().map_or(Markup::default(), |open| open.markup);
        let mut description = name.clone();
        for key in ["class", "id", "itemprop"] {
            if let Some(value) = attributes.value(html, key) {
                description.push(' ');
                description.push_str(&value.to_ascii_lowercase());
            }
        }
        // The page as a whole says nothing of its parts.
        let mut markup = if matches!(name.as_str(), "html" | "body") {
            outer
        } else {
            self.describe(description).inside(outer)
        };
        let style = attributes.value(html, "style").unwrap_or_default().replace(' ', "");
        markup.hidden |= attributes.span("hidden").is_some() || style.contains("display:none");
        markup.paragraph = match name.as_str() {
            "p" => true,
            _ => markup.paragraph && flows(&name),
        };
        let apart = flows(&name) && markup.role != outer.role;
        if !flows(&name) || apart {
            self.end_line();
        }
        if name == "p" || (!flows(&name) && self.stack.last().is_some_and(|open| open.name == "p")) {
            self.close_top("p");
        }
        if name == "a" {
            self.close_top("a");
        }
        if attributes.closed || is_void(&name) || self.stack.len() >= DEPTH_MAX {
            return;
        }
        let link = name == "a" || self.stack.last().is_some_and(|open| open.link);
        self.stack.push(Open { name, markup, link, apart });
    }

    /// What an element says of itself; pages use few different ones, each many times.
    fn describe(&mut self, description: String) -> Described {
        let rules = self.rules;
        self.seen.entry(description).or_insert_with_key(|description| rules.describe(description)).clone()
    }

    /// Closes the innermost element when it is called `name`.
    fn close_top(&mut self, name: &str) {
        if self.stack.last().is_some_and(|open| open.name == name) {
            self.stack.pop();
        }
    }

    fn close(&mut self, name: &str) {
        let lowest = self.stack.len().saturating_sub(CLOSE_DEPTH_MAX);
        let found = (lowest..self.stack.len()).rev().find(|&at| self.stack[at].name == name);
        if !flows(name) || found.is_some_and(|at| self.stack[at].apart) {
            self.end_line();
        }
        if let Some(at) = found {
            self.stack.truncate(at);
        }
    }

    /// Adds text to the line, white space as single spaces.
    fn text(&mut self, span: Span) {
        let (markup, link) =
            self.stack.last().map_or((Markup::default(), false), |open| (open.markup, open.link));
        let source = self.source;
        let line = &mut self.line;
        each_part(source, span, &mut |part| match part {
            Part::Space(place) => {
                if !line.text.text.is_empty() {
                    line.space.get_or_insert(place);
                }
            }
            Part::Same(place) => {
                line.begin(source, markup);
                line.text.push_part(source, place);
                line.count(place.of(&source.text), link);
            }
            Part::Decoded(letters, place) => {
                line.begin(source, markup);
                match source.map.raw(place) {
                    Some(raw) => line.text.push_raw(letters, raw, Copying::Decoded),
                    None => line.text.push_new(letters),
                }
                line.count(letters, link);
            }
        });
    }

    /// The text of `span` (an attribute, a title) on one line.
    fn plain(&self, span: Span) -> Mapped {
        let mut line = LineBuilder::default();
        each_part(self.source, span, &mut |part| match part {
            Part::Space(place) => {
                if !line.text.text.is_empty() {
                    line.space.get_or_insert(place);
                }
            }
            Part::Same(place) => {
                line.begin(self.source, Markup::default());
                line.text.push_part(self.source, place);
            }
            Part::Decoded(letters, place) => {
                line.begin(self.source, Markup::default());
                match self.source.map.raw(place) {
                    Some(raw) => line.text.push_raw(letters, raw, Copying::Decoded),
                    None => line.text.push_new(letters),
                }
            }
        });
        line.text
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.text.text.is_empty() {
            return;
        }
        let mut markup = line.markup;
        markup.linked = line.linked as f64 / line.letters.max(1) as f64;
        if !self.page.text.text.is_empty() {
            self.page.text.push_new("\n");
        }
        self.page.text.push_part(&line.text, Span::new(0, line.text.text.len()));
        self.page.markup.push(markup);
    }
}

impl LineBuilder {
    /// Writes the white space that is due; the first words of a line give it its markup.
    fn begin(&mut self, source: &Mapped, markup: Markup) {
        if self.text.text.is_empty() {
            self.markup = markup;
        }
        if let Some(place) = self.space.take() {
            match source.map.raw(place) {
                Some(raw) if place.of(&source.text) == " " => self.text.push_raw(" ", raw, Copying::Same),
                Some(raw) => self.text.push_raw(" ", raw, Copying::Decoded),
                None => self.text.push_new(" "),
            }
        }
    }

    fn count(&mut self, letters: &str, link: bool) {
        self.letters += letters.len();
        self.linked += if link { letters.len() } else { 0 };
    }
}

/// A stretch of text between tags.
enum Part<'a> {
    /// White space.
    Space(Span),
    /// Letters as they stand.
    Same(Span),
    /// What an entity at this place means.
    Decoded(&'a str, Span),
}

/// Parts `span` into words, white space and entities.
fn each_part(source: &Mapped, span: Span, take: &mut dyn FnMut(Part<'_>)) {
    let text = source.text.as_str();
    let mut at = span.start;
    while at < span.end {
        let rest = &text[at..span.end];
        let spaces = rest.len() - rest.trim_start_matches(is_space).len();
        if spaces > 0 {
            take(Part::Space(Span::new(at, at + spaces)));
            at += spaces;
            continue;
        }
        if rest.starts_with('&')
            && let Some((letters, length)) = entity(rest)
        {
            let place = Span::new(at, at + length);
            if letters.chars().all(is_space) {
                take(Part::Space(place));
            } else {
                take(Part::Decoded(&letters, place));
            }
            at += length;
            continue;
        }
        let mut letters = rest.char_indices().skip(1);
        let end =
            letters.find(|&(_, letter)| letter == '&' || is_space(letter)).map_or(rest.len(), |(end, _)| end);
        take(Part::Same(Span::new(at, at + end)));
        at += end;
    }
}

/// White space, with what shows as nothing.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

/// What the entity at the head of `text` means, and its length.
fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(ENTITY_BYTES_MAX).position(|byte| byte == b';')? + 1;
    let written = text.get(..end)?;
    let decoded = html_escape::decode_html_entities(written);
    (decoded != written).then(|| (decoded.into_owned(), end))
}

/// The attributes of a tag.
struct Attributes {
    /// Name and place of the value; a name without a value has an empty place.
    found: Vec<(String, Span)>,
    /// Offset after the tag.
    end: usize,
    /// `<br/>`
    closed: bool,
}

impl Attributes {
    /// Reads attributes from `at` to the end of the tag.
    fn parse(html: &str, mut at: usize) -> Attributes {
        /// More than any real tag has.
        const ATTRIBUTES_MAX: usize = 64;
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

    fn span(&self, name: &str) -> Option<Span> {
        self.found.iter().find(|(other, _)| other == name).map(|&(_, span)| span)
    }

    fn value<'a>(&self, html: &'a str, name: &str) -> Option<&'a str> {
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

/// True for elements that stand inside a line of text.
fn flows(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "o:p"
            | "picture"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "source"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;

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
            page.head.iter().map(|(name, value)| (name.as_str(), value.text.as_str())).collect();
        assert_eq!(head, [("title", "T & t"), ("og:title", "Ươ")]);
    }

    #[test]
    fn deep_nesting_takes_linear_time() {
        let deep = format!("{}A{}", "<div><b>".repeat(200_000), "</b></div>".repeat(200_000));
        check(&deep, &["A"]);
    }
}

//! The scan: HTML to lines of text that know their places, in one pass from left to right.
//!
//! In: the decoded page. Out: its lines with what the elements around them say, and what the head says.
//! Tags are read by [`super::attributes`], text between them by [`super::line`]; what a line is, is for `page`.

use std::collections::HashMap;

use biennien_model::Span;

use crate::html::attributes::Attributes;
use crate::html::element::{flows, is_void};
use crate::html::line::{LineBuilder, each_part};
use crate::html::markup::{Described, Markup, MarkupRules};
use crate::mapped::Mapped;

/// How deep elements are followed; deeper ones are read as if they were not there.
const DEPTH_MAX: usize = 512;

/// How far up an end tag looks for its element.
const CLOSE_DEPTH_MAX: usize = 64;

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
        let (source, line) = (self.source, &mut self.line);
        each_part(source, span, &mut |part| {
            let letters = line.push(source, &part, markup);
            line.letters += letters;
            line.linked += if link { letters } else { 0 };
        });
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
            page.head.iter().map(|(name, value)| (name.as_str(), value.text.as_str())).collect();
        assert_eq!(head, [("title", "T & t"), ("og:title", "Ươ")]);
    }

    #[test]
    fn deep_nesting_takes_linear_time() {
        let deep = format!("{}A{}", "<div><b>".repeat(200_000), "</b></div>".repeat(200_000));
        check(&deep, &["A"]);
    }
}

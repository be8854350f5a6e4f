//! Statements: what single elements say: of the page (`meta`, `link`, `time`, `itemprop`), and of themselves (class, id,
//! style).
//!
//! In: the attributes of the element at which the scan stands. Out: entries of the head, kinds, places.

use biennien_model::Span;

use crate::html::element::{HTML, TIME, Tag};
use crate::html::line::{LineBuilder, each_part};
use crate::html::markup::{Kinds, Markup};
use crate::html::scan::{Scanner, Stated};
use crate::mapped::Mapped;

impl Scanner<'_> {
    pub(super) fn meta(&mut self) {
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

    pub(super) fn link(&mut self) {
        let html = self.source.text.as_str();
        let relation = self.attributes.value(html, "rel").unwrap_or_default();
        if relation.eq_ignore_ascii_case("canonical")
            && let Some(target) = self.attributes.span(html, "href")
        {
            self.state("canonical", target);
        }
    }

    /// Keeps what `span` says under `name`.
    pub(super) fn state(&mut self, name: &str, span: Span) {
        let value = self.plain(span);
        let line = self.page.markup.len();
        self.page.head.push(Stated { name: name.to_ascii_lowercase(), value, line });
    }

    /// Keeps what the attributes of the element at hand state.
    pub(super) fn state_attributes(&mut self, tag: Tag) {
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

    pub(super) fn is_hidden(&self) -> bool {
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

    /// Where the link at hand leads; nowhere for a mark in the text.
    pub(super) fn target(&self) -> Option<Span> {
        let html = self.source.text.as_str();
        let mark = ["name", "id"].iter().any(|key| self.attributes.span(html, key).is_some());
        self.attributes.span(html, "href").or((!mark).then_some(Span::new(0, 0)))
    }

    /// What the element at hand says of itself.
    pub(super) fn describe(&mut self, name: &str) -> Kinds {
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

    /// The text of `span` (an attribute, a title) on one line.
    pub(super) fn plain(&self, span: Span) -> Mapped {
        let mut line = LineBuilder::default();
        each_part(self.source, span, &mut |part| {
            line.push(self.source, &part, Markup::default());
        });
        line.text
    }
}

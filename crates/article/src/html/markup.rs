//! Markup: what an element's name, class and id say of the text in it, by `vi/pages/markup.tsv`.

use biennien_knowledge::PageTables;
use regex::{RegexSet, RegexSetBuilder};

/// What an element says it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Title,
    Lead,
    Caption,
    Author,
    Date,
}

/// What the markup around a line says of it. The default is that of a line without markup.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Markup {
    /// Share of the letters that stand in links.
    pub(crate) linked: f64,
    /// In a menu, a form, a list of other articles.
    pub(crate) noise: bool,
    /// In the element that holds the article.
    pub(crate) body: bool,
    /// Not shown.
    pub(crate) hidden: bool,
    /// In a paragraph element.
    pub(crate) paragraph: bool,
    /// What the nearest element with a role says.
    pub(crate) role: Option<Role>,
}

/// The markup table, compiled.
pub(crate) struct MarkupRules {
    set: RegexSet,
    kinds: Vec<Kind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Body,
    Noise,
    Role(Role),
}

impl Kind {
    fn parse(word: &str) -> Option<Kind> {
        Some(match word {
            "body" => Kind::Body,
            "noise" => Kind::Noise,
            "title" => Kind::Role(Role::Title),
            "lead" => Kind::Role(Role::Lead),
            "caption" => Kind::Role(Role::Caption),
            "author" => Kind::Role(Role::Author),
            "date" => Kind::Role(Role::Date),
            _ => return None,
        })
    }
}

impl MarkupRules {
    /// Compiles the table; a row whose pattern or kind cannot be read is left out (`biennien data check` names it).
    pub(crate) fn compile(tables: &PageTables) -> MarkupRules {
        let rows = tables.markup.iter().filter(|row| regex::Regex::new(&row.pattern).is_ok());
        let rows: Vec<_> =
            rows.filter_map(|row| Some((row.pattern.as_str(), Kind::parse(&row.kind)?))).collect();
        let set = RegexSetBuilder::new(rows.iter().map(|(pattern, _)| pattern)).build();
        MarkupRules {
            set: set.unwrap_or_else(|_| RegexSet::empty()),
            kinds: rows.iter().map(|&(_, kind)| kind).collect(),
        }
    }

    /// What the element `description` (name, class, id, itemprop) says of itself.
    pub(crate) fn describe(&self, description: &str) -> Described {
        Described(self.set.matches(description).iter().map(|row| self.kinds[row]).collect())
    }
}

/// What an element says of itself.
#[derive(Debug, Clone, Default)]
pub(crate) struct Described(Vec<Kind>);

impl Described {
    /// The markup inside the element when it stands in `outer`.
    ///
    /// The nearer element wins: an article inside a box of a noisy name is an article, and the other way round.
    pub(crate) fn inside(&self, outer: Markup) -> Markup {
        let mut inner = outer;
        let found = |kind: Kind| self.0.contains(&kind);
        if found(Kind::Body) {
            (inner.body, inner.noise) = (true, false);
        } else if found(Kind::Noise) {
            inner.noise = true;
        }
        for role in [Role::Title, Role::Caption, Role::Date, Role::Author, Role::Lead] {
            if found(Kind::Role(role)) {
                inner.role = Some(role);
                break;
            }
        }
        inner
    }
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;

    #[test]
    fn rows_find_their_examples() {
        let knowledge = Knowledge::built_in();
        let rules = MarkupRules::compile(&knowledge.pages);
        assert_eq!(rules.kinds.len(), knowledge.pages.markup.len(), "a pattern or kind cannot be read");
        for example in knowledge.examples.iter().filter(|example| example.kind == "vi/pages/markup") {
            let (element, _) = example.unmark();
            let kind = Kind::parse(&example.expected).expect("a kind of element");
            let found = rules.set.matches(&element).iter().any(|row| rules.kinds[row] == kind);
            assert!(found, "{}: {element:?} is no {}", example.place, example.expected);
        }
    }
}

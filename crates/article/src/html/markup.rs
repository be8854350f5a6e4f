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

/// Room for the automaton of all rows, in bytes.
const DFA_BYTES_MAX: usize = 32 << 20;

/// The markup table, compiled.
pub(crate) struct MarkupRules {
    set: RegexSet,
    kinds: Vec<Kind>,
}

/// What an element can say of itself; the words of the table's column `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Holds the text of the article.
    Body,
    /// Holds the article, with what belongs to it.
    Main,
    /// Menus, forms, lists of other articles.
    Noise,
    /// What readers wrote.
    Comments,
    Title,
    Lead,
    Caption,
    Author,
    Date,
    /// Names the section of the paper.
    Section,
}

impl Kind {
    fn parse(word: &str) -> Option<Kind> {
        Some(match word {
            "body" => Kind::Body,
            "main" => Kind::Main,
            "noise" => Kind::Noise,
            "comments" => Kind::Comments,
            "title" => Kind::Title,
            "lead" => Kind::Lead,
            "caption" => Kind::Caption,
            "author" => Kind::Author,
            "date" => Kind::Date,
            "section" => Kind::Section,
            _ => return None,
        })
    }
}

/// What an element says of itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Kinds(u16);

impl Kinds {
    pub(crate) fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    fn with(self, kind: Kind) -> Kinds {
        Kinds(self.0 | (1 << kind as u16))
    }

    /// The markup inside the element when it stands in `outer`.
    ///
    /// The nearer element wins: an article inside a box of a noisy name is an article, and the other way round.
    pub(crate) fn inside(self, outer: Markup) -> Markup {
        const ROLES: [(Kind, Role); 5] = [
            (Kind::Title, Role::Title),
            (Kind::Caption, Role::Caption),
            (Kind::Date, Role::Date),
            (Kind::Author, Role::Author),
            (Kind::Lead, Role::Lead),
        ];
        let mut inner = outer;
        if self.has(Kind::Body) {
            (inner.body, inner.noise) = (true, false);
        } else if self.has(Kind::Noise) || self.has(Kind::Comments) {
            inner.noise = true;
        }
        if let Some(&(_, role)) = ROLES.iter().find(|(kind, _)| self.has(*kind)) {
            inner.role = Some(role);
        }
        inner
    }
}

impl MarkupRules {
    /// Compiles the table; a row whose pattern or kind cannot be read is left out (`biennien data check` names it).
    pub(crate) fn compile(tables: &PageTables) -> MarkupRules {
        let rows = tables.markup.iter().filter(|row| regex::Regex::new(&row.pattern).is_ok());
        let rows: Vec<_> =
            rows.filter_map(|row| Some((row.pattern.as_str(), Kind::parse(&row.kind)?))).collect();
        let set = RegexSetBuilder::new(rows.iter().map(|(pattern, _)| pattern))
            .dfa_size_limit(DFA_BYTES_MAX)
            .build();
        MarkupRules {
            set: set.unwrap_or_else(|_| RegexSet::empty()),
            kinds: rows.iter().map(|&(_, kind)| kind).collect(),
        }
    }

    /// What the element `description` (name, class, id, itemprop, role) says of itself.
    pub(crate) fn describe(&self, description: &str) -> Kinds {
        let rows = self.set.matches(description).into_iter();
        rows.fold(Kinds::default(), |kinds, row| kinds.with(self.kinds[row]))
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

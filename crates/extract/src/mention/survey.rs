//! Survey: what the tables do not know of one document, for whoever extends them.
//!
//! In: a document and the day it was published. Out: how many of its names have a row, and the names and titles that
//! have none, each with a guess of what it is. `biennien data suggest` adds them up over a corpus.

use std::collections::HashMap;

use biennien_knowledge::WordClass;
use biennien_model::{Document, Mention, Span, TokenKind};
use jiff::civil::Date;

use super::atoms::Atom;
use super::lexicon::Entry;
use super::printed::is_byline;
use super::syllable::Keys;
use super::{Rules, Scan, scan};

/// Small words that an unknown title can have at most.
const TITLE_TOKENS_MAX: usize = 5;

/// What one document has of names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Capitalised names: mentions and capitals that are none.
    pub names: usize,
    /// Those with a row in the tables.
    pub rows: usize,
    /// Those of people whom only the text tells, with side, office or trade, and of its writers.
    pub told: usize,
    /// Names and titles without a row, in text order.
    pub strays: Vec<Stray>,
}

/// Words that no table knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// Where they stand.
    pub span: Span,
    /// What they seem to be.
    pub sort: Sort,
    /// Side that the text tells.
    pub code: Option<String>,
    /// `m` or `f`, where an honorific tells it.
    pub gender: Option<String>,
    /// Id of the office that the text tells, of a person.
    pub office: Option<String>,
}

/// What a stray seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A human being: a title stands before, or a verb of saying behind.
    Person,
    /// A place: a word such as "province" or "in" stands before.
    Place,
    /// A body: a word such as "agency" stands before.
    Organization,
    /// A newspaper or broadcaster: its word stands before.
    Outlet,
    /// Capitals without small letters.
    Acronym,
    /// Small words before a person's name.
    Title,
    /// Capitals that nothing explains.
    Name,
}

impl Sort {
    /// All of them.
    pub const ALL: [Sort; 7] =
        [Sort::Person, Sort::Place, Sort::Organization, Sort::Outlet, Sort::Acronym, Sort::Title, Sort::Name];

    /// Its word in commands and rows.
    pub fn word(self) -> &'static str {
        match self {
            Sort::Person => "person",
            Sort::Place => "place",
            Sort::Organization => "organization",
            Sort::Outlet => "outlet",
            Sort::Acronym => "acronym",
            Sort::Title => "title",
            Sort::Name => "name",
        }
    }
}

/// Surveys `document`.
pub fn survey(document: &Document, published: Option<Date>, rules: &Rules) -> Survey {
    let scan = scan(document, rules);
    let (mentions, _) = scan.find(published);
    let Scan { keys, atoms, cast, .. } = &scan;
    let mut survey = Survey::default();
    let by_end: HashMap<usize, &Mention> = mentions.iter().map(|one| (one.span.end, one)).collect();
    for (index, atom) in atoms.iter().enumerate() {
        let view = View { document, keys, rules, atoms, index };
        let span = view.span();
        let mention = by_end.get(&span.end).filter(|mention| mention.span.start >= span.start);
        let local = mention.and_then(|one| one.id.as_deref()).is_none_or(|id| id.starts_with("local:"));
        if mention.is_none() && !(atom.is_unknown() && view.is_name()) {
            continue;
        }
        survey.names += 1;
        survey.rows += usize::from(!local);
        if matches!(mention, Some(one) if one.kind == biennien_model::MentionKind::Person) {
            survey.strays.extend(view.title());
        }
        if !local {
            continue;
        }
        // Whoever wrote the piece is told by where the name stands, and is nobody that a table should have.
        if is_byline(document, atom) {
            survey.told += 1;
            continue;
        }
        let figure = atom.figure.map(|figure| &cast.figures[figure]);
        let told = figure.filter(|one| one.side.is_some() || !one.roles.is_empty() || one.observer);
        survey.told += usize::from(told.is_some());
        let role = figure.and_then(|one| one.roles.first());
        survey.strays.push(Stray {
            span,
            sort: if mention.is_some() && figure.is_some() { Sort::Person } else { view.sort() },
            code: figure.and_then(|one| one.side.clone()),
            gender: figure.and_then(|one| one.gender.clone()),
            office: role.map(|(office, _)| rules.names.offices[*office].id.clone()),
        });
    }
    survey
}

/// One atom among its neighbours.
struct View<'a> {
    document: &'a Document,
    keys: &'a Keys,
    rules: &'a Rules,
    atoms: &'a [Atom],
    index: usize,
}

impl View<'_> {
    fn atom(&self) -> &Atom {
        &self.atoms[self.index]
    }

    fn span(&self) -> Span {
        let tokens = &self.atom().tokens;
        let (first, last) = (self.document.tokens[tokens.start], self.document.tokens[tokens.end - 1]);
        Span::new(first.span.start, last.span.end)
    }

    /// True unless the capital may be that of a sentence, a heading or a common noun ("Hội nghị"), or of a product.
    fn is_name(&self) -> bool {
        let tokens = self.atom().tokens.clone();
        let word = |token: usize| self.document.tokens[token].span.of(&self.document.text);
        if tokens.clone().any(|token| word(token).contains(|letter: char| letter.is_ascii_digit())) {
            return false;
        }
        if tokens.len() > 1 {
            return true;
        }
        let syllable = self.keys.one(tokens.start);
        if !word(tokens.start).is_ascii() || self.rules.common.contains(syllable) {
            let titled = self.before().is_some_and(|before| {
                self.rules.is_honorific(before)
                    || before.entries.iter().any(|entry| matches!(entry, Entry::Office(_)))
            });
            return titled && !self.goes_on(tokens.end);
        }
        let inner = tokens.start.checked_sub(1).map(|before| self.document.tokens[before].kind);
        let inner = inner.is_some_and(|kind| matches!(kind, TokenKind::Small | TokenKind::Capital));
        let sentence = self.document.sentence_at(self.span().start);
        let opens = sentence.is_some_and(|at| self.document.sentences[at].span.start == self.span().start);
        word(tokens.start).chars().count() > 1 && inner && !opens
    }

    /// True when a small syllable follows that no small word begins.
    fn goes_on(&self, token: usize) -> bool {
        let Some(next) = self.document.tokens.get(token) else { return false };
        let known = self.atoms.iter().skip(self.index).take(3).any(|atom| atom.tokens.start == token);
        next.kind == TokenKind::Small
            && !known
            && !self.is_border(token)
            && !self.rules.says(&self.document.lower[next.span.start..])
    }

    /// The atom that ends where this one begins.
    fn before(&self) -> Option<&Atom> {
        let before = &self.atoms[self.index.checked_sub(1)?];
        (before.tokens.end == self.atom().tokens.start).then_some(before)
    }

    /// What the words around a name without a row say it is.
    fn sort(&self) -> Sort {
        let words = self.span().of(&self.document.text);
        let class = |class| self.before().is_some_and(|before| self.rules.has_word(before, class));
        if (2..=6).contains(&words.chars().count()) && words.chars().all(char::is_uppercase) {
            Sort::Acronym
        } else if class(WordClass::Outlet) {
            Sort::Outlet
        } else if class(WordClass::In)
            || self.rules.ends_with_place_noun(&self.document.lower[..self.span().start])
        {
            Sort::Place
        } else if class(WordClass::Org) {
            Sort::Organization
        } else if self.rules.says(&self.document.lower[self.span().end..]) {
            Sort::Person
        } else {
            Sort::Name
        }
    }

    /// Small words between a border and this person's name, or the state before it, that no table knows.
    fn title(&self) -> Option<Stray> {
        let owner = self.before().filter(|before| {
            before.entries.iter().any(|entry| matches!(entry, Entry::State(_) | Entry::Organization(_)))
        });
        let mut end = owner.map_or(self.atom().tokens.start, |owner| owner.tokens.start);
        let known = |token: usize| {
            self.atoms[..self.index].iter().rev().take(6).any(|atom| atom.tokens.contains(&token))
        };
        let plain = |token: usize| {
            let kind = self.document.tokens[token].kind;
            matches!(kind, TokenKind::Small | TokenKind::Capital) && !known(token)
        };
        let last = end.checked_sub(1)?;
        if !plain(last) || self.is_border(last) {
            return None;
        }
        let to = self.document.tokens[last].span.end;
        let sentence = self.document.sentence_at(self.span().start)?;
        let first = self.document.sentences[sentence].tokens.start;
        let mut count = 0;
        while end > first && plain(end - 1) && !self.is_border(end - 1) {
            end -= 1;
            count += 1;
        }
        let bordered = end == first || !known(end - 1) || self.is_border(end - 1);
        if !(2..=TITLE_TOKENS_MAX).contains(&count)
            || !bordered
            || self.rules.ends_saying(&self.document.lower[..to])
        {
            return None;
        }
        let span = Span::new(self.document.tokens[end].span.start, to);
        Some(Stray { span, sort: Sort::Title, code: None, gender: None, office: None })
    }

    /// True for a mark, or a small word that no title has in it.
    fn is_border(&self, token: usize) -> bool {
        let one = self.document.tokens[token];
        if !matches!(one.kind, TokenKind::Small | TokenKind::Capital) {
            return true;
        }
        let word = self.keys.one(token);
        self.rules.stop.contains(word) || self.rules.small.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use biennien_knowledge::Knowledge;

    use super::{Sort, survey};
    use crate::mention::Rules;

    static TABLES: LazyLock<(Knowledge, Rules)> = LazyLock::new(|| {
        let knowledge = Knowledge::built_in();
        let rules = Rules::compile(&knowledge);
        (knowledge, rules)
    });

    #[test]
    fn words_around_a_name_say_what_it_is() {
        check("Quân đội tiến vào tỉnh Karvalos.", &[("Karvalos", Sort::Place)]);
        check(
            "Ông Lua Tran kể. Theo tờ Karvalos Post, lửa đã tắt.",
            &[("Lua Tran", Sort::Person), ("Karvalos Post", Sort::Outlet)],
        );
        check("Tin của nhóm QZKV là sai.", &[("QZKV", Sort::Acronym)]);
    }

    #[test]
    fn small_words_before_a_person_may_be_a_title() {
        check("Hôm qua, thống sứ Joe Biden đến.", &[("thống sứ", Sort::Title)]);
    }

    #[test]
    fn names_with_a_row_are_counted() {
        let (knowledge, rules) = &*TABLES;
        let document = crate::document("Nga và NATO gặp ông Karvalos.", knowledge);
        let survey = survey(&document, None, rules);
        assert_eq!((survey.names, survey.rows, survey.told), (3, 2, 0));
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Sort)]) {
        let (knowledge, rules) = &*TABLES;
        let document = crate::document(text, knowledge);
        let strays = survey(&document, None, rules).strays;
        let got: Vec<(&str, Sort)> =
            strays.iter().map(|stray| (stray.span.of(&document.text), stray.sort)).collect();
        assert_eq!(got, expected);
    }
}

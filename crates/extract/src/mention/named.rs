//! Named bodies: ministries and parliaments of a state, and bodies that only the text tells, as names.
//!
//! In: the atoms of a document and its groups. Out: mentions with their tokens. A body has its state in its name
//! ("Bộ Quốc phòng Nga"); without one, the group it stands in says whose it is.

use std::ops::Range;

use biennien_knowledge::WordClass;
use biennien_model::{Document, Group, Mention, MentionKind, Span, TokenKind};

use super::Rules;
use super::atoms::Atom;
use super::grammar::{Draft, Who};
use super::lexicon::Entry;

/// A name of several atoms, or the lack of one: the atoms in it are no names of their own.
pub(crate) struct Named {
    /// Tokens, as indices.
    pub(crate) tokens: Range<usize>,
    /// `None` where the words are no name ("Chính phủ Nga": there the state is).
    pub(crate) mention: Option<Mention>,
}

/// The bodies of `document`, in text order, never overlapping; `drafts` are those that a common noun begins.
pub(crate) fn bodies(
    document: &Document,
    rules: &Rules,
    atoms: &[Atom],
    drafts: &[Draft],
    groups: &[Group],
) -> Vec<Named> {
    let view = View { document, rules, atoms, groups };
    let mut found: Vec<Named> = drafts.iter().filter_map(|draft| view.told(draft)).collect();
    for index in 0..atoms.len() {
        found.extend(view.body(index));
    }
    found.sort_by_key(|one| (one.tokens.start, std::cmp::Reverse(one.tokens.end)));
    let mut end = 0;
    found.retain(|one| {
        let free = one.tokens.start >= end;
        end = end.max(one.tokens.end);
        free
    });
    found
}

struct View<'a> {
    document: &'a Document,
    rules: &'a Rules,
    atoms: &'a [Atom],
    groups: &'a [Group],
}

impl View<'_> {
    /// The body whose word is an atom, with the state behind it.
    fn body(&self, index: usize) -> Option<Named> {
        let atom = &self.atoms[index];
        let row = atom.entries.iter().find_map(|entry| match entry {
            Entry::Body(row) => Some(*row),
            _ => None,
        })?;
        let (state, end) = self.state_after(index);
        let code = state.or_else(|| self.code_of(self.span(&atom.tokens)));
        let own = atom.entries.iter().find_map(|entry| match entry {
            Entry::Organization(row) => Some(&self.rules.world.organizations[*row]),
            _ => None,
        });
        if own.is_some_and(|own| own.code.is_none() || own.code == code) {
            return None;
        }
        let nothing = Named { tokens: atom.tokens.clone(), mention: None };
        let tokens = atom.tokens.start..end;
        let mut kinds = atom.tokens.clone().map(|token| self.document.tokens[token].kind);
        if !self.is_proper(row)
            || !kinds.any(|kind| kind == TokenKind::Capital)
            || !self.heads_body(atom.tokens.start)
        {
            return own.is_some().then_some(nothing);
        }
        let (name, tokens) = match self.place_after(end) {
            Some((place, end)) => {
                (format!("{} of {place}", self.rules.body_name(row, None)), tokens.start..end)
            }
            None => (self.rules.body_name(row, code.as_deref()), tokens),
        };
        let id = Some(format!("body:{}", self.rules.names.bodies[row].title));
        let mention = self.organization(&tokens, name, code, id);
        Some(Named { tokens, mention: Some(mention) })
    }

    /// True for a body whose usual name has a capital; the others are common nouns.
    fn is_proper(&self, row: usize) -> bool {
        let names = &self.rules.names.bodies[row].names;
        names.first().is_some_and(|name| name.starts_with(char::is_uppercase))
    }

    /// True for a capital, or for a small word that begins names of bodies ("bộ Ngoại giao", but not "chính quyền
    /// Tổng thống").
    fn heads_body(&self, token: usize) -> bool {
        let one = self.document.tokens[token];
        let rest = self.document.lower.get(one.span.start..).unwrap_or_default();
        let words = self.rules.names.words.iter().filter(|row| row.class == WordClass::Org);
        one.kind == TokenKind::Capital
            || words.flat_map(|row| &row.names).any(|name| rest.starts_with(name.as_str()))
    }

    /// A body that no table knows.
    fn told(&self, draft: &Draft) -> Option<Named> {
        let Who::Named(name, code, _) = &draft.who else { return None };
        let mut tokens = draft.tokens.clone();
        if let Some(open) = tokens.clone().find(|token| self.word(*token) == "(") {
            tokens.end = open;
        }
        let at = self.atoms.partition_point(|atom| atom.tokens.start < tokens.start);
        let head = self.atoms.get(at).filter(|atom| atom.tokens.start == tokens.start)?;
        let first = self.document.tokens[tokens.start];
        if first.kind != TokenKind::Capital {
            // The common noun is no part of the name: "tập đoàn [Prince]".
            tokens.start = head.tokens.end;
        }
        let last = self.atoms[..self.atoms.partition_point(|atom| atom.tokens.end <= tokens.end)].last();
        let state = last.filter(|atom| {
            atom.tokens.end == tokens.end && atom.entries.iter().any(|entry| matches!(entry, Entry::State(_)))
        });
        let mut own = tokens.start..state.map_or(tokens.end, |state| state.tokens.start);
        let before = self.atoms[..self.atoms.partition_point(|atom| atom.tokens.end <= own.end)].last();
        if let Some(of) =
            before.filter(|atom| atom.tokens.end == own.end && self.rules.has_word(atom, WordClass::Of))
        {
            own.end = of.tokens.start;
            tokens.end = own.end;
        }
        if own.is_empty() || !self.is_name(&head.tokens, own) {
            return None;
        }
        let words = self.span(&tokens).of(&self.document.text);
        let id = Some(format!("local:{words}"));
        let name = if name.contains(' ') { words.to_owned() } else { name.clone() };
        let mention = self.organization(&tokens, name, code.clone(), id);
        Some(Named { tokens, mention: Some(mention) })
    }

    fn organization(
        &self,
        tokens: &Range<usize>,
        name: String,
        code: Option<String>,
        id: Option<String>,
    ) -> Mention {
        let span = self.span(tokens);
        Mention { span, kind: MentionKind::Organization, name, code, id, candidates: Vec::new() }
    }

    /// The state named behind an atom, with "of" between them or not, and where it ends.
    fn state_after(&self, index: usize) -> (Option<String>, usize) {
        let end = self.atoms[index].tokens.end;
        let mut next = index + 1;
        let touching = |at: usize, end: usize| self.atoms.get(at).filter(|atom| atom.tokens.start == end);
        let mut from = end;
        if let Some(of) = touching(next, end).filter(|of| self.rules.has_word(of, WordClass::Of)) {
            from = of.tokens.end;
            next += 1;
        }
        let state = touching(next, from).and_then(|atom| {
            atom.entries.iter().find_map(|entry| match entry {
                Entry::State(row) => Some((self.rules.world.states[*row].code.clone(), atom.tokens.end)),
                _ => None,
            })
        });
        state.map_or((None, end), |(code, end)| (Some(code), end))
    }

    /// The town or province named at a token, and where it ends ("UBND TP.HCM").
    fn place_after(&self, token: usize) -> Option<(&str, usize)> {
        let at = self.atoms.partition_point(|atom| atom.tokens.start < token);
        let atom = self.atoms.get(at).filter(|atom| atom.tokens.start == token)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Place(row) => Some((self.rules.world.places[*row].name.as_str(), atom.tokens.end)),
            _ => None,
        })
    }

    /// The side of the group that holds `span`.
    fn code_of(&self, span: Span) -> Option<String> {
        let after = self.groups.partition_point(|group| group.span.start <= span.start);
        let group = &self.groups[after.checked_sub(1)?];
        if !group.span.contains(span) || group.codes.len() != 1 {
            return None;
        }
        group.codes.first().cloned()
    }

    /// True when one of `tokens` has a capital that does not come from the head of a sentence or quotation. `head` is
    /// where the name begins.
    fn is_name(&self, head: &Range<usize>, tokens: Range<usize>) -> bool {
        let capitals = tokens.filter(|token| self.document.tokens[*token].kind == TokenKind::Capital);
        let mut inner = capitals.filter(|token| *token != head.start || self.is_inner(*token));
        inner.next().is_some()
    }

    fn is_inner(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map(|before| self.document.tokens[before].kind);
        before.is_some_and(|kind| matches!(kind, TokenKind::Small | TokenKind::Capital))
            && self
                .document
                .sentence_at(self.document.tokens[token].span.start)
                .is_some_and(|at| self.document.sentences[at].tokens.start != token)
    }

    fn word(&self, token: usize) -> &str {
        self.document.tokens[token].span.of(&self.document.text)
    }

    fn span(&self, tokens: &Range<usize>) -> Span {
        let (first, last) = (self.document.tokens[tokens.start], self.document.tokens[tokens.end - 1]);
        Span::new(first.span.start, last.span.end)
    }
}

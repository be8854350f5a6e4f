//! Pieces: a sentence as a row of groups, times, triggers, clause words and marks.
//!
//! In: a document, its groups and times, the lexicon's hits. Out: the pieces of every sentence, in text order.
//! What stands in brackets is left out; groups that are listed together are tied into chains.

use biennien_model::{Document, Group, Sentence, Span, Time, TokenKind};

use super::frame::{Role, Roles};
use super::lexicon::Hit;

/// Longest bracket that is left out, in bytes.
const BRACKET_BYTES: usize = 120;

/// One piece of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    /// Its words.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
    /// What it does in the clause; empty for groups and times.
    pub(crate) roles: Roles,
    /// First and last piece of the chain of groups it belongs to; itself for all others.
    pub(crate) chain: (usize, usize),
}

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A noun group, by index.
    Group(usize),
    /// A time, by index.
    Time(usize),
    /// A trigger, by index of its hit.
    Trigger(usize),
    /// A comma.
    Comma,
    /// Any other mark that ends a clause.
    Stop,
    /// A quotation mark.
    Quote,
    /// A clause word (its roles say which) or any other word.
    Word,
}

/// What the pieces are made from.
#[derive(Clone, Copy)]
pub(crate) struct Parts<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Its groups.
    pub(crate) groups: &'a [Group],
    /// Its times.
    pub(crate) times: &'a [Time],
    /// The lexicon's hits in it.
    pub(crate) hits: &'a [Hit],
}

/// Cuts `sentence` into pieces.
pub(crate) fn pieces(parts: Parts<'_>, sentence: &Sentence) -> Vec<Piece> {
    let document = parts.document;
    let mut group = parts.groups.partition_point(|group| group.span.end <= sentence.span.start);
    let mut time = parts.times.partition_point(|time| time.span.end <= sentence.span.start);
    let mut hit = parts.hits.partition_point(|hit| hit.words.end <= sentence.span.start);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut end = sentence.span.start;
    for token in &document.tokens[sentence.tokens.clone()] {
        crate::work::step();
        let at = token.span.start;
        if at < end {
            continue;
        }
        while parts.groups.get(group).is_some_and(|group| group.span.start < at) {
            group += 1;
        }
        while parts.times.get(time).is_some_and(|time| time.span.start < at) {
            time += 1;
        }
        while parts.hits.get(hit).is_some_and(|hit| hit.words.start < at) {
            hit += 1;
        }
        let mut roles = Roles::default();
        let (span, kind) = if let Some(found) = parts.groups.get(group).filter(|group| group.span.start == at)
        {
            (found.span, Kind::Group(group))
        } else if let Some(found) = parts.times.get(time).filter(|time| time.span.start == at) {
            (found.span, Kind::Time(time))
        } else if let Some(found) = parts.hits.get(hit).filter(|hit| hit.words.start == at) {
            roles = found.roles;
            (found.words, if found.frames.is_empty() { Kind::Word } else { Kind::Trigger(hit) })
        } else {
            (token.span, mark(document, token.kind, token.span))
        };
        if kind == Kind::Stop && token.span.of(&document.text) == "(" {
            end = bracket_end(document, at, sentence.span.end).unwrap_or(span.end);
            continue;
        }
        end = span.end.max(token.span.end);
        let index = pieces.len();
        pieces.push(Piece { span, kind, roles, chain: (index, index) });
    }
    tie_chains(parts, &mut pieces);
    settle_prepositions(&mut pieces);
    pieces
}

fn mark(document: &Document, kind: TokenKind, span: Span) -> Kind {
    match kind {
        TokenKind::Quote => Kind::Quote,
        TokenKind::Mark if span.of(&document.text) == "," => Kind::Comma,
        TokenKind::Mark => Kind::Stop,
        _ => Kind::Word,
    }
}

/// End of the bracket that opens at `start`; `None` when it is long or not closed.
fn bracket_end(document: &Document, start: usize, end: usize) -> Option<usize> {
    let mut limit = end.min(start + BRACKET_BYTES);
    while !document.text.is_char_boundary(limit) {
        limit -= 1;
    }
    document.text[start..limit].find(')').map(|at| start + at + 1)
}

/// A word that is a preposition or a verb of motion is a verb only where no other act stands before it in its
/// clause and a group follows.
fn settle_prepositions(pieces: &mut [Piece]) {
    let mut act = false;
    for index in 0..pieces.len() {
        let piece = &pieces[index];
        let ends = matches!(piece.kind, Kind::Comma | Kind::Stop)
            || piece.roles.any(&[Role::Turn, Role::Clause, Role::Purpose]);
        if ends {
            act = false;
        }
        if !matches!(piece.kind, Kind::Trigger(_)) {
            continue;
        }
        let follows = matches!(pieces.get(index + 1).map(|next| next.kind), Some(Kind::Group(_)));
        if pieces[index].roles.any(&[Role::To, Role::At]) && (act || !follows) {
            pieces[index].kind = Kind::Word;
        } else {
            act = true;
        }
    }
}

/// Ties groups that are listed together: "A và B", "A - B", "A, B và C", "A, B, C".
fn tie_chains(parts: Parts<'_>, pieces: &mut [Piece]) {
    let mut first = 0;
    while first < pieces.len() {
        let last = chain_end(parts, pieces, first);
        if last > first {
            for piece in &mut pieces[first..=last] {
                piece.chain = (first, last);
            }
        }
        first = last + 1;
    }
}

/// Last piece of the chain that starts at `first`.
fn chain_end(parts: Parts<'_>, pieces: &[Piece], first: usize) -> usize {
    if !acts(parts, pieces, first) {
        return first;
    }
    let (mut last, mut sure) = (first, first);
    let mut commas = 0;
    while acts(parts, pieces, last + 2) {
        let joint = &pieces[last + 1];
        let joins = joint.kind == Kind::Word && joint.roles.has(Role::And);
        if joins {
            sure = last + 2;
        } else if joint.kind == Kind::Comma {
            commas += 1;
        } else {
            break;
        }
        last += 2;
        if joins && commas > 0 {
            break;
        }
    }
    if commas >= 2 { last.max(sure) } else { sure }
}

fn acts(parts: Parts<'_>, pieces: &[Piece], at: usize) -> bool {
    matches!(pieces.get(at).map(|piece| piece.kind), Some(Kind::Group(group)) if parts.groups[group].kind.acts())
}

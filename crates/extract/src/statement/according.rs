//! "According to": sources named by a word like "theo", before or after what they say.
//!
//! In: a line and its cues. Out: drafts, and relays for the statements of the line.

use biennien_knowledge::CueClass;
use biennien_model::{GroupKind, TokenKind};

use super::content::{self, Set, Start};
use super::cue::{Hit, before_adverbs};
use super::draft::{Draft, trim, words};
use super::ending;
use super::view::{Line, REACH_TOKENS, View};

/// How many sources are read in one sentence; more is no sentence.
const SOURCES_MAX: usize = 32;

/// A source named by "theo".
#[derive(Debug, Clone)]
pub(super) struct According {
    /// First token of the phrase.
    pub(super) first: usize,
    /// First token of the source.
    source: usize,
    /// One past the last token of the source.
    pub(super) end: usize,
    /// The group that it names.
    pub(super) group: Option<usize>,
    /// One past the last token of the phrase that opens it.
    cue_end: usize,
}

/// Finds the sources of `line`, in text order.
pub(super) fn find(view: &View<'_>, line: Line) -> Vec<According> {
    let mut found = Vec::new();
    let mut at = line.first;
    while at < line.end && found.len() < SOURCES_MAX {
        let length = view.rules.according.at(&view.words, at);
        if length == 0 {
            at += 1;
            continue;
        }
        if let Some(one) = source(view, line, at, at + length) {
            at = one.end.max(at + length);
            found.push(one);
        } else {
            at += length;
        }
    }
    found
}

fn source(view: &View<'_>, line: Line, first: usize, after: usize) -> Option<According> {
    let free = view.group_at[first].is_none() && view.quote_at[first].is_none() && !view.time_at[first];
    if !free || after >= line.end || view.rules.according_blocker.at(&view.words, after) > 0 {
        return None;
    }
    // "theo lời mời của X": the longer phrase that names no source wins over "theo lời".
    if (first + 1..after).any(|at| view.rules.according_blocker.at(&view.words, at) > after - at) {
        return None;
    }
    let start = before_adverbs(view, first, line.first);
    let opens = start <= line.first
        || view.is_break(start - 1) && view.sign(start - 1) != '('
        || view.kind(start - 1) == Some(TokenKind::Quote);
    if !opens {
        return None;
    }
    let end = noun_end(view, line, after);
    let head = after + view.rules.numeral.at(&view.words, after);
    let direct = [after, head].into_iter().find_map(|at| view.group_at.get(at).copied().flatten());
    let known = view.rules.according_noun.at(&view.words, after) > 0;
    if view.rules.according_text.at(&view.words, after) > 0 {
        let heads = start <= line.first && view.sign(end) == ',';
        return heads.then_some(According { first, source: after, end, group: None, cue_end: after });
    }
    let named = view.kind(after) == Some(TokenKind::Capital);
    let group = direct.or_else(|| {
        (known || after > first + 1).then(|| (after..end).find_map(|at| view.group_at[at])).flatten()
    });
    if group.is_none() && !known && !named {
        return None;
    }
    // "theo giới phân tích có thể là …": the clause goes on without a comma, and who says it is in its middle.
    let stop = direct.map_or(end, |group| view.group_tokens(group).1);
    if view.rules.nominal_verb.at(&view.words, stop) > 0 {
        return None;
    }
    if group.is_some_and(|group| view.groups[group].kind == GroupKind::Place) && !known {
        return None;
    }
    Some(According { first, source: after, end, group, cue_end: after })
}

/// One past the noun group that begins at `at`: up to a comma outside groups and brackets, or a cue's colon.
fn noun_end(view: &View<'_>, line: Line, at: usize) -> usize {
    let mut step = at;
    while step < line.end {
        if let Some(group) = view.group_at[step] {
            step = view.group_tokens(group).1.max(step + 1);
            continue;
        }
        if view.sign(step) == '(' {
            step = (step..line.end.min(step + 20)).find(|&next| view.sign(next) == ')').unwrap_or(step) + 1;
            continue;
        }
        if view.is_break(step) || content::opens_quote(view, step) {
            return step;
        }
        step += 1;
    }
    line.end
}

/// The draft of `one`, when it is a statement of its own; its source is a relay when `hits` hold the statement.
pub(super) fn draft(
    view: &View<'_>,
    line: Line,
    one: &According,
    hits: &[Hit],
    relayed: bool,
) -> Option<Draft> {
    let is_outlet = one
        .group
        .is_none_or(|group| matches!(view.groups[group].kind, GroupKind::Outlet | GroupKind::Organization));
    let next = view.word(one.end);
    let content = if one.end + 3 < line.end
        && (matches!(next, "," | ":") || content::opens_quote(view, one.end))
        && !closes_clause(view, line, one)
    {
        if relayed && is_outlet {
            return None;
        }
        let quoted = content::opens_quote(view, one.end);
        let first = if quoted { one.end } else { one.end + 1 };
        let set = if quoted {
            Set::Quote
        } else if next == ":" {
            Set::Colon
        } else {
            Set::Comma
        };
        let hit = Hit { first: one.first, end: one.cue_end, row: 0 };
        let end = ending::end(view, line, hit, Start { first, set }, hits);
        trim(view, first, end)?
    } else {
        if relayed {
            return None;
        }
        let (first, end) = trim(view, clause_start(view, line, one), one.first)?;
        if !view.is_break(one.first - 1) && view.kind(one.first - 1) != Some(TokenKind::Quote) {
            return None;
        }
        (first, end)
    };
    if words(view, content.0, content.1) < 4 {
        return None;
    }
    Some(Draft {
        content,
        cue: (one.first, one.cue_end),
        speaker: one.group.into_iter().collect(),
        unknown: Some((one.source, one.end)),
        addressees: Vec::new(),
        via: Vec::new(),
        inside: None,
        named_here: true,
        class: CueClass::Say,
        is_self_told: false,
        rule: "according".to_owned(),
    })
}

/// True when the source stands after what it says: a comma before it, and the sentence's end or a comma after it.
pub(super) fn closes_clause(view: &View<'_>, line: Line, one: &According) -> bool {
    let start = before_adverbs(view, one.first, line.first);
    if start <= line.first + 3 {
        return false;
    }
    let comma = view.sign(start - 1) == ','
        || view.is_dash(start - 1)
        || view.kind(start - 1) == Some(TokenKind::Quote);
    comma
        && (one.end + 3 >= line.end
            || view.sign(one.end) != ','
            || words(view, line.first.max(start.saturating_sub(20)), start) > 8)
}

/// Where the clause before a closing source begins: the line, after a statement's end.
fn clause_start(view: &View<'_>, line: Line, one: &According) -> usize {
    let floor = line.first.max(one.first.saturating_sub(4 * REACH_TOKENS));
    (floor..one.first)
        .rev()
        .find(|&at| view.sign(at) == ';' && view.group_at[at].is_none())
        .map_or(floor, |at| at + 1)
}

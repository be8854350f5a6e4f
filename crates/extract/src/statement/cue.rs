//! Cues: where a reporting word stands that really reports.
//!
//! In: a view of a document. Out: hits in text order. Nouns ("các tuyên bố"), denied sayings ("không cho biết") and
//! passives without source ("bị cáo buộc") are left out here; what a cue reports is found elsewhere.

use biennien_model::TokenKind;

use super::rules::CueRule;
use super::view::{Line, View};

/// A reporting cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// Row of the cue.
    pub(super) row: usize,
}

/// Finds the cues of `line`, in text order, never overlapping.
pub(super) fn hits(view: &View<'_>, line: Line) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = line.first;
    while at < line.end {
        let Some((length, row)) = view.rules.names.row_at(&view.words, at) else {
            at += 1;
            continue;
        };
        let hit = Hit { first: at, end: at + length, row };
        if hit.end <= line.end && reports(view, line, hit) {
            hits.push(hit);
        }
        at = hit.end;
    }
    hits
}

/// The row of `hit`.
pub(super) fn rule<'a>(view: &'a View<'_>, hit: Hit) -> &'a CueRule {
    &view.rules.cues[hit.row]
}

/// Steps back from token `end` over adverbs, times and what stands in brackets, not beyond `floor`.
pub(super) fn before_adverbs(view: &View<'_>, end: usize, floor: usize) -> usize {
    let mut at = end;
    loop {
        let step = if at <= floor {
            0
        } else if view.time_at[at - 1] {
            1
        } else if view.sign(at - 1) == ')' {
            bracket_length(view, at, floor)
        } else if at < end && view.time_at[at] && view.rules.time_adjunct.before(&view.words, at) > 0 {
            view.rules.time_adjunct.before(&view.words, at)
        } else if at < end
            && view.time_at[at]
            && matches!(view.kind(at - 1), Some(TokenKind::Small))
            && view.rules.adjunct.before(&view.words, at) == 1
        {
            1
        } else if view.group_at[at - 1].is_some() {
            0
        } else {
            view.rules.adverb.before(&view.words, at)
        };
        if step == 0 || at < floor + step {
            return at;
        }
        at -= step;
    }
}

/// Length in tokens of the bracket that closes right before `end`; 0 when it does not open after `floor`.
fn bracket_length(view: &View<'_>, end: usize, floor: usize) -> usize {
    (floor.max(end.saturating_sub(20))..end - 1)
        .rev()
        .find(|&at| view.sign(at) == '(')
        .map_or(0, |at| end - at)
}

/// True when a bracket that opens before token `at` is not closed before it.
fn in_brackets(view: &View<'_>, at: usize, floor: usize) -> bool {
    let from = floor.max(at.saturating_sub(20));
    (from..at)
        .rev()
        .find(|&step| matches!(view.sign(step), '(' | ')'))
        .is_some_and(|step| view.sign(step) == '(')
}

fn reports(view: &View<'_>, line: Line, hit: Hit) -> bool {
    let rules = view.rules;
    let cue = rule(view, hit);
    if (hit.first..hit.end).any(|at| view.group_at[at].is_some() || view.time_at[at]) {
        return false;
    }
    let opens_quote = hit.first > line.first && view.kind(hit.first - 1) == Some(TokenKind::Quote);
    if view.kind(hit.first) == Some(TokenKind::Capital) && hit.first != line.first && !opens_quote {
        return false;
    }
    if cue.not_before.at(&view.words, hit.end) > 0 || cue.not_after.before(&view.words, hit.first) > 0 {
        return false;
    }
    let start = before_adverbs(view, hit.first, line.first);
    if rules.negation.before(&view.words, start) > 0 || rules.negation.before(&view.words, hit.first) > 0 {
        return false;
    }
    if rules.passive.before(&view.words, hit.first) > 0 || in_brackets(view, hit.first, line.first) {
        return false;
    }
    if cue.is_noun {
        let before = hit.first.saturating_sub(1);
        let free = view.group_at[before].is_none() && !view.time_at[before];
        if hit.first > line.first && free && rules.nominal_before.before(&view.words, hit.first) > 0 {
            return false;
        }
        if rules.nominal_after.at(&view.words, hit.end) > 0 {
            return false;
        }
    }
    true
}

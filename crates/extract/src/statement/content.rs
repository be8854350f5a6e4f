//! Contents: where what is said begins.
//!
//! In: a cue in its line. Out: token ranges. A content begins after the cue and its mark ("rằng", a colon), after a
//! hearer or a place, or stands before the speaker ("…", X nói). Where it ends is found in `ending`.

use biennien_knowledge::{CueClass, CueContent};
use biennien_model::TokenKind;

use super::cue::{Hit, before_adverbs, rule};
use super::draft::words;
use super::ending::{cue_follows, window};
use super::rules::CueRule;
use super::view::{Line, REACH_TOKENS, View};

/// How a content is set off from its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// By "rằng", "là".
    Word,
    /// By a colon.
    Colon,
    /// By a quotation mark.
    Quote,
    /// By a comma.
    Comma,
    /// By nothing.
    Plain,
}

impl Set {
    /// The word for rule names.
    pub(super) fn name(self) -> &'static str {
        match self {
            Set::Word => "word",
            Set::Colon => "colon",
            Set::Quote => "quote",
            Set::Comma => "comma",
            Set::Plain => "plain",
        }
    }
}

/// A content after its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    /// First token of the content.
    pub(super) first: usize,
    /// How it is set off.
    pub(super) set: Set,
}

/// Where the content of `hit` begins, when it follows the cue before token `limit`.
pub(super) fn start(view: &View<'_>, hit: Hit, limit: usize, others: &[Hit]) -> Option<Start> {
    let rules = view.rules;
    let cue = rule(view, hit);
    let limit = limit.min(hit.end + REACH_TOKENS);
    let mut at = hit.end;
    if cue.content != CueContent::Equation {
        at += rules.after_cue.at(&view.words, at).min(limit.saturating_sub(at));
    }
    if at >= limit {
        return None;
    }
    if let Some(start) = marked_start(view, at, limit, cue.content) {
        return Some(start);
    }
    if view.sign(at) == ',' {
        return comma_start(view, hit, at, limit, others);
    }
    if view.is_break(at) {
        return None;
    }
    if cue.content != CueContent::Equation
        && !cue.is_near_only
        && let Some(start) = distant_start(view, at, limit, others, cue)
    {
        return Some(start);
    }
    let plain = Start { first: at, set: Set::Plain };
    let fits = match cue.content {
        CueContent::Marked => false,
        CueContent::Any => any_content(view, at, limit),
        CueContent::Clause => clause_content(view, at, limit),
        CueContent::Fact => fact_content(view, at, limit),
        CueContent::Claim => claim_content(view, at, limit),
        CueContent::Equation => equation_content(view, at, limit),
    };
    fits.then_some(plain)
}

/// A content set off right at `at` by a word, a colon or a quotation mark.
fn marked_start(view: &View<'_>, at: usize, limit: usize, content: CueContent) -> Option<Start> {
    let rules = view.rules;
    let opener = rules.content_mark.at(&view.words, at);
    let is_linked = opener == 0
        && content != CueContent::Equation
        && rules.equation_mark.at(&view.words, at) == 1
        && view.word(at) == rules.copula();
    if opener > 0 || is_linked {
        let mut first = at + opener.max(1);
        while first < limit && matches!(view.sign(first), ':' | ',') {
            first += 1;
        }
        return (first < limit).then_some(Start { first, set: Set::Word });
    }
    if view.sign(at) == ':' {
        return (at + 1 < limit).then_some(Start { first: at + 1, set: Set::Colon });
    }
    if opens_quote(view, at) {
        return Some(Start { first: at, set: Set::Quote });
    }
    None
}

/// True when a quotation opens at token `at`.
pub(super) fn opens_quote(view: &View<'_>, at: usize) -> bool {
    view.kind(at) == Some(TokenKind::Quote)
        && view.quote_at[at].is_some_and(|quote| view.quotes[quote].first == at)
}

/// A content after a comma: "X cho biết, Y sẽ …".
fn comma_start(view: &View<'_>, hit: Hit, at: usize, limit: usize, others: &[Hit]) -> Option<Start> {
    let cue = rule(view, hit);
    let first = at + 1;
    let takes = matches!(
        cue.class,
        CueClass::Say | CueClass::Think | CueClass::Fear | CueClass::Relay | CueClass::Show
    ) && matches!(cue.content, CueContent::Any | CueContent::Clause);
    if first + 2 >= limit {
        return None;
    }
    if opens_quote(view, first) {
        return Some(Start { first, set: Set::Quote });
    }
    if !takes {
        return None;
    }
    let next = first + view.rules.coordinator.at(&view.words, first);
    let cue_next = cue_follows(view, next, others);
    let closes =
        view.rules.closer.at(&view.words, first) > 0 && view.rules.clause_opener.at(&view.words, first) == 0;
    let coordinates = view.rules.coordinator.at(&view.words, first) > 0;
    (!cue_next && !closes && !coordinates).then_some(Start { first, set: Set::Comma })
}

/// True when an adjunct, a time or a group stands at `at`.
fn free_adjunct(view: &View<'_>, at: usize) -> bool {
    view.rules.adjunct.at(&view.words, at) > 0 || view.time_at[at] || view.group_at[at].is_some()
}

/// A content after a hearer, a place or a time: "nói với báo giới rằng …", "viết trên Twitter: …".
fn distant_start(view: &View<'_>, at: usize, limit: usize, others: &[Hit], cue: &CueRule) -> Option<Start> {
    let rules = view.rules;
    let asks = cue.class == CueClass::Question || cue.content == CueContent::Marked;
    let adjunct = rules.adjunct.at(&view.words, at) > 0 && view.group_at[at].is_none() || view.time_at[at];
    let opens = asks
        || rules.adjunct.at(&view.words, at) > 0
        || view.time_at[at]
        || view.group_at[at].is_some()
        || rules.numeral.at(&view.words, at) > 0;
    if !opens {
        return None;
    }
    let limit = limit.min(at + if asks && !free_adjunct(view, at) { 12 } else { 40 });
    let mut step = at;
    while step < limit {
        if cue.class == CueClass::Question && rules.question_opener.at(&view.words, step) > 0 {
            return Some(Start { first: step, set: Set::Word });
        }
        if !window(others, step, step + 1).is_empty() {
            return None;
        }
        if rules.content_mark.at(&view.words, step) > 0 {
            let mut first = step + 1;
            while first < limit && matches!(view.sign(first), ':' | ',') {
                first += 1;
            }
            return (first < limit).then_some(Start { first, set: Set::Word });
        }
        if view.sign(step) == ':' && step + 1 < limit {
            return Some(Start { first: step + 1, set: Set::Colon });
        }
        if opens_quote(view, step) {
            let quote = view.quotes[view.quote_at[step]?];
            let long = quote.end - quote.first >= 8;
            let after_group =
                view.group_at[step - 1].is_some() || view.time_at[step - 1] || view.sign(step - 1) == ',';
            if long && after_group && adjunct {
                return Some(Start { first: step, set: Set::Quote });
            }
            step = quote.end;
            continue;
        }
        if view.sign(step) == ';' || view.sign(step) == '.' {
            return None;
        }
        step += 1;
    }
    None
}

/// Anything but a bare adjunct.
fn any_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    if view.rules.coordinator.at(&view.words, at) > 0 && view.rules.clause_opener.at(&view.words, at) == 0 {
        return false;
    }
    let adjunct =
        view.group_at[at].is_none() && (view.rules.adjunct.at(&view.words, at) > 0 || view.time_at[at]);
    if !adjunct || view.rules.clause_opener.at(&view.words, at) > view.rules.adjunct.at(&view.words, at) {
        return true;
    }
    // "cho biết trong năm qua, 5 người …": a clause follows the adjunct.
    let end = (at + 40).min(limit);
    (at..end).any(|step| {
        let open =
            step + 3 < end && (view.sign(step) == ',' || view.time_at[step] && !view.time_at[step + 1]);
        open && step + 1 < end
            && (view.group_at[step + 1].is_some() || view.rules.clause_opener.at(&view.words, step + 1) > 0)
    })
}

fn clause_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    let opener = view.rules.clause_opener.at(&view.words, at) > 0;
    let named =
        view.group_at[at].is_some() || matches!(view.kind(at), Some(TokenKind::Capital | TokenKind::Number));
    let adjunct = view.rules.adjunct.at(&view.words, at) > 0 || view.time_at[at];
    if adjunct && view.group_at[at].is_none() {
        return any_content(view, at, limit);
    }
    (opener || named || view.rules.verb_opens(view, at)) && limit > at + 1
}

/// A fact: "phản đối việc …", "lên án Nga đã …", or something partly quoted.
fn fact_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    let end = view.group_at[at].map(|group| view.group_tokens(group).1);
    view.rules.fact_noun.at(&view.words, at) > 0
        || end.is_some_and(|end| view.rules.auxiliary.at(&view.words, end) > 0)
        || !opens_quote(view, at) && quoted_soon(view, at, limit)
}

/// Somebody and what they are said to do: "cáo buộc Iran tấn công tàu".
fn claim_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    if view.rules.fact_noun.at(&view.words, at) > 0 {
        return true;
    }
    if view.rules.coordinator.at(&view.words, at) > 0 {
        return false;
    }
    let mut end = view.group_at[at].map_or(at + 1, |group| view.group_tokens(group).1);
    // "cáo buộc Anh và Ukraine đứng sau": both are blamed.
    let joiner = view.rules.joiner.at(&view.words, end);
    if joiner > 0
        && let Some(group) = view.group_at.get(end + joiner).copied().flatten()
    {
        end = view.group_tokens(group).1;
    }
    let free = (at..limit.min(at + 30))
        .take_while(|&step| !view.is_break(step) || view.group_at[step].is_some())
        .count();
    at + free > end + 1 && view.rules.about.at(&view.words, end) == 0
}

/// Something and what it is called: "gọi đây là sai lầm".
fn equation_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    let limit = limit.min(at + 30);
    for step in at..limit {
        if view.sign(step) == ',' || view.sign(step) == '.' {
            return false;
        }
        if step > at && view.rules.equation_mark.at(&view.words, step) > 0 {
            return step + 1 < limit;
        }
        if opens_quote(view, step) {
            return true;
        }
    }
    false
}

fn quoted_soon(view: &View<'_>, at: usize, limit: usize) -> bool {
    (at..limit.min(at + 14)).take_while(|&step| !view.is_break(step)).any(|step| opens_quote(view, step))
}

/// The quotation before the speaker of the cue at `cue`, with what stands before it in its clause: "…", X nói.
pub(super) fn quote_before(view: &View<'_>, line: Line, cue: usize) -> Option<(usize, usize)> {
    let floor = line.first.max(cue.saturating_sub(45));
    let end = (floor..cue).rev().find(|&at| view.quote_at[at].is_some())? + 1;
    let quote = view.quotes[view.quote_at[end - 1]?];
    let set_off = view.sign(end) == ','
        || view.is_dash(end)
        || view.group_at[end].is_some()
        || view.sign(end - 2) == ','
        || view.sign(end) == '.';
    let opens_line = quote.first <= line.first + 1;
    let long = opens_line || words(view, quote.first.max(line.first), end) >= 8;
    if quote.end != end || !set_off || !long || quote.first < line.first && quote.opened {
        return None;
    }
    let first = quote.first.max(line.first);
    // What stands before the quotation in its clause belongs to it: 'đây là "sai lầm", ông nói'.
    let floor = line.first.max(first.saturating_sub(REACH_TOKENS));
    let lead = (floor..first)
        .rev()
        .find(|&at| view.is_break(at) && view.sign(at) != ',' && view.group_at[at].is_none())
        .map_or(floor, |at| at + 1);
    Some((if lead + 1 < first { lead } else { first }, end))
}

/// The clause before the speaker at `speaker`: "…, X nói." Gives its tokens.
pub(super) fn before(view: &View<'_>, line: Line, speaker: usize) -> Option<(usize, usize)> {
    let at = before_adverbs(view, speaker, line.first);
    let set_off = at > line.first && (view.sign(at - 1) == ',' || view.is_dash(at - 1));
    let near = at < line.first + 4 * REACH_TOKENS;
    (set_off && near && at - 1 > line.first).then(|| (line.first, at - 1))
}

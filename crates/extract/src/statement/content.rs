//! Contents: where what is said begins and ends.
//!
//! In: a cue in its line. Out: token ranges. A content begins after the cue and its mark ("rằng", a colon), or stands
//! before the speaker ("…", X nói). It ends with the clause.

use biennien_knowledge::{CueClass, CueContent};
use biennien_model::{GroupKind, TokenKind};

use super::cue::{Hit, before_adverbs, rule};
use super::draft::words;
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
    let (document, rules) = (view.document, view.rules);
    let cue = rule(view, hit);
    let limit = limit.min(hit.end + REACH_TOKENS);
    let mut at = hit.end;
    if cue.content != CueContent::Equation {
        at += rules.after_cue.at(document, at).min(limit.saturating_sub(at));
    }
    if at >= limit {
        return None;
    }
    if let Some(start) = marked_start(view, at, limit, cue.content) {
        return Some(start);
    }
    if view.word(at) == "," {
        return comma_start(view, hit, at, limit, others);
    }
    if view.is_break(at) {
        return None;
    }
    if cue.content != CueContent::Equation
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
    let (document, rules) = (view.document, view.rules);
    let opener = rules.content_mark.at(document, at);
    let is_linked = opener == 0
        && content != CueContent::Equation
        && rules.equation_mark.at(document, at) == 1
        && view.word(at) == rules.copula();
    if opener > 0 || is_linked {
        let mut first = at + opener.max(1);
        while first < limit && matches!(view.word(first), ":" | ",") {
            first += 1;
        }
        return (first < limit).then_some(Start { first, set: Set::Word });
    }
    if view.word(at) == ":" {
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
    let takes = matches!(cue.class, CueClass::Say | CueClass::Think | CueClass::Relay | CueClass::Show)
        && matches!(cue.content, CueContent::Any | CueContent::Clause);
    if first + 2 >= limit {
        return None;
    }
    if opens_quote(view, first) {
        return Some(Start { first, set: Set::Quote });
    }
    if !takes {
        return None;
    }
    let document = view.document;
    let next = first + view.rules.coordinator.at(document, first);
    let cue_next = cue_follows(view, next, others);
    let closes =
        view.rules.closer.at(document, first) > 0 && view.rules.clause_opener.at(document, first) == 0;
    let coordinates = view.rules.coordinator.at(document, first) > 0;
    (!cue_next && !closes && !coordinates).then_some(Start { first, set: Set::Comma })
}

/// True when an adjunct, a time or a group stands at `at`.
fn free_adjunct(view: &View<'_>, at: usize) -> bool {
    view.rules.adjunct.at(view.document, at) > 0 || view.time_at[at] || view.group_at[at].is_some()
}

/// A content after a hearer, a place or a time: "nói với báo giới rằng …", "viết trên Twitter: …".
fn distant_start(view: &View<'_>, at: usize, limit: usize, others: &[Hit], cue: &CueRule) -> Option<Start> {
    let (document, rules) = (view.document, view.rules);
    let asks = cue.class == CueClass::Question || cue.content == CueContent::Marked;
    let adjunct = rules.adjunct.at(document, at) > 0 && view.group_at[at].is_none() || view.time_at[at];
    let opens = asks
        || rules.adjunct.at(document, at) > 0
        || view.time_at[at]
        || view.group_at[at].is_some()
        || rules.numeral.at(document, at) > 0;
    if !opens {
        return None;
    }
    let limit = limit.min(at + if asks && !free_adjunct(view, at) { 12 } else { 40 });
    let mut step = at;
    while step < limit {
        if cue.class == CueClass::Question && rules.question_opener.at(document, step) > 0 {
            return Some(Start { first: step, set: Set::Word });
        }
        if !window(others, step, step + 1).is_empty() {
            return None;
        }
        if rules.content_mark.at(document, step) > 0 {
            let mut first = step + 1;
            while first < limit && matches!(view.word(first), ":" | ",") {
                first += 1;
            }
            return (first < limit).then_some(Start { first, set: Set::Word });
        }
        if view.word(step) == ":" && step + 1 < limit {
            return Some(Start { first: step + 1, set: Set::Colon });
        }
        if opens_quote(view, step) {
            let quote = view.quotes[view.quote_at[step]?];
            let long = quote.end - quote.first >= 8;
            let after_group =
                view.group_at[step - 1].is_some() || view.time_at[step - 1] || view.word(step - 1) == ",";
            if long && after_group && adjunct {
                return Some(Start { first: step, set: Set::Quote });
            }
            step = quote.end;
            continue;
        }
        if view.word(step) == ";" || view.word(step) == "." {
            return None;
        }
        step += 1;
    }
    None
}

/// Anything but a bare adjunct.
fn any_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    if view.rules.coordinator.at(view.document, at) > 0 && view.rules.clause_opener.at(view.document, at) == 0
    {
        return false;
    }
    let adjunct =
        view.group_at[at].is_none() && (view.rules.adjunct.at(view.document, at) > 0 || view.time_at[at]);
    if !adjunct || view.rules.clause_opener.at(view.document, at) > view.rules.adjunct.at(view.document, at) {
        return true;
    }
    // "cho biết trong năm qua, 5 người …": a clause follows the adjunct.
    let end = (at + 40).min(limit);
    (at..end).any(|step| {
        let open =
            step + 3 < end && (view.word(step) == "," || view.time_at[step] && !view.time_at[step + 1]);
        open && step + 1 < end
            && (view.group_at[step + 1].is_some() || view.rules.clause_opener.at(view.document, step + 1) > 0)
    })
}

fn clause_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    let document = view.document;
    let opener = view.rules.clause_opener.at(document, at) > 0;
    let named =
        view.group_at[at].is_some() || matches!(view.kind(at), Some(TokenKind::Capital | TokenKind::Number));
    let adjunct = view.rules.adjunct.at(document, at) > 0 || view.time_at[at];
    if adjunct && view.group_at[at].is_none() {
        return any_content(view, at, limit);
    }
    (opener || named || view.rules.verb_opens(view, at)) && limit > at + 1
}

/// A fact: "phản đối việc …", "lên án Nga đã …", or something partly quoted.
fn fact_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    let end = view.group_at[at].map(|group| view.group_tokens(group).1);
    view.rules.fact_noun.at(view.document, at) > 0
        || end.is_some_and(|end| view.rules.auxiliary.at(view.document, end) > 0)
        || !opens_quote(view, at) && quoted_soon(view, at, limit)
}

/// Somebody and what they are said to do: "cáo buộc Iran tấn công tàu".
fn claim_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    if view.rules.fact_noun.at(view.document, at) > 0 {
        return true;
    }
    if view.rules.coordinator.at(view.document, at) > 0 {
        return false;
    }
    let end = view.group_at[at].map_or(at + 1, |group| view.group_tokens(group).1);
    let free = (at..limit.min(at + 30))
        .take_while(|&step| !view.is_break(step) || view.group_at[step].is_some())
        .count();
    at + free > end + 1 && view.rules.about.at(view.document, end) == 0
}

/// Something and what it is called: "gọi đây là sai lầm".
fn equation_content(view: &View<'_>, at: usize, limit: usize) -> bool {
    let limit = limit.min(at + 30);
    for step in at..limit {
        if view.word(step) == "," || view.word(step) == "." {
            return false;
        }
        if step > at && view.rules.equation_mark.at(view.document, step) > 0 {
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

/// One past the last token of a content that begins at `start`.
pub(super) fn end(view: &View<'_>, line: Line, hit: Hit, start: Start, others: &[Hit]) -> usize {
    let (document, rules) = (view.document, view.rules);
    let limit = quote_limit(view, hit.first, line.end).min(start.first + 4 * REACH_TOKENS);
    let in_noun_clause = inside_noun_clause(view, line, hit);
    let is_subordinate = inside_subordinate(view, line, hit);
    let contrasts = rule(view, hit).class != CueClass::Say;
    let mut at = start.first;
    while at < limit {
        if at == start.first || opens_quote(view, at) {
            if opens_quote(view, at) && view.quote_at[hit.first] != view.quote_at[at] {
                let quote = view.quotes[view.quote_at[at].unwrap_or(0)];
                at = quote.end.min(limit);
                let from_start = quote.first == start.first;
                if from_start
                    && (start.set == Set::Colon || start.set == Set::Quote || start.set == Set::Word)
                    && (at >= limit || view.is_break(at))
                {
                    return at;
                }
                continue;
            }
        }
        if view.word(at) == "(" {
            at = (at..limit.min(at + 30)).find(|&step| view.word(step) == ")").unwrap_or(at) + 1;
            continue;
        }
        if view.word(at) == ";" {
            return at;
        }
        if let Some(after) = aside(view, at, limit) {
            at = after;
            continue;
        }
        let comma = view.word(at) == "," || (view.is_dash(at) && at > start.first && spaced(view, at));
        if comma && at > start.first {
            if is_subordinate || ends_at_comma(view, at, limit, others, contrasts) {
                return at;
            }
        } else if at > start.first && rules.coordinator.at(document, at) > 0 && view.group_at[at].is_none() {
            let next = at + rules.coordinator.at(document, at);
            if cue_follows(view, next, others)
                || subject_and_cue(view, next, others)
                || unsaid_follows(view, next)
                || contrasts && rules.contrast.at(document, at) > 0
            {
                return at;
            }
        } else if at > start.first && view.group_at[at].is_none() && subject_and_cue(view, at + rules.weak_closer.at(document, at).max(1), others) && rules.weak_closer.at(document, at) > 0 {
            return at;
        } else if in_noun_clause && at > start.first + 1 && rules.nominal_verb.at(document, at) > 0 {
            return at;
        } else if at > start.first + 2
            && view.group_at[at].is_none()
            && (rules.bare_closer.at(document, at) > 0 || at <= start.first + 12 && subject_closes(view, at))
        {
            return at;
        }
        at += 1;
    }
    limit
}

/// True when a clause with its own subject opens at `at` by "sau khi" and the like.
fn subject_closes(view: &View<'_>, at: usize) -> bool {
    let length = view.rules.subject_closer.at(view.document, at);
    let measured = view.time_at[at - 1] || view.rules.time_noun.before(view.document, at) > 0;
    length > 0 && !measured && view.group_at.get(at + length).copied().flatten().is_some()
}

/// One past an aside between dashes that opens at `at`.
fn aside(view: &View<'_>, at: usize, limit: usize) -> Option<usize> {
    if !view.is_dash(at) || !spaced(view, at) {
        return None;
    }
    let close = (at + 2..limit.min(at + 16)).find(|&step| view.is_dash(step) && spaced(view, step))?;
    Some(close + 1)
}

fn spaced(view: &View<'_>, at: usize) -> bool {
    let tokens = &view.document.tokens;
    at > 0
        && at + 1 < tokens.len()
        && tokens[at - 1].span.end < tokens[at].span.start
        && tokens[at].span.end < tokens[at + 1].span.start
        && view.group_at[at].is_none()
        && !(view.group_at[at - 1].is_some() && view.group_at[at + 1].is_some())
}

/// The hits that begin in `from..to`; `hits` are in text order.
pub(super) fn window(hits: &[Hit], from: usize, to: usize) -> &[Hit] {
    let first = hits.partition_point(|hit| hit.first < from);
    let end = hits.partition_point(|hit| hit.first < to);
    &hits[first..end.max(first)]
}

/// The end of the quotation that token `at` stands in, or `end`.
pub(super) fn quote_limit(view: &View<'_>, at: usize, end: usize) -> usize {
    view.quote_at[at].map_or(end, |quote| {
        let quote = view.quotes[quote];
        let last = if quote.closed { quote.end - 1 } else { quote.end };
        last.min(end)
    })
}

/// True when a clause after the comma at `at` no longer belongs to the content.
fn ends_at_comma(view: &View<'_>, at: usize, limit: usize, others: &[Hit], contrasts: bool) -> bool {
    let (document, rules) = (view.document, view.rules);
    let next = at + 1;
    if next >= limit {
        return true;
    }
    let coordinator = rules.coordinator.at(document, next);
    if cue_follows(view, next + coordinator, others) || unsaid_follows(view, next + coordinator) {
        return true;
    }
    let pronoun = view.group_at[next].is_some_and(|group| view.groups[group].kind == GroupKind::Pronoun);
    if pronoun && subject_and_cue(view, next, others) {
        return true;
    }
    if contrasts && rules.contrast.at(document, next) > 0 {
        return true;
    }
    if rules.closer.at(document, next) > 0 && view.group_at[next].is_none() {
        return true;
    }
    let weak = rules.weak_closer.at(document, next);
    if weak > 0 || attributes(view, next, limit, others) {
        let reach = (next + 40).min(limit);
        return window(others, next + 1, reach).iter().any(|other| {
            (weak == 0 || subject_only(view, next + weak, other.first)) && !inside_quote(view, other.first)
        });
    }
    false
}

fn inside_quote(view: &View<'_>, at: usize) -> bool {
    view.quote_at[at].is_some()
}

/// True when a group and its cue, and nothing said after it, follow at `at`: ", X cho biết."
fn attributes(view: &View<'_>, at: usize, limit: usize, others: &[Hit]) -> bool {
    let Some(group) = view.group_at[at] else { return false };
    let end = view.group_tokens(group).1;
    window(others, end, limit.min(end + 20))
        .iter()
        .any(|other| before_adverbs(view, other.first, end) == end && bare_after(view, *other, limit))
}

/// True when only one clause's subject stands between `from` and the cue at `to`.
fn subject_only(view: &View<'_>, from: usize, to: usize) -> bool {
    let start = before_adverbs(view, to, from);
    if start <= from {
        return true;
    }
    view.group_at[start - 1].is_some_and(|group| {
        let first = view.group_tokens(group).0;
        before_adverbs(view, first, from) <= from + 2
    }) || (start - from <= 8 && !(from..start).any(|at| view.is_break(at)))
}

/// True when a group and its cue stand at `at`: "và ông khẳng định".
fn subject_and_cue(view: &View<'_>, at: usize, others: &[Hit]) -> bool {
    if at >= 2 && view.group_at[at - 2].is_some() && view.group_at[at - 1].is_none() && !view.is_break(at - 1) {
        return false;
    }
    let Some(group) = view.group_at.get(at).copied().flatten() else { return false };
    let end = view.group_tokens(group).1;
    window(others, end, end + 8).iter().any(|other| before_adverbs(view, other.first, end) <= end && view.quote_at[other.first].is_none())
}

/// True when a cue stands at `at`, adverbs apart.
fn cue_follows(view: &View<'_>, at: usize, others: &[Hit]) -> bool {
    window(others, at, at + 7).iter().any(|other| {
        before_adverbs(view, other.first, at) <= at
            && view.quote_at[other.first] == view.quote_at[at.saturating_sub(1)]
    })
}

/// True when a cue that is denied stands at `at`: "song không tiết lộ".
fn unsaid_follows(view: &View<'_>, at: usize) -> bool {
    let denial = view.rules.unsaid.at(view.document, at);
    denial > 0 && view.rules.names.at(view.document, at + denial) > 0
}

/// True when nothing but adjuncts follows `hit` up to `limit` or a comma.
pub(super) fn bare_after(view: &View<'_>, hit: Hit, limit: usize) -> bool {
    let at = hit.end + view.rules.after_cue.at(view.document, hit.end);
    at >= limit
        || view.is_break(at) && view.word(at) != ":"
        || (view.group_at[at].is_none() && (view.time_at[at] || view.rules.adjunct.at(view.document, at) > 0))
}

fn inside_noun_clause(view: &View<'_>, line: Line, hit: Hit) -> bool {
    view.rules.noun_clause.at(view.document, line.first) > 0
        && !(line.first..hit.first).any(|at| view.word(at) == ",")
        && hit.first > line.first
}

/// True when the sentence opens with a subordinate clause that holds `hit`.
fn inside_subordinate(view: &View<'_>, line: Line, hit: Hit) -> bool {
    let first = (line.first..(line.first + 12).min(hit.first))
        .rev()
        .find(|&at| view.word(at) == ",")
        .map_or(line.first, |at| at + 1);
    let opens = view.rules.subordinator.at(view.document, first) > 0
        || view.kind(line.first) == Some(TokenKind::Capital)
            && (line.first..(line.first + 6).min(hit.first)).any(|at| {
                view.rules.subordinator.at(view.document, at) > 0
                    && view.word(at) != view.rules.copula()
                    && at <= line.first + 4
                    && view.group_at[at].is_none()
                    && (line.first..at).all(|step| view.group_at[step].is_none())
            });
    let near = hit.first.saturating_sub(first) < 30;
    opens
        && near
        && first <= line.first + 12
        && !(first..hit.first).any(|at| view.word(at) == "," && view.group_at[at].is_none())
}

/// The quotation before the speaker of the cue at `cue`, with what stands before it in its clause: "…", X nói.
pub(super) fn quote_before(view: &View<'_>, line: Line, cue: usize) -> Option<(usize, usize)> {
    let floor = line.first.max(cue.saturating_sub(45));
    let end = (floor..cue).rev().find(|&at| view.quote_at[at].is_some())? + 1;
    let quote = view.quotes[view.quote_at[end - 1]?];
    let set_off = view.word(end) == ","
        || view.is_dash(end)
        || view.group_at[end].is_some()
        || view.word(end - 2) == ","
        || view.word(end) == ".";
    let opens_line = quote.first <= line.first + 1;
    let long = opens_line || words(view, quote.first.max(line.first), end) >= 8;
    if quote.end != end || !set_off || !long || quote.first < line.first && quote.opened {
        return None;
    }
    let first = quote.first.max(line.first);
    // What stands before the quotation in its clause belongs to it: 'đây là "sai lầm", ông nói'.
    let lead = (line.first..first)
        .rev()
        .find(|&at| view.is_break(at) && view.word(at) != "," && view.group_at[at].is_none())
        .map_or(line.first, |at| at + 1);
    Some((if lead + 1 < first { lead } else { first }, end))
}

/// The clause before the speaker at `speaker`: "…, X nói." Gives its tokens.
pub(super) fn before(view: &View<'_>, line: Line, speaker: usize) -> Option<(usize, usize)> {
    let at = before_adverbs(view, speaker, line.first);
    let set_off = at > line.first && (view.word(at - 1) == "," || view.is_dash(at - 1));
    (set_off && at - 1 > line.first).then_some((line.first, at - 1))
}

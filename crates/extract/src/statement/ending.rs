//! Endings: where what is said ends.
//!
//! In: a cue, where its content begins, and the other cues of the line. Out: a token. A content ends with its clause:
//! at the sentence's end, where a word like "trong bối cảnh" opens what the writer adds, or where the next cue shares
//! the subject ("X nói A và cho rằng B").

use biennien_knowledge::{CueClass, CueContent};
use biennien_model::GroupKind;

use super::content::{self, Set, Start, opens_quote};
use super::cue::{Hit, before_adverbs, rule};
use super::view::{Line, REACH_TOKENS, View};

/// Up to this length, in tokens, a content ends where "sau khi" brings a new subject; a longer one has it inside.
const SHORT_TOKENS: usize = 12;

/// One past the last token of a content that begins at `start`.
pub(super) fn end(view: &View<'_>, line: Line, hit: Hit, start: Start, others: &[Hit]) -> usize {
    let limit = quote_limit(view, hit.first, line.end).min(start.first + 4 * REACH_TOKENS);
    let clause = Clause {
        start,
        limit,
        others,
        contrasts: rule(view, hit).class != CueClass::Say,
        is_noun: inside_noun_clause(view, line, hit),
        is_subordinate: inside_subordinate(view, line, hit),
        is_name: rule(view, hit).class == CueClass::Judge,
    };
    let mut at = start.first;
    while at < limit {
        if opens_quote(view, at) && view.quote_at[hit.first] != view.quote_at[at] {
            let end = quote_end(view, at).min(limit);
            let whole = at == start.first && matches!(start.set, Set::Colon | Set::Quote | Set::Word);
            if whole && (end >= limit || view.is_break(end)) {
                return end;
            }
            at = end;
        } else if view.sign(at) == '(' {
            at = (at..limit.min(at + 30)).find(|&step| view.sign(step) == ')').unwrap_or(at) + 1;
        } else if let Some(after) = aside(view, at, limit) {
            at = after;
        } else if at > start.first && ends_before(view, at, &clause) {
            return at;
        } else {
            at += 1;
        }
    }
    limit
}

/// What decides where a content ends.
struct Clause<'a> {
    start: Start,
    limit: usize,
    /// The cues of the line, in text order.
    others: &'a [Hit],
    /// True for cues whose content takes no "nhưng …" with it.
    contrasts: bool,
    /// True inside a clause used as a noun ("việc X dọa … có thể …").
    is_noun: bool,
    /// True inside a subordinate clause that opens the sentence.
    is_subordinate: bool,
    /// True for cues that say what something is called.
    is_name: bool,
}

fn quote_end(view: &View<'_>, at: usize) -> usize {
    view.quote_at[at].map_or(at + 1, |quote| view.quotes[quote].end)
}

/// True when the content ends right before token `at`.
fn ends_before(view: &View<'_>, at: usize, clause: &Clause<'_>) -> bool {
    let rules = view.rules;
    if view.sign(at) == ';' {
        return true;
    }
    if view.sign(at) == ',' || view.is_dash(at) && spaced(view, at) {
        return clause.is_subordinate || ends_at_comma(view, at, clause);
    }
    if view.group_at[at].is_some() {
        return false;
    }
    let coordinator = rules.coordinator.at(&view.words, at);
    if coordinator > 0 {
        let next = at + coordinator;
        return shares_subject(view, at, next, clause)
            || subject_and_cue(view, next, clause.others)
            || unsaid_follows(view, next)
            || clause.contrasts && rules.contrast.at(&view.words, at) > 0;
    }
    let weak = rules.weak_closer.at(&view.words, at);
    if weak > 0 && subject_and_cue(view, at + weak, clause.others) {
        return true;
    }
    let far = at - clause.start.first;
    clause.is_noun && far > 1 && rules.nominal_verb.at(&view.words, at) > 0
        || far > 2 && rules.bare_closer.at(&view.words, at) > 0
        || far > 2 && far <= SHORT_TOKENS && subject_closes(view, at)
}

/// True when a clause with its own subject opens at `at` by "sau khi" and the like.
fn subject_closes(view: &View<'_>, at: usize) -> bool {
    let length = view.rules.subject_closer.at(&view.words, at);
    let measured = view.time_at[at - 1] || view.rules.time_noun.before(&view.words, at) > 0;
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

/// True when a clause after the comma at `at` no longer belongs to the content.
fn ends_at_comma(view: &View<'_>, at: usize, clause: &Clause<'_>) -> bool {
    let (limit, others, contrasts) = (clause.limit, clause.others, clause.contrasts);
    let rules = view.rules;
    let next = at + 1;
    if next >= limit {
        return true;
    }
    let coordinator = rules.coordinator.at(&view.words, next);
    if shares_subject(view, next, next + coordinator, clause) || unsaid_follows(view, next + coordinator) {
        return true;
    }
    let pronoun = view.group_at[next].is_some_and(|group| view.groups[group].kind == GroupKind::Pronoun);
    if pronoun && subject_and_cue(view, next, others) {
        return true;
    }
    if contrasts && rules.contrast.at(&view.words, next) > 0 {
        return true;
    }
    if rules.closer.at(&view.words, next) > 0 && view.group_at[next].is_none() {
        return true;
    }
    let weak = rules.weak_closer.at(&view.words, next);
    if weak > 0 || attributes(view, next, limit, others) {
        let reach = (next + 40).min(limit);
        return window(others, next + 1, reach).iter().any(|other| {
            (weak == 0 || subject_only(view, next + weak, other.first))
                && view.quote_at[other.first].is_none()
        });
    }
    false
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
    if at >= 2 && view.group_at[at - 2].is_some() && view.group_at[at - 1].is_none() && !view.is_break(at - 1)
    {
        return false;
    }
    let Some(group) = view.group_at.get(at).copied().flatten() else { return false };
    let end = view.group_tokens(group).1;
    window(others, end, end + 8)
        .iter()
        .any(|other| before_adverbs(view, other.first, end) <= end && view.quote_at[other.first].is_none())
}

/// True when a cue stands at `at`, adverbs apart.
pub(super) fn cue_follows(view: &View<'_>, at: usize, others: &[Hit]) -> bool {
    window(others, at, at + 7).iter().any(|other| {
        before_adverbs(view, other.first, at) <= at
            && view.quote_at[other.first] == view.quote_at[at.saturating_sub(1)]
    })
}

/// True when a cue that stands at `at`, behind a coordinator at `from`, reports for the subject of the clause.
///
/// Behind a mere "và" or comma it must report something. What somebody is called is no clause, and no verb goes on with
/// it: "gọi CNN là rác rưởi, bảo vệ …". With an adverb ("lên tiếng bảo vệ") it is the subject's own verb.
fn shares_subject(view: &View<'_>, from: usize, at: usize, clause: &Clause<'_>) -> bool {
    let others = window(clause.others, at, at + 7);
    let is_loose = from == at || view.rules.joiner.at(&view.words, from) > 0;
    cue_follows(view, at, others)
        && (!is_loose
            || clause.is_name
            || others.iter().take(1).any(|other| other.first > at || says(view, *other, clause.others)))
}

/// False for a cue that needs a mark and has none: "giúp Ukraine và chia sẻ tình báo" goes on with what was said.
fn says(view: &View<'_>, hit: Hit, others: &[Hit]) -> bool {
    let reach = (hit.end + REACH_TOKENS).min(view.document.tokens.len());
    rule(view, hit).content != CueContent::Marked
        || content::start(view, hit, reach, window(others, hit.end, reach)).is_some()
}

/// True when a cue that is denied stands at `at`: "song không tiết lộ".
fn unsaid_follows(view: &View<'_>, at: usize) -> bool {
    let denial = view.rules.unsaid.at(&view.words, at);
    denial > 0 && view.rules.names.at(&view.words, at + denial) > 0
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

/// True when nothing but adjuncts follows `hit` up to `limit` or a comma.
pub(super) fn bare_after(view: &View<'_>, hit: Hit, limit: usize) -> bool {
    let at = hit.end + view.rules.after_cue.at(&view.words, hit.end);
    at >= limit
        || view.is_break(at) && view.sign(at) != ':'
        || (view.group_at[at].is_none() && (view.time_at[at] || view.rules.adjunct.at(&view.words, at) > 0))
}

fn inside_noun_clause(view: &View<'_>, line: Line, hit: Hit) -> bool {
    view.rules.noun_clause.at(&view.words, line.first) > 0
        && hit.first > line.first
        && hit.first - line.first < REACH_TOKENS
        && !(line.first..hit.first).any(|at| view.sign(at) == ',')
}

/// True when the sentence opens with a subordinate clause that holds `hit`.
fn inside_subordinate(view: &View<'_>, line: Line, hit: Hit) -> bool {
    let first = (line.first..(line.first + 12).min(hit.first))
        .rev()
        .find(|&at| view.sign(at) == ',')
        .map_or(line.first, |at| at + 1);
    // "Một ngày sau khi …": the word that opens the clause may stand a few words in, before any group.
    let opens = view.rules.subordinator.at(&view.words, first) > 0
        || (line.first..(line.first + 5).min(hit.first))
            .take_while(|&at| view.group_at[at].is_none())
            .any(|at| view.rules.subordinator.at(&view.words, at) > 0);
    let near = hit.first.saturating_sub(first) < 30;
    opens
        && near
        && first <= line.first + 12
        && !(first..hit.first).any(|at| view.sign(at) == ',' && view.group_at[at].is_none())
}

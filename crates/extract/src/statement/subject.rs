//! Subjects: whose cue it is.
//!
//! In: a cue. Out: the group that is its subject, or that the subject stands before ([`Subject::Shared`]), or that it
//! is nobody known. A wrong speaker is worse than none, so a noun group that is not known gives none.

use biennien_model::{GroupKind, TokenKind};

use super::cue::{Hit, before_adverbs};
use super::view::{Line, REACH_TOKENS, View};

/// Whose cue it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// These groups, joined by "và" when there are several, in text order.
    Groups(Vec<usize>),
    /// The subject of the clause before.
    Shared,
    /// Somebody whom no group names; the tokens that do.
    Unknown(usize, usize),
    /// Nobody: the cue opens its sentence.
    Nobody,
}

/// Finds the subject of `hit`, looking back no further than token `floor`.
pub(super) fn subject(view: &View<'_>, hit: Hit, floor: usize) -> Subject {
    let rules = view.rules;
    let floor = floor.max(hit.first.saturating_sub(REACH_TOKENS));
    let mut at = before_adverbs(view, hit.first, floor);
    let subject_end = at;
    if at <= floor {
        return Subject::Nobody;
    }
    if ends_clause(view, at) {
        return Subject::Shared;
    }
    let mut argument = None;
    while at > floor {
        if let Some(group) = view.group_at[at - 1] {
            let first = view.group_tokens(group).0.max(floor);
            let group_kind = view.groups[group].kind;
            // "tại căn cứ Yokota, Nhật Bản": the state only says where the place lies.
            if let Some(place) = place_before(view, first, floor) {
                at = place;
                continue;
            }
            let before = before_adverbs(view, first, floor);
            let length = rules.preposition.before(&view.words, first);
            if (length > 0 && first >= floor + length && !opens_subject(view, first))
                || group_kind == GroupKind::Place
            {
                argument = argument.or(Some((group, at)));
                at = if length > 0 && first >= floor + length { first - length } else { first };
                if group_kind == GroupKind::Place && length == 0 && before == first && at <= floor {
                    return Subject::Groups(vec![group]);
                }
                continue;
            }
            // "báo cáo của Bộ Quốc phòng cho thấy": the ministry speaks, not its paper.
            if let Some((owner, _)) = argument
                && view.rules.study_noun.at(&view.words, skip_numerals(view, first)) > 0
                && view.rules.link.before(&view.words, view.group_tokens(owner).0) > 0
            {
                return Subject::Groups(vec![owner]);
            }
            return Subject::Groups(joint(view, group, floor));
        }
        if ends_clause(view, at) {
            break;
        }
        at -= 1;
    }
    let first = at;
    if first >= subject_end {
        return Subject::Shared;
    }
    if rules.source_noun.at(&view.words, skip_numerals(view, first)) > 0
        && let Some((group, _)) = argument
        && !is_addressee(view, group)
    {
        return Subject::Groups(vec![group]);
    }
    let starts_adjunct = rules.adjunct.at(&view.words, first) > 0 || view.time_at[first];
    if starts_adjunct {
        return if at <= floor { Subject::Nobody } else { Subject::Shared };
    }
    Subject::Unknown(first, subject_end)
}

/// The groups that open the nearest clauses before token `end` in `line`, nearest first; groups inside contents already
/// read are passed over: `said` holds for each token the first token of its content, plus one.
pub(super) fn clause_subjects(view: &View<'_>, line: Line, end: usize, said: &[usize]) -> Option<Vec<usize>> {
    main_subjects(view, line, end, said, &Opening::Mark)
        .or_else(|| main_subjects(view, line, end, said, &Opening::Word))
}

/// The group right before ", người …".
pub(super) fn antecedent(view: &View<'_>, relative: usize) -> Option<usize> {
    let last = relative.checked_sub(2)?;
    (view.sign(relative - 1) == ',').then_some(())?;
    view.group_at[last]
}

/// What may stand before a clause.
#[derive(PartialEq, Eq)]
enum Opening {
    /// A mark, or the sentence's beginning.
    Mark,
    /// A word that opens a clause, too.
    Word,
}

fn main_subjects(
    view: &View<'_>,
    line: Line,
    end: usize,
    said: &[usize],
    opening: &Opening,
) -> Option<Vec<usize>> {
    let floor = line.first.max(end.saturating_sub(REACH_TOKENS));
    let mut at = end;
    while at > floor {
        at -= 1;
        if said[at] > 0 {
            at = (said[at] - 1).max(floor);
            continue;
        }
        let Some(group) = view.group_at[at] else { continue };
        let first = view.group_tokens(group).0;
        if first < floor {
            return None;
        }
        at = first;
        if view.groups[group].kind == GroupKind::Place || view.quote_at[first].is_some() {
            continue;
        }
        let mut start = before_adverbs(view, first, floor);
        let length = view.rules.coordinator.before(&view.words, start);
        if length > 0 && start > floor + length && view.group_at[start - length - 1].is_none() {
            start -= length;
        }
        let opens = start <= floor && floor == line.first
            || view.rules.weak_closer.before(&view.words, start)
                > view.rules.coordinator.before(&view.words, start)
            || *opening == Opening::Word && view.rules.subject_opener.before(&view.words, start) > 0
            || start > 0 && is_clause_mark(view, start - 1) && !is_apposed_list(view, start, floor);
        if opens && view.rules.preposition.before(&view.words, first) == 0 {
            return Some(joint(view, group, floor));
        }
    }
    None
}

/// `group` and the groups joined to it before it by a comma, "và" or a dash.
fn joint(view: &View<'_>, group: usize, floor: usize) -> Vec<usize> {
    let mut groups = vec![group];
    let mut first = view.group_tokens(group).0;
    let mut joined = false;
    while first > floor + 1 {
        let link = view.rules.joiner.before(&view.words, first);
        let comma = view.sign(first - 1) == ',' && (joined || opens_list(view, first - 1, floor, group));
        if link == 0 && !comma || first <= floor + link.max(1) {
            break;
        }
        let end = first - link.max(1);
        let Some(other) = end.checked_sub(1).and_then(|last| view.group_at[last]) else { break };
        let (start, stop) = view.group_tokens(other);
        if stop != end
            || start < floor
            || view.groups[other].kind == GroupKind::Pronoun
            || view.groups[other].kind == GroupKind::Place
        {
            break;
        }
        if view.rules.preposition.before(&view.words, start) > 0 {
            return vec![group];
        }
        groups.push(other);
        joined = true;
        first = start;
    }
    groups.reverse();
    groups
}

/// True when two states stand side by side at the head of a clause: "Nga, Trung Quốc kêu gọi".
fn opens_list(view: &View<'_>, comma: usize, floor: usize, group: usize) -> bool {
    let Some(other) = comma.checked_sub(1).and_then(|last| view.group_at[last]) else { return false };
    let states = [group, other].iter().all(|&one| view.groups[one].kind == GroupKind::State);
    states && view.group_tokens(other).0 <= floor
}

/// The first token of the place before the comma before token `first`, when there is one.
fn place_before(view: &View<'_>, first: usize, floor: usize) -> Option<usize> {
    let comma = first.checked_sub(1).filter(|&at| at > floor && view.sign(at) == ',')?;
    let place = view.group_at[comma - 1]?;
    let start = view.group_tokens(place).0;
    let is_place = view.groups[place].kind == GroupKind::Place;
    let is_state = view.group_at[first].is_some_and(|group| view.groups[group].kind == GroupKind::State);
    let led = view.rules.preposition.before(&view.words, start) > 0 && start > floor;
    (is_state && (led || is_place && start > floor && !view.is_break(start - 1))).then_some(start)
}

/// True when a clause ends right before token `at`: a mark, a word that joins clauses, or a quotation.
fn ends_clause(view: &View<'_>, at: usize) -> bool {
    let Some(last) = at.checked_sub(1) else { return true };
    is_clause_mark(view, last)
        || (view.group_at[last].is_none()
            && (view.rules.coordinator.before(&view.words, at) > 0
                || view.rules.subject_opener.before(&view.words, at) > 0))
}

fn opens_subject(view: &View<'_>, first: usize) -> bool {
    view.rules.subject_opener.before(&view.words, first)
        >= view.rules.preposition.before(&view.words, first).max(1)
}

fn is_clause_mark(view: &View<'_>, at: usize) -> bool {
    view.kind(at) == Some(TokenKind::Quote)
        || (view.group_at[at].is_none() && view.is_break(at) && view.sign(at) != ')')
}

/// True for a group after a comma that only goes on with a list ("Nga, Trung Quốc").
fn is_apposed_list(view: &View<'_>, start: usize, floor: usize) -> bool {
    start > floor + 1
        && view.sign(start - 1) == ','
        && view.group_at[start - 2].is_some_and(|group| view.groups[group].kind == GroupKind::State)
        && view.group_at[start].is_some_and(|group| view.groups[group].kind == GroupKind::State)
}

fn is_addressee(view: &View<'_>, group: usize) -> bool {
    view.rules.addressee.before(&view.words, view.group_tokens(group).0) > 0
}

/// The token after numerals and plural words ("một số", "các") that open a noun group at `at`.
fn skip_numerals(view: &View<'_>, at: usize) -> usize {
    at + view.rules.numeral.at(&view.words, at)
}

//! When and where: the date and the place that the clause ties to an act.
//!
//! In: the pieces of a sentence, a trigger and what stands around it. Out: a date, when one stands in the act's
//! own clause or opens the sentence; a place, when a locative phrase of the clause names one.

use biennien_model::{EventDate, GroupKind, Interval, Place, Status, Time, TimeType};

use super::clause::{Around, Clause};
use super::frame::{Frame, Role, Sides};
use super::piece::Kind;

/// Most words in front of a date that opens the sentence ("Vào", "Trong").
const HEAD_WORDS: usize = 2;

/// Most words without a role behind a comma that still belong to a list or an aside.
const ASIDE_WORDS: usize = 1;

/// The date that belongs to the trigger at piece `at`.
pub(crate) fn date(
    clause: Clause<'_>,
    times: &[Time],
    at: usize,
    around: &Around,
    status: Status,
) -> Option<EventDate> {
    let beside = after(clause, times, at).or_else(|| before(clause, times, at, around));
    beside.or_else(|| head(clause, times, at).filter(|_| status == Status::Actual))
}

/// The date that opens the sentence before a comma ("Ngày 2/8, …"): it holds for all that the sentence tells as done,
/// but not for a clause of its own behind a conjunction ("… sau khi …").
fn head(clause: Clause<'_>, times: &[Time], at: usize) -> Option<EventDate> {
    let before = &clause.pieces[..at];
    let opens = before.iter().take(HEAD_WORDS + 1).position(|piece| matches!(piece.kind, Kind::Time(_)))?;
    let words = before[..opens].iter().all(|piece| piece.kind == Kind::Word);
    if !words || before.get(opens + 1)?.kind != Kind::Comma {
        return None;
    }
    let own =
        before[opens..].iter().rev().take_while(|piece| !matches!(piece.kind, Kind::Comma | Kind::Stop));
    if own.into_iter().any(|piece| piece.roles.has(Role::Turn) && !piece.roles.has(Role::When)) {
        return None;
    }
    let Kind::Time(time) = before[opens].kind else { return None };
    of_time(&times[time])
}

/// A date behind the trigger in its clause. The date of an occasion named with "in" is that of what happens on it
/// ("gặp … trong chuyến công du vào tháng 6").
fn after(clause: Clause<'_>, times: &[Time], at: usize) -> Option<EventDate> {
    let (mut crossed, mut plain) = (false, 0);
    for (index, piece) in clause.pieces.iter().enumerate().skip(at + 1) {
        crate::work::step();
        match piece.kind {
            Kind::Trigger(_) if clause.pieces[index - 1].roles.has(Role::At) => {}
            Kind::Time(time) => {
                if let Some(date) = of_time(&times[time]) {
                    return (!crossed || ends(clause, index + 1)).then_some(date);
                }
            }
            Kind::Comma => crossed = true,
            Kind::Stop | Kind::Trigger(_) => return None,
            Kind::Word if piece.roles.any(&[Role::Turn, Role::Clause]) => return None,
            Kind::Word if crossed && piece.roles.is_empty() => plain += 1,
            _ => {}
        }
        if plain > ASIDE_WORDS {
            return None;
        }
    }
    None
}

/// True when nothing more follows in the sentence: behind a list or an aside, a date closes the act's own clause
/// ("gặp … tại A, B, ngày 8/7") or opens another one.
fn ends(clause: Clause<'_>, at: usize) -> bool {
    let rest = clause.pieces[at.min(clause.pieces.len())..].iter().find(|piece| piece.kind != Kind::Quote);
    rest.is_none_or(|piece| piece.kind == Kind::Stop)
}

/// A date in front of the trigger: in its clause, or at the head of the sentence.
fn before(clause: Clause<'_>, times: &[Time], at: usize, around: &Around) -> Option<EventDate> {
    let mut crossed = false;
    for (index, piece) in clause.pieces[..at].iter().enumerate().rev() {
        crate::work::step();
        match piece.kind {
            _ if index + 1 == at && piece.roles.has(Role::Clause) => {}
            Kind::Time(time) => {
                if let Some(date) = of_time(&times[time]) {
                    return Some(joined(clause, times, index, date));
                }
            }
            Kind::Stop => return None,
            Kind::Trigger(_) if around.nominal || crossed => return None,
            Kind::Comma => crossed = true,
            Kind::Word if piece.roles.has(Role::When) => return dates_clause(clause, times, index),
            Kind::Word if piece.roles.any(&[Role::Turn, Role::Clause]) => return None,
            _ => {}
        }
    }
    None
}

/// The date right in front of the word that begins the clause at `at` ("ngày 7/9, khi …").
fn dates_clause(clause: Clause<'_>, times: &[Time], at: usize) -> Option<EventDate> {
    let before = clause.pieces[..at].iter().rev().find(|piece| piece.kind != Kind::Comma)?;
    let Kind::Time(time) = before.kind else { return None };
    of_time(&times[time])
}

/// The date together with the one it is joined to, as an interval.
fn joined(clause: Clause<'_>, times: &[Time], at: usize, last: EventDate) -> EventDate {
    let [.., time, and] = &clause.pieces[..at] else { return last };
    let Kind::Time(time) = time.kind else { return last };
    let first = of_time(&times[time]).filter(|first| and.roles.has(Role::And) && first.value < last.value);
    match first {
        Some(first) if first.value.len() == last.value.len() => {
            EventDate { value: format!("{}/{}", first.value, last.value), span: last.span }
        }
        _ => last,
    }
}

/// The days of a time that names some; clock times lose their hour.
pub(crate) fn of_time(time: &Time) -> Option<EventDate> {
    if !matches!(time.kind, TimeType::Date | TimeType::Time) {
        return None;
    }
    let value: Vec<&str> = time.value.split('/').map(|end| end.split('T').next().unwrap_or(end)).collect();
    let value = value.join("/");
    // A day of an unknown year still tells one happening from another; an unknown day of an unknown month does not.
    let yearless = value.starts_with("XXXX-") && !value.starts_with("XXXX-X");
    let known = Interval::parse(&value).is_some() || yearless;
    known.then_some(EventDate { value, span: Some(time.span) })
}

/// The place that belongs to the trigger at piece `at`.
pub(crate) fn place(clause: Clause<'_>, at: usize, around: &Around, frame: &Frame) -> Option<Place> {
    let aimed = matches!(frame.sides, Sides::Strike | Sides::Visit | Sides::Arrive | Sides::Move);
    let slots = if aimed { [around.at, around.direct, around.to] } else { [around.at, None, None] };
    for slot in slots.into_iter().flatten() {
        if let Some(place) = named(clause, slot) {
            return Some(place);
        }
    }
    for (index, piece) in clause.pieces[..at].iter().enumerate().rev() {
        crate::work::step();
        match piece.kind {
            Kind::Stop | Kind::Trigger(_) => return None,
            Kind::Word if piece.roles.any(&[Role::Turn, Role::Clause]) => return None,
            Kind::Group(_) if clause.governor(index).has(Role::At) => {
                if let Some(place) = named(clause, index) {
                    return Some(place);
                }
            }
            _ => {}
        }
    }
    None
}

fn named(clause: Clause<'_>, at: usize) -> Option<Place> {
    let Kind::Group(group) = clause.pieces[at].kind else { return None };
    let group = &clause.groups[group];
    let state = group.kind == GroupKind::State && group.codes.iter().all(|code| code.len() == 3);
    let place = group.kind == GroupKind::Place || state;
    group.name.clone().filter(|_| place).map(|name| Place { name })
}

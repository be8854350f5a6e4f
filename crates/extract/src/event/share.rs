//! Share: what mentions of one happening tell each other.
//!
//! In: drafts of one document, in text order. Out: the same; a noun that names no side has the
//! sides of the nearest full mention of the same kind of act.

use std::collections::BTreeSet;

use biennien_model::{EventType, Status};

use super::draft::Draft;
use super::frame::Sides;

/// Farthest mention, counted in mentions, that may tell something.
const REACH: usize = 100;

/// Gives weak mentions the sides, the date and the place of the nearest full mention, earlier ones first.
pub(crate) fn sides(drafts: &mut [Draft<'_>]) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        let empty = draft.dyad.actors.is_empty() && draft.dyad.recipients.is_empty();
        let hollow = empty || draft.frame.sides == Sides::Protest && !is_full(draft);
        let told_elsewhere = draft.weak || draft.nominal && hollow;
        if !told_elsewhere || !can_share(draft.frame.sides) {
            continue;
        }
        let same = |other: &Draft<'_>| {
            other.frame.kind == draft.frame.kind && are_alike(other.frame.sides, draft.frame.sides)
        };
        let full = |other: &&Draft<'_>| !other.weak && same(other) && is_full(other);
        let some = |other: &&Draft<'_>| same(other) && !other.dyad.actors.is_empty();
        let Some(told) =
            nearest(drafts, index, full).or_else(|| nearest(drafts, index, some).filter(|_| empty))
        else {
            continue;
        };
        let (dyad, date, place) = (told.dyad.clone(), told.date.clone(), told.place.clone());
        let draft = &mut drafts[index];
        draft.dyad = dyad;
        draft.date = draft.date.take().or(date);
        draft.place = draft.place.take().or(place);
    }
}

/// True unless both say how it is done and say it differently: a call is no summit.
fn agree(one: &Option<String>, other: &Option<String>) -> bool {
    one.is_none() || other.is_none() || one == other
}

/// Talks that a noun only names are ahead where another mention with the same sides says so and none tells them as
/// held.
pub(crate) fn plans(drafts: &mut [Draft<'_>]) {
    for index in 0..drafts.len() {
        let draft = &drafts[index];
        if draft.frame.kind != EventType::Consult || !draft.nominal || draft.status != Status::Actual {
            continue;
        }
        let around = &drafts[index.saturating_sub(REACH)..drafts.len().min(index + REACH)];
        let same = |other: &&Draft<'_>| {
            other.frame.kind == draft.frame.kind
                && agree(&other.mode, &draft.mode)
                && (draft.date.is_none() || other.date.is_none() || draft.date == other.date)
                && codes(other) == codes(draft)
        };
        let held =
            |other: &Draft<'_>| other.status == Status::Actual && (!other.nominal || other.date.is_some());
        let mut others = around.iter().filter(same);
        let planned = others.clone().any(|other| other.status == Status::Planned);
        if planned && !others.any(held) {
            drafts[index].status = Status::Planned;
        }
    }
}

/// The nearest mention that `fits`, earlier ones first.
fn nearest<'a, 'b>(
    drafts: &'a [Draft<'b>],
    index: usize,
    fits: impl Fn(&&'a Draft<'b>) -> bool,
) -> Option<&'a Draft<'b>> {
    let (from, to) = (index.saturating_sub(REACH), drafts.len().min(index + REACH));
    drafts[from..index].iter().rev().find(&fits).or_else(|| drafts[index + 1..to].iter().find(&fits))
}

fn can_share(sides: Sides) -> bool {
    !matches!(sides, Sides::War | Sides::Order | Sides::Deny | Sides::Arrive | Sides::Host | Sides::Alone)
}

/// True when the sides stand in the same way.
fn are_alike(one: Sides, other: Sides) -> bool {
    let meets = |sides: Sides| matches!(sides, Sides::Mutual | Sides::Meeting);
    one == other || meets(one) && meets(other)
}

fn is_full(draft: &Draft<'_>) -> bool {
    match draft.frame.sides {
        Sides::Mutual | Sides::Clash | Sides::War => draft.dyad.actors.len() >= 2,
        Sides::Protest => draft.dyad.actors.iter().any(|actor| actor.code.len() != 3),
        Sides::Drill | Sides::Move | Sides::Meeting => !draft.dyad.actors.is_empty(),
        _ => !draft.dyad.actors.is_empty() && !draft.dyad.recipients.is_empty(),
    }
}

/// All sides of the draft, without order.
fn codes<'a>(draft: &'a Draft<'_>) -> BTreeSet<&'a str> {
    draft.dyad.actors.iter().chain(&draft.dyad.recipients).map(|actor| actor.code.as_str()).collect()
}

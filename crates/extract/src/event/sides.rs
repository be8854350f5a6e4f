//! Sides: from the groups around a trigger to the actors and recipients of its frame.
//!
//! In: a frame, the groups around its trigger. Out: who does it and to whom, as side codes in text order,
//! each once. A side that is not known is left out.

use std::collections::BTreeSet;

use biennien_model::{Actor, EventType, GroupKind};

use super::clause::{Around, Clause};
use super::frame::{Frame, Need, Role, Sides};
use super::lexicon::Hits;
use super::piece::{Kind, Piece};

/// Who does it and to whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Dyad {
    /// Who does it; everybody for mutual acts.
    pub(crate) actors: Vec<Actor>,
    /// To whom.
    pub(crate) recipients: Vec<Actor>,
}

/// The sides of the trigger at piece `at`.
pub(crate) fn dyad(clause: Clause<'_>, at: usize, around: &Around, frame: &Frame) -> Dyad {
    let side = |slot: Option<usize>| slot.map_or(Vec::new(), |start| members(clause, start, Places::No));
    let place = |slot: Option<usize>| slot.map_or(Vec::new(), |start| members(clause, start, Places::Yes));
    let doer = || doer(clause, around);
    let object = || first_of([side(around.direct), side(around.to), side(around.with)]);
    let mut dyad = match frame.sides {
        Sides::Strike => {
            let hit = first_of([
                place(around.direct),
                place(around.to),
                side(around.with),
                not_nominal(around, || side(around.of)),
            ]);
            let hit = if around.suffers && hit.is_empty() { side(around.subject) } else { hit };
            let hit = if hit.is_empty() && !around.passive { place(around.at) } else { hit };
            if around.passive && !around.nominal {
                passive(clause, around, hit)
            } else if around.nominal && !around.light && around.of.is_none() && !hit.is_empty() {
                Dyad { actors: side(around.agent), recipients: hit }
            } else {
                Dyad { actors: doer(), recipients: hit }
            }
        }
        Sides::Speech | Sides::Toward | Sides::Police | Sides::Give | Sides::Deny | Sides::Order => {
            let to = match frame.sides {
                Sides::Deny => side(around.of),
                Sides::Give => first_of([side(around.to), side(around.direct), side(around.with)]),
                Sides::Toward => first_of([
                    side(around.direct),
                    side(around.to),
                    side(around.with),
                    not_nominal(around, || side(around.of)),
                    side(around.at),
                ]),
                _ if around.nominal => object(),
                _ => first_of([object(), side(around.of)]),
            };
            let to = if around.suffers && to.is_empty() { side(around.subject) } else { to };
            if around.passive && !around.nominal {
                passive(clause, around, to)
            } else {
                Dyad { actors: doer(), recipients: to }
            }
        }
        Sides::Receive => Dyad {
            actors: first_of([side(around.agent), side(around.at), side(around.of), side(around.with)]),
            recipients: side(around.subject),
        },
        Sides::Host => Dyad { actors: side(around.direct), recipients: side(around.subject) },
        Sides::Visit | Sides::Arrive => {
            let guest = doer();
            let mut host = first_of([place(around.direct), place(around.to), place(around.at)]);
            host.retain(|actor| !guest.iter().any(|other| other.code == actor.code));
            Dyad { actors: guest, recipients: host }
        }
        Sides::War | Sides::Clash | Sides::Mutual | Sides::Sign => together(clause, at, around, frame),
        Sides::Meeting => meeting(clause, at, around),
        Sides::Drill | Sides::Alone => Dyad { actors: doer(), recipients: Vec::new() },
        Sides::Move => {
            let against = border(clause, at, around);
            Dyad { actors: doer(), recipients: against }
        }
        Sides::Protest => {
            let actors = doer();
            let against = first_of([side(around.direct), side(around.to)]);
            let own = actors.iter().filter_map(own_state).collect();
            let recipients = if against.is_empty() { own } else { against };
            Dyad { actors, recipients }
        }
    };
    finish(clause, at, around, frame, &mut dyad);
    dyad
}

/// A person without office is harmed as a citizen: a state cannot be arrested or killed.
pub(crate) fn harm_citizens(clause: Clause<'_>, frame: &Frame, dyad: &mut Dyad, private: &BTreeSet<String>) {
    let harms = frame.sides == Sides::Police || frame.kind == EventType::Assault;
    if !harms {
        return;
    }
    for actor in dyad.recipients.iter_mut().filter(|actor| actor.code.len() == 3) {
        let Some(span) = actor.span else { continue };
        let at = clause.groups.partition_point(|group| group.span.start < span.start);
        let Some(group) = clause.groups.get(at).filter(|group| group.span == span) else { continue };
        if group.kind == GroupKind::Person && group.id.as_ref().is_some_and(|id| private.contains(id)) {
            actor.code = format!("CIV-{}", actor.code);
        }
    }
}

/// True when everything the frame needs is there.
pub(crate) fn holds(
    clause: Clause<'_>,
    at: usize,
    around: &Around,
    frame: &Frame,
    dyad: &Dyad,
    hits: &Hits,
) -> bool {
    frame.needs.iter().all(|need| match need {
        Need::Two => dyad.actors.len() >= 2,
        Need::Actor => !dyad.actors.is_empty(),
        Need::Recipient => !dyad.recipients.is_empty(),
        Need::Foreign => {
            !dyad.actors.is_empty()
                && !dyad.recipients.is_empty()
                && dyad.actors.iter().all(|actor| dyad.recipients.iter().all(|other| other.code != actor.code))
        }
        Need::ObjectNext | Need::PlaceNext => around.next,
        Need::OtherAfter => {
            around.direct.is_some_and(|start| {
                around.next && members(clause, start, Places::No).iter().any(|side| dyad.actors.iter().all(|actor| actor.code != side.code))
            })
        }
        Need::Leader => around.subject.is_some_and(|start| {
            matches!(clause.pieces[start].kind, Kind::Group(group) if matches!(clause.groups[group].kind, GroupKind::Person | GroupKind::Pronoun))
        }),
        Need::Near(set) => {
            let from = clause.pieces[at].span.end;
            let to = clause.pieces.last().map_or(from, |piece| piece.span.end);
            hits.has(biennien_model::Span::new(from, to.max(from)), *set)
        }
    })
}

/// Whether places count as the state they lie in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Places {
    Yes,
    No,
}

/// The sides of the chain that starts at piece `start`.
fn members(clause: Clause<'_>, start: usize, places: Places) -> Vec<Actor> {
    let mut actors: Vec<Actor> = Vec::new();
    let (first, last) = clause.pieces[start].chain;
    for piece in &clause.pieces[first..=last] {
        let Kind::Group(index) = piece.kind else { continue };
        let group = &clause.groups[index];
        if !group.kind.acts() && (places == Places::No || group.kind != GroupKind::Place) {
            continue;
        }
        let named =
            matches!(group.kind, GroupKind::Person | GroupKind::Organization) && group.codes.len() == 1;
        for code in &group.codes {
            let name = if named { group.name.clone() } else { None };
            push(&mut actors, Actor { code: code.clone(), name, span: Some(group.span) });
        }
    }
    actors
}

fn push(actors: &mut Vec<Actor>, actor: Actor) {
    if !actors.iter().any(|other| other.code == actor.code) {
        actors.push(actor);
    }
}

fn first_of<const N: usize>(choices: [Vec<Actor>; N]) -> Vec<Actor> {
    choices.into_iter().find(|choice| !choice.is_empty()).unwrap_or_default()
}

fn nominal(around: &Around, choice: impl FnOnce() -> Vec<Actor>) -> Vec<Actor> {
    if around.nominal { choice() } else { Vec::new() }
}

fn not_nominal(around: &Around, choice: impl FnOnce() -> Vec<Actor>) -> Vec<Actor> {
    if around.nominal { Vec::new() } else { choice() }
}

/// Who does it: the one named by "by", the owner of a nominal act, else the subject.
fn doer(clause: Clause<'_>, around: &Around) -> Vec<Actor> {
    let side = |slot: Option<usize>| slot.map_or(Vec::new(), |start| members(clause, start, Places::No));
    if around.owner_unknown && around.nominal {
        return side(around.agent);
    }
    let owner = nominal(around, || side(around.of));
    if around.suffers {
        return first_of([side(around.agent), owner]);
    }
    first_of([side(around.agent), owner, side(around.subject)])
}

/// A passive: the subject is the one it is done to.
fn passive(clause: Clause<'_>, around: &Around, object: Vec<Actor>) -> Dyad {
    let side = |slot: Option<usize>| slot.map_or(Vec::new(), |start| members(clause, start, Places::No));
    let subject = side(around.subject);
    Dyad { actors: side(around.agent), recipients: if subject.is_empty() { object } else { subject } }
}

/// Everybody who takes part in a mutual act.
fn together(clause: Clause<'_>, at: usize, around: &Around, frame: &Frame) -> Dyad {
    let side = |slot: Option<usize>| slot.map_or(Vec::new(), |start| members(clause, start, Places::No));
    let both = [side(around.between), side(around.direct), side(around.of), before(clause, at)];
    if let Some(both) = both.into_iter().find(|both| both.len() >= 2) {
        return Dyad { actors: both, recipients: Vec::new() };
    }
    let mut actors = Vec::new();
    let slots = if around.nominal {
        [around.agent, around.of, around.between, around.direct, around.with, around.to]
    } else {
        [around.agent, around.subject, around.direct, around.with, around.to, around.of]
    };
    for slot in slots {
        for actor in side(slot) {
            push(&mut actors, actor);
        }
    }
    let subject = side(around.subject);
    if around.nominal && actors.len() < 2 && frame.sides != Sides::War {
        let mut all = if subject.is_empty() { side(clause.subject_behind(at)) } else { subject };
        for actor in actors {
            push(&mut all, actor);
        }
        actors = all;
    }
    Dyad { actors, recipients: Vec::new() }
}

/// A chain that stands right before the trigger ("Nga - Mỹ đàm phán").
fn before(clause: Clause<'_>, at: usize) -> Vec<Actor> {
    match at.checked_sub(1) {
        Some(index) if clause.acts(index) => members(clause, clause.pieces[index].chain.0, Places::No),
        _ => Vec::new(),
    }
}

/// A meeting: whose it is, between whom, and who attends.
fn meeting(clause: Clause<'_>, at: usize, around: &Around) -> Dyad {
    let side = |slot: Option<usize>| slot.map_or(Vec::new(), |start| members(clause, start, Places::No));
    let mut actors = Vec::new();
    let attends =
        clause.pieces[..at].iter().rev().take(4).any(|piece| piece.roles.any(&[Role::Attend, Role::At]))
            || !around.nominal;
    if attends {
        for start in clause.free_before(at) {
            for actor in side(Some(start)) {
                push(&mut actors, actor);
            }
        }
        for actor in side(around.subject) {
            push(&mut actors, actor);
        }
    }
    for slot in [around.between, around.direct, around.of, around.with] {
        for actor in side(slot) {
            push(&mut actors, actor);
        }
    }
    Dyad { actors, recipients: Vec::new() }
}

/// Whom moved forces stand against: the side whose border, or who is named after a hostile word.
fn border(clause: Clause<'_>, at: usize, around: &Around) -> Vec<Actor> {
    let mut hostile = clause.pieces[at].roles.has(Role::Border);
    for piece in &clause.pieces[at + 1..around.end] {
        if piece.roles.has(Role::Border) {
            hostile = true;
        }
        if hostile && matches!(piece.kind, Kind::Group(_)) {
            return members(clause, piece.chain.0, Places::Yes);
        }
    }
    Vec::new()
}

/// The state of civilians, opponents or officials.
fn own_state(actor: &Actor) -> Option<Actor> {
    let code = actor.code.strip_prefix("CIV-").or_else(|| actor.code.strip_prefix("OPP-"))?;
    Some(Actor { code: code.to_owned(), name: None, span: None })
}

/// Civilian aims, states that judge their own people, one side once.
fn finish(clause: Clause<'_>, at: usize, around: &Around, frame: &Frame, dyad: &mut Dyad) {
    if clause.pieces[at..around.end.min(clause.pieces.len())]
        .iter()
        .any(|piece| piece.roles.has(Role::EachOther))
    {
        for actor in std::mem::take(&mut dyad.recipients) {
            push(&mut dyad.actors, actor);
        }
    }
    if dyad.recipients.is_empty()
        && matches!(frame.sides, Sides::Speech | Sides::Police | Sides::Order | Sides::Toward | Sides::Give)
        && let (Some(own), Some(start)) = (dyad.actors.first(), around.direct.or(around.to))
        && let Some(code) = own_people(clause, start, &own.code)
    {
        dyad.recipients.push(Actor { code, name: None, span: Some(clause.pieces[start].span) });
    }
    if frame.sides == Sides::Strike
        && names_civilians(&clause.pieces[at..around.end.min(clause.pieces.len())])
    {
        for actor in &mut dyad.recipients {
            if actor.code.len() == 3 {
                actor.code = format!("CIV-{}", actor.code);
            }
        }
    }
    if frame.sides == Sides::Police && dyad.actors.is_empty() {
        let held = around.at.map_or(Vec::new(), |start| members(clause, start, Places::Yes));
        dyad.actors = held
            .into_iter()
            .filter(|side| side.code.len() == 3)
            .map(|side| Actor { name: None, ..side })
            .collect();
    }
    if frame.sides == Sides::Police && dyad.actors.is_empty() {
        dyad.actors = dyad.recipients.iter().filter_map(own_state).collect();
    }
    if frame.sides == Sides::Order && dyad.recipients.is_empty() {
        dyad.recipients =
            dyad.actors.iter().map(|actor| Actor { name: None, span: None, ..actor.clone() }).collect();
    }
    if matches!(frame.sides, Sides::Strike | Sides::Toward | Sides::Visit)
        && dyad.actors.iter().map(|side| &side.code).eq(dyad.recipients.iter().map(|side| &side.code))
    {
        dyad.recipients.clear();
    }
}

/// The code of people or officials who are named without their state: those of the actor.
fn own_people(clause: Clause<'_>, at: usize, own: &str) -> Option<String> {
    let Kind::Group(group) = clause.pieces[at].kind else { return None };
    let group = &clause.groups[group];
    if !group.codes.is_empty() || own.len() != 3 {
        return None;
    }
    match group.kind {
        GroupKind::People => Some(format!("CIV-{own}")),
        GroupKind::Officials => Some(own.to_owned()),
        _ => None,
    }
}

fn names_civilians(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| piece.roles.has(Role::Civilian))
}

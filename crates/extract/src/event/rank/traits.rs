//! Traits: what speaks for a candidate, and for the rules' choice to be wrong, as named features.
//!
//! In: a draft, a candidate or a kind of change. Out: names of the features that hold, one call each. No name holds a
//! word of any language:
//! `place` where it stands to the trigger (the order is that of groups on its side) · `clause` whether a mark stands
//! between · `slot` what it is in the trigger's clause · `governor` what kind of preposition governs it · `rank` how
//! often it acts in the text · `twin` in how many other events of the type the rules gave it the same role ·
//! `has` how many actors and recipients the rules chose. `place` and `slot` count again by how the frame's sides stand.

use crate::event::draft::Draft;
use crate::event::frame::{Role, Roles, Sides};

use super::choose::Change;
use super::scene::{Person, Place, Scene};

/// The two roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Actor,
    Recipient,
}

/// Tells the features of one decision.
struct Teller<'t> {
    name: &'t mut String,
    head: &'static str,
    take: &'t mut dyn FnMut(&str),
}

impl Teller<'_> {
    fn tell(&mut self, parts: &[&str]) {
        self.name.clear();
        self.name.push_str(self.head);
        for (index, part) in parts.iter().enumerate() {
            self.name.push_str(if index == 0 { ":" } else { "-" });
            self.name.push_str(part);
        }
        (self.take)(self.name);
    }
}

/// The features of "`person` has this role in `draft`"; `name` is room to write in.
pub(crate) fn side(
    scene: &Scene<'_>,
    draft: &Draft<'_>,
    person: &Person<'_>,
    side: Side,
    name: &mut String,
    take: &mut dyn FnMut(&str),
) {
    let head = if side == Side::Actor { "actor" } else { "recipient" };
    let mut teller = Teller { name, head, take };
    let (class, place) = (class(draft.frame.sides), place(person));
    teller.tell(&["place", place]);
    teller.tell(&["place", place, class]);
    if let Some(index) = person.group {
        if let Some(slot) = scene.slot(draft, index) {
            teller.tell(&["slot", slot.name]);
            teller.tell(&["slot", slot.name, class]);
            teller.tell(&["governor", word(slot.governor)]);
        }
        teller.tell(&["clause", if person.same_clause { "same" } else { "cut" }]);
    }
    let rank = match scene.rank(person.code) {
        Some(0) => "first",
        Some(1) => "second",
        Some(_) => "later",
        None => "never",
    };
    teller.tell(&["rank", rank]);
    if scene.has_twins(draft) {
        let (actor, recipient) = scene.twins(draft, person.code);
        teller.tell(&["twin", count(if side == Side::Actor { actor } else { recipient })]);
    }
}

/// The features of "the rules' choice for `draft` is wrong in this way".
pub(crate) fn change(draft: &Draft<'_>, change: Change, name: &mut String, take: &mut dyn FnMut(&str)) {
    let mut teller = Teller { name, head: change.name(), take };
    teller.tell(&["any"]);
    teller.tell(&["has", count(draft.dyad.actors.len()), count(draft.dyad.recipients.len())]);
}

/// Frames by how their sides stand.
fn class(sides: Sides) -> &'static str {
    match sides {
        Sides::Strike => "strike",
        Sides::Police => "police",
        Sides::Toward => "toward",
        Sides::Give | Sides::Receive => "give",
        Sides::Speech | Sides::Deny => "speech",
        Sides::Order => "order",
        Sides::Mutual | Sides::Sign | Sides::Meeting => "mutual",
        Sides::Clash | Sides::War => "war",
        Sides::Visit | Sides::Arrive | Sides::Host => "visit",
        Sides::Drill | Sides::Move | Sides::Alone => "alone",
        Sides::Protest => "protest",
    }
}

fn place(person: &Person<'_>) -> &'static str {
    match (person.place, person.order) {
        (Place::Before, 1) => "before-1",
        (Place::Before, 2) => "before-2",
        (Place::Before, _) => "before-3",
        (Place::After, 1) => "after-1",
        (Place::After, 2) => "after-2",
        (Place::After, _) => "after-3",
        (Place::Inside, _) => "inside",
        (Place::Previous, _) => "previous",
        (Place::Title, _) => "title",
        (Place::Elsewhere, _) => "elsewhere",
    }
}

/// What a clause word does, the most telling role first.
fn word(roles: Roles) -> &'static str {
    const CLASSES: &[(Role, &str)] = &[
        (Role::Passive, "passive"),
        (Role::By, "by"),
        (Role::With, "with"),
        (Role::Of, "of"),
        (Role::Between, "between"),
        (Role::To, "to"),
        (Role::At, "at"),
        (Role::And, "and"),
        (Role::Classifier, "classifier"),
        (Role::Light, "light"),
        (Role::Negation, "negation"),
        (Role::Planned, "planned"),
        (Role::Hypothetical, "hypothetical"),
        (Role::Purpose, "purpose"),
        (Role::Clause, "clause"),
        (Role::Turn, "turn"),
    ];
    CLASSES.iter().find(|(role, _)| roles.has(*role)).map_or("none", |(_, name)| name)
}

fn count(number: usize) -> &'static str {
    match number {
        0 => "0",
        1 => "1",
        _ => "2",
    }
}

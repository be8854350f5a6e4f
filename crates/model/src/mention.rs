//! Mentions: names and who is meant; groups: the noun groups that can act or speak.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    /// The name alone, without titles ("Joe Biden").
    #[serde(flatten)]
    pub span: Span,
    /// What is named.
    pub kind: MentionKind,
    /// Usual international name; the words of the text when nobody is known by them.
    pub name: String,
    /// Side code (`USA`, `NATO`, `MEDIA` …).
    pub code: Option<String>,
    /// Row of the tables, `person:joe-biden`, `state:USA`; for people learned from the text `local:` and the name.
    pub id: Option<String>,
    /// Who else it may be, when it cannot be decided.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub candidates: Vec<Identity>,
}

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A body, alliance, company, outlet, armed group.
    Organization,
    /// A place that is no state.
    Place,
    /// A state.
    Country,
    /// Several actors under one name ("phương Tây").
    Group,
}

/// Somebody or something that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Usual international name.
    pub name: String,
    /// Side code.
    pub code: Option<String>,
    /// Row of the tables.
    pub id: Option<String>,
}

/// A noun group that means somebody: a name with its titles and appositions, a role
/// ("nhà lãnh đạo Nga"), a collective ("quân đội Ukraine"), a pronoun that was resolved.
///
/// Groups never overlap; they are the candidates for speakers, actors and recipients.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The whole noun group, with numerals, title and apposition.
    pub span: Span,
    /// What kind of actor.
    pub kind: GroupKind,
    /// Canonical English name as `GUIDELINES.md` writes speakers: "Joe Biden", "Russia",
    /// "Russian Ministry of Defence", "US officials"; `None` when nobody is meant.
    pub name: Option<String>,
    /// Side codes, in text order: one as a rule, several for "hai nước" or "Nga và Mỹ" said as one; empty when unknown.
    pub codes: Vec<String>,
    /// Row of the tables, as in [`Mention::id`].
    pub id: Option<String>,
    /// True when the group means more than one.
    pub plural: bool,
    /// Rule that made it.
    pub rule: &'static str,
}

/// What kind of actor a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupKind {
    /// A named person, with or without title, or a role that one person holds.
    Person,
    /// A state by its name, or by its capital where that stands for the government.
    State,
    /// A body of a state, an alliance, a party, an armed group.
    Organization,
    /// Troops, ships, aircraft, police of a side.
    Force,
    /// Unnamed officials and sources of a side.
    Officials,
    /// Civilians, protesters, citizens of a side.
    People,
    /// A newspaper, broadcaster or news agency.
    Outlet,
    /// Experts, scholars, witnesses, firms: they speak, and act for no side.
    Observer,
    /// A place: where, not who.
    Place,
    /// A pronoun whose referent stands in the other fields ("ông", "họ", "hai bên").
    Pronoun,
}

impl GroupKind {
    /// True for groups that can act in an event (everything but places, outlets and observers).
    pub fn acts(self) -> bool {
        !matches!(self, GroupKind::Place | GroupKind::Outlet | GroupKind::Observer)
    }
}

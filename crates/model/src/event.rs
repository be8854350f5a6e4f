//! Events: who did what to whom (PLOVER 2.0), with status kept apart from type.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Span;

/// One mention of one act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The trigger: the shortest words that name the act.
    #[serde(flatten)]
    pub span: Span,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// Who does it; everybody for mutual acts.
    pub actors: Vec<Actor>,
    /// To whom.
    pub recipients: Vec<Actor>,
    /// How real it is.
    pub status: Status,
    /// Its own date, when the text ties one to it.
    pub date: Option<EventDate>,
    /// Where.
    pub place: Option<Place>,
    /// Rule (frame) that found it.
    pub rule: String,
    /// How probably type and both sides are right, 0 to 1; unset in readings that older programs made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<f64>,
}

/// A side of an event.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Actor {
    /// Side code.
    pub code: String,
    /// Person or body that acts for the side, when named.
    pub name: Option<String>,
    /// Words of the text that name it, when they stand in the sentence.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Span>,
}

/// The date of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// ISO value, a day or an interval `A/B`.
    pub value: String,
    /// Words of the text that tell it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub span: Option<Span>,
}

/// A place, in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Usual English name.
    pub name: String,
}

/// How real an event is, in the eyes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened or is happening.
    Actual,
    /// It was announced.
    Planned,
    /// A condition, wish, possibility or fear.
    Hypothetical,
    /// It did not or will not happen, or is denied.
    Negated,
}

impl Status {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Status::Actual => "actual",
            Status::Planned => "planned",
            Status::Hypothetical => "hypothetical",
            Status::Negated => "negated",
        }
    }
}

macro_rules! event_types {
    ($($variant:ident $word:literal $doc:literal),* $(,)?) => {
        /// The 16 event types of PLOVER 2.0.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "UPPERCASE")]
        pub enum EventType {
            $(#[doc = $doc] $variant,)*
        }

        impl EventType {
            /// All types, in the manual's order.
            pub const ALL: &[EventType] = &[$(EventType::$variant,)*];

            /// The word of the manual, in capitals.
            pub fn word(self) -> &'static str {
                match self {
                    $(EventType::$variant => $word,)*
                }
            }
        }

        impl FromStr for EventType {
            type Err = String;

            fn from_str(word: &str) -> Result<EventType, String> {
                match word {
                    $($word => Ok(EventType::$variant),)*
                    _ => Err(format!("{word:?} is no PLOVER event type")),
                }
            }
        }
    };
}

event_types! {
    Agree "AGREE" "Agree, offer, promise.",
    Consult "CONSULT" "Meet or talk.",
    Support "SUPPORT" "Back in words, sign, recognise.",
    Concede "CONCEDE" "Give way in words, ease, pardon.",
    Cooperate "COOPERATE" "Exchange to the good of both.",
    Aid "AID" "Help materially.",
    Retreat "RETREAT" "Give way materially: withdraw, release.",
    Request "REQUEST" "Ask, demand, order, invite.",
    Accuse "ACCUSE" "Blame, charge, investigate.",
    Reject "REJECT" "Refuse, deny.",
    Threaten "THREATEN" "Warn of harm one would do.",
    Protest "PROTEST" "Dissent together and bodily.",
    Sanction "SANCTION" "Reduce relations.",
    Mobilize "MOBILIZE" "Move forces short of force.",
    Coerce "COERCE" "Repress short of violence.",
    Assault "ASSAULT" "Do harm by force.",
}

impl fmt::Display for EventType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

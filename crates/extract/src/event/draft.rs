//! Drafts: events of a document before it is looked at as a whole.

use biennien_model::{Actor, Event, EventDate, Place, Span, Status};

use super::frame::Frame;
use super::sides::Dyad;

/// A trigger that holds.
#[derive(Debug, Clone)]
pub(crate) struct Draft<'a> {
    /// The trigger.
    pub(crate) span: Span,
    /// Its frame.
    pub(crate) frame: &'a Frame,
    /// PLOVER mode.
    pub(crate) mode: Option<String>,
    /// Who does it to whom, as far as known.
    pub(crate) dyad: Dyad,
    /// How real it is.
    pub(crate) status: Status,
    /// True when the trigger is a noun here.
    pub(crate) nominal: bool,
    /// True when it is a noun whose sides do not stand beside it.
    pub(crate) weak: bool,
    /// Other sides that the sentence names, nearest first, those listed together as one.
    pub(crate) near: Vec<Vec<Actor>>,
    /// The side in whose land it takes place, where the sentence says so.
    pub(crate) seat: Option<String>,
    /// True when its only side is named as the other one's opponent or partner ("chiến tranh với A").
    pub(crate) opposed: bool,
    /// True when the actors do it to one another.
    pub(crate) reciprocal: bool,
    /// Its date.
    pub(crate) date: Option<EventDate>,
    /// Where.
    pub(crate) place: Option<Place>,
}

impl Draft<'_> {
    /// The event.
    pub(crate) fn event(self) -> Event {
        Event {
            span: self.span,
            kind: self.frame.kind,
            mode: self.mode,
            actors: self.dyad.actors,
            recipients: self.dyad.recipients,
            status: self.status,
            date: self.date,
            place: self.place,
            rule: self.frame.id.clone(),
            confidence: None,
        }
    }
}

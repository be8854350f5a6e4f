//! Story: many documents to origins, happenings, the chronicle and stories.
//!
//! In: one [`Member`] per article. Out: [`Happening`](biennien_model::Happening)s in the order of the chronicle. Joining works per block
//! (PLOVER type and sides), every block alone, so that blocks can be shared out; the order of members never matters. [`stories`] look at headlines and first
//! words instead of events.

mod sketch;

mod notes;

mod origin;

mod local;

mod words;

mod cluster;

mod join;

mod vague;

mod field;

mod line;

mod agenda;

mod dating;

mod likeness;

mod chronicle;

mod stories;

pub use chronicle::chronicle;
pub use dating::date_by_neighbours;
pub use notes::notes;
pub use origin::origins;
pub use sketch::sketch;
pub use stories::{Candidate, Units, stories, stories_by_article, story_id, units};

use biennien_model::{Interval, Member};

/// The days on which `member` may have been published.
pub(crate) fn published(member: &Member) -> Option<Interval> {
    Interval::parse(member.published.as_deref()?)
}

//! Plain types of the chronicle, in the order in which data flows:
//! capture → article → document → mentions, times → statements, events → happenings.
//!
//! What keeps a value valid stands here and nothing else: no language, no disk, no rules.
//! Every offset is a UTF-8 byte offset into the text that the type names.

mod span;

mod problem;

mod capture;

mod article;

mod document;

mod mention;

mod time;

mod statement;

mod event;

mod reading;

mod happening;

mod member;

mod story;

pub use article::{Article, Basis, Candidate, Line, LineKind, Link, Piece, Published, RawMap};
pub use capture::{Capture, Media, Sighting};
pub use document::{Document, Paragraph, Quotation, Sentence, Token, TokenKind};
pub use event::{Actor, Event, EventDate, EventType, Place, Status};
pub use happening::{
    Account, Agreement, DateBasis, Field, FieldValue, Happening, HappeningDate, Outcome, Plan, Step, StepKind,
};
pub use member::{Member, Note, Telling};
pub use mention::{Group, GroupKind, Identity, Mention, MentionKind};
pub use problem::Problem;
pub use reading::Reading;
pub use span::Span;
pub use statement::{Form, Source, Statement};
pub use story::{Head, NearStory, Story, StoryArticle, StoryTerm};
pub use time::{Interval, Time, TimeType};

//! Knowledge: the tables of `data/`, typed, checked and read-only, with their digest.
//!
//! In: the folder `data/` (built in, or another one). Out: [`Knowledge`] and a list of problems, one for
//! every row that could not be read. Matching the rows against text is left to the stages that use them.

mod table;

mod examples;

mod world;

mod names;

mod labels;

mod plover;

mod page;

mod encodings;

mod time;

mod statement;

mod event;

mod confidence;

mod context;

mod account;

mod settings;

mod story;

mod lexicon;

mod rows;

mod read;

pub use account::AccountCue;
pub use confidence::ConfidenceTable;
pub use context::Context;
pub use encodings::{EncodingTables, LetterRow, LookAlike};
pub use event::{EventTables, FrameRow, Judgement, RoleRow, Spelling, War, WordSet};
pub use examples::Example;
pub use labels::Labels;
pub use lexicon::{CuttingPrices, LexiconWord};
pub use names::{
    AmbiguousName, Body, Collective, HeadOf, NameTables, NameWord, Office, PrivateOffice, ShortAdjective,
    ToneSpelling, WordClass,
};
pub use page::{AGO_EXAMPLES_CAPTURED, AgoForm, DateForm, LineCue, PagePhrases, PageTables};
pub use plover::{Levels, PloverSides};
pub use read::{Knowledge, KnowledgeError};
pub use statement::{Cue, CueClass, CueContent, CueWords, StatementTables};
pub use story::StorySettings;
pub use table::{Files, Place as RowPlace};
pub use time::{DayCount, Meeting, NamedDay, TimeRule, TimeShape, TimeTables, TimeWord};
pub use world::{Organization, Outlet, Person, Place, State, Term, World};

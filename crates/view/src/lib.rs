//! View: the shapes that people and programs see, and how they are made.
//!
//! In: happenings and facts of the store. Out: rows with the names of the contract, and their JSON and CSV forms.
//! Drawing on a terminal or page is left to `cli` and `server`.

mod scale;

mod importance;

mod timeline;

mod happening;

mod agenda;

mod calendar;

mod pair;

mod actor;

mod story;

mod explain;

mod plover;

mod said;

mod search;

mod format;

pub use actor::{ActorPage, Listed, Of, Office, actor};
pub use agenda::{AgendaRow, Expected, agenda};
pub use calendar::{Vague, calendar};
pub use explain::{Explanation, FindRow, Footing, explain_fact, explain_happening};
pub use format::{csv_line, csv_lines};
pub use happening::{AccountRow, HappeningRow, Silent};
pub use importance::{importance, most};
pub use pair::{By, Contact, PairPage, PairRow, pair};
pub use plover::{
    AsRead, CiteInfo, FactEvidence, PloverActor, PloverRecord, SideLevels, TextInfo, Told, plover_records,
};
pub use said::{StatementRow, statement_rows};
pub use search::{FacetRow, SearchRow, Sentences, facet_rows, restate, search_rows};
pub use story::{ArticleRow, StoryPage, StoryRow, story_page, story_rows};
pub use timeline::{Filter, Side, TimelineRow, takes_happening, timeline};

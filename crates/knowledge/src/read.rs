//! Reading all tables into one value.

use std::io;
use std::path::{Path, PathBuf};

use biennien_model::Problem;

use crate::account::{self, AccountCue};
use crate::confidence::ConfidenceTable;
use crate::context::{self, Context};
use crate::encodings::EncodingTables;
use crate::event::EventTables;
use crate::examples::Example;
use crate::labels::Labels;
use crate::lexicon::{self, CuttingPrices, LexiconWord};
use crate::names::NameTables;
use crate::page::PageTables;
use crate::plover::PloverSides;
use crate::rows::Rows;
use crate::statement::StatementTables;
use crate::story::StorySettings;
use crate::table::{Files, Place as RowPlace};
use crate::time::TimeTables;
use crate::world::World;

/// Everything that the program knows.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// States, people, outlets …
    pub world: World,
    /// Offices, bodies, collectives.
    pub names: NameTables,
    /// How news pages look.
    pub pages: PageTables,
    /// How Vietnamese text is encoded and disguised.
    pub encodings: EncodingTables,
    /// Words that name moments.
    pub times: TimeTables,
    /// Reporting cues.
    pub statements: StatementTables,
    /// Frames of events.
    pub events: EventTables,
    /// What speaks for and against a fact.
    pub confidence: ConfidenceTable,
    /// What articles can be about.
    pub contexts: Vec<Context>,
    /// What else a sentence says of a happening.
    pub accounts: Vec<AccountCue>,
    /// How stories are found.
    pub stories: StorySettings,
    /// Words and how often they stand in news, in file order.
    pub lexicon: Vec<LexiconWord>,
    /// What words cost that the lexicon does not tell of.
    pub cutting: CuttingPrices,
    /// Sides as the PLOVER manual writes them.
    pub plover: PloverSides,
    /// Words of the interface.
    pub labels: Labels,
    /// Examples of all rows, in file order.
    pub examples: Vec<Example>,
    /// Rows that could not be read.
    pub problems: Vec<Problem>,
    /// SHA-256 of the tables.
    pub digest: String,
    rows: Rows,
}

/// Why a folder of tables could not be read.
#[derive(Debug, thiserror::Error)]
pub enum KnowledgeError {
    /// A folder or file could not be read.
    #[error("cannot read the tables in {}; give the folder that holds world/ and vi/", dir.display())]
    Read {
        /// The folder.
        dir: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Knowledge {
    /// The tables that were built in.
    pub fn built_in() -> Knowledge {
        Knowledge::from_files(&Files::built_in())
    }

    /// The tables of the folder `dir`.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read. Bad rows are no errors: they are `problems`.
    pub fn read(dir: &Path) -> Result<Knowledge, KnowledgeError> {
        let files =
            Files::read(dir).map_err(|source| KnowledgeError::Read { dir: dir.to_owned(), source })?;
        Ok(Knowledge::from_files(&files))
    }

    /// The tables in `files`.
    pub fn from_files(files: &Files) -> Knowledge {
        let (mut problems, mut examples) = (Vec::new(), Vec::new());
        let world = World::read(files, &mut problems, &mut examples);
        Knowledge {
            plover: PloverSides::read(files, &world, &mut problems),
            world,
            names: NameTables::read(files, &mut problems, &mut examples),
            pages: PageTables::read(files, &mut problems, &mut examples),
            encodings: EncodingTables::read(files, &mut problems, &mut examples),
            times: TimeTables::read(files, &mut problems, &mut examples),
            statements: StatementTables::read(files, &mut problems, &mut examples),
            events: EventTables::read(files, &mut problems, &mut examples),
            confidence: ConfidenceTable::read(files, &mut problems),
            contexts: context::read(files, &mut problems, &mut examples),
            accounts: account::read(files, &mut problems),
            stories: StorySettings::read(files, &mut problems),
            lexicon: lexicon::read(files, &mut problems),
            cutting: CuttingPrices::read(files, &mut problems),
            labels: Labels::read(files, &mut problems),
            digest: files.digest(),
            rows: Rows::read(files),
            examples,
            problems,
        }
    }

    /// The row that a fact names as its rule.
    pub fn row(&self, rule: &str) -> Option<&RowPlace> {
        self.rows.find(rule)
    }
}

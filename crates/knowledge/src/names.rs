//! Names of the language: offices and ranks, bodies of every state, collectives.

use biennien_model::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::examples::Example;
use crate::table::{Files, list, maybe};
use crate::world::add_examples;

/// An office or rank; columns of `vi/offices.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Office {
    /// Id, which `world/terms.tsv` points at.
    pub id: String,
    /// English title.
    pub title: String,
    /// Vietnamese names.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    /// `state`, `organization`, or one fixed code.
    #[serde(deserialize_with = "maybe")]
    pub of: Option<String>,
    /// `head-of-state`, `foreign-minister`, `spokesperson`, `observer`, `rank` …
    #[serde(deserialize_with = "maybe")]
    pub role: Option<String>,
    /// `one` when only one person holds it at a time, so that the office alone can name the person.
    #[serde(deserialize_with = "maybe", default)]
    pub holders: Option<String>,
    /// `CODE=title` where a state has its own English title.
    #[serde(deserialize_with = "list", default)]
    pub exceptions: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A kind of body that every state has; columns of `vi/bodies.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Body {
    /// English pattern with `{adjective}`.
    pub title: String,
    /// Vietnamese names.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    /// `CODE=name` where a state's body is called otherwise.
    #[serde(deserialize_with = "list", default)]
    pub exceptions: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// People or forces named by their side; columns of `vi/collectives.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Collective {
    /// English pattern with `{adjective}`.
    pub title: String,
    /// English pattern where exactly one is meant.
    #[serde(deserialize_with = "maybe", default)]
    pub singular: Option<String>,
    /// Empty, `CIV` or `OPP`.
    #[serde(deserialize_with = "maybe")]
    pub side: Option<String>,
    /// `force`, `officials`, `people`, `leaders` …
    pub kind: String,
    /// Vietnamese names.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// What a small word around names does; `class` in `vi/names/words.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WordClass {
    /// Stands before a name, or alone for a person named before (`Mr`).
    Honorific,
    /// A person named before.
    He,
    /// Several named before.
    They,
    /// A state named before.
    ThisState,
    /// Two states named before.
    Two,
    /// Two people named before.
    TwoLeaders,
    /// An alliance or group named before.
    ThisAlliance,
    /// A body named before.
    ThisBody,
    /// An outlet named before.
    ThisOutlet,
    /// One of a kind.
    One,
    /// Several of a kind.
    Many,
    /// No longer in office.
    Former,
    /// Stands before an office and changes nothing.
    Fresh,
    /// In office for the time being.
    Acting,
    /// The holder of the same office elsewhere.
    Counterpart,
    /// The one before in office.
    Predecessor,
    /// The one after in office.
    Successor,
    /// Joins an office or body to its owner.
    Of,
    /// Says where.
    In,
    /// Says where to, or stands before other places.
    To,
    /// Stands between an office and its owner.
    Adjunct,
    /// Stands after a group and belongs to it.
    Trail,
    /// An unnamed source.
    Source,
    /// Stands before the name of an outlet.
    Outlet,
    /// Joins two offices of one person.
    AndOffice,
    /// After it an office means the office, not its holder.
    NotBefore,
    /// Family names and usual parts of Vietnamese personal names.
    Family,
    /// Small words inside foreign names.
    Particle,
    /// Words that begin a sentence with a capital and are no name.
    Start,
    /// A relative or follower of somebody; `value` is the English word.
    Kin,
    /// Begins the name of a body that no table knows; `value` is the English word.
    Org,
    /// A weapon, treaty, event, faith, currency: a name of nobody and no place.
    Thing,
    /// Stands before the name of a thing ("aircraft carrier", "storm").
    ThingNoun,
    /// Stands before the name of a place ("province").
    PlaceNoun,
    /// Somebody who speaks and acts for nobody; `value` is the English word.
    Crowd,
    /// Joins two names.
    And,
    /// The country of the papers; `value` is its code, which bodies of a document without any state act for.
    Home,
    /// Begins a content clause after a verb of saying.
    That,
    /// A point after it is part of it.
    Abbreviation,
    /// Never part of the name of a body.
    Stop,
    /// Verbs of saying, after which no name goes on.
    Say,
}

/// Small words around names; columns of `vi/names/words.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct NameWord {
    /// What it does.
    pub class: WordClass,
    /// `m` or `f` where the word tells it; an English word for relatives and bodies.
    #[serde(deserialize_with = "maybe")]
    pub value: Option<String>,
    /// The words.
    #[serde(deserialize_with = "list")]
    pub names: Vec<String>,
}

/// A state name that is also a word or a part of names; columns of `vi/names/ambiguous.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct AmbiguousName {
    /// The name.
    pub name: String,
    /// Syllables after which it is no state.
    #[serde(deserialize_with = "list")]
    pub before: Vec<String>,
    /// Syllables before which it is no state.
    #[serde(deserialize_with = "list")]
    pub after: Vec<String>,
}

/// Two ways to write a syllable; columns of `vi/names/tones.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct ToneSpelling {
    /// With the tone mark on the last vowel.
    pub new: String,
    /// With the tone mark on the first vowel.
    pub old: String,
}

/// The English word before officials and bodies; columns of `vi/names/adjectives.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct ShortAdjective {
    /// State.
    pub code: String,
    /// Word.
    pub adjective: String,
}

/// Whose head is meant by "the head of" a body; columns of `vi/names/heads.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct HeadOf {
    /// English name, or pattern of `vi/bodies.tsv`.
    pub body: String,
    /// Id of the office.
    pub office: String,
}

/// An office that gives no side to its holder; columns of `vi/names/private.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct PrivateOffice {
    /// Id of the office.
    pub office: String,
    /// Code that it gives instead.
    #[serde(deserialize_with = "maybe")]
    pub code: Option<String>,
}

/// All name tables of a language.
#[derive(Debug, Clone, Default)]
pub struct NameTables {
    /// Offices, in file order.
    pub offices: Vec<Office>,
    /// Bodies, in file order.
    pub bodies: Vec<Body>,
    /// Collectives, in file order.
    pub collectives: Vec<Collective>,
    /// Small words, in file order.
    pub words: Vec<NameWord>,
    /// State names that are also words.
    pub ambiguous: Vec<AmbiguousName>,
    /// Spellings of the tone mark.
    pub tones: Vec<ToneSpelling>,
    /// English adjectives other than those of the states' table.
    pub adjectives: Vec<ShortAdjective>,
    /// Offices without a side.
    pub private: Vec<PrivateOffice>,
    /// Heads of bodies.
    pub heads: Vec<HeadOf>,
}

impl NameTables {
    pub(crate) fn read(
        files: &Files,
        problems: &mut Vec<Problem>,
        examples: &mut Vec<Example>,
    ) -> NameTables {
        let mut tables = NameTables::default();
        for (place, row) in files.rows::<Office>("vi/offices.tsv", problems) {
            add_examples(examples, &place, "vi/offices", &row.example, &row.id);
            tables.offices.push(row);
        }
        for (place, row) in files.rows::<Body>("vi/bodies.tsv", problems) {
            add_examples(examples, &place, "vi/bodies", &row.example, &row.title);
            tables.bodies.push(row);
        }
        for (place, row) in files.rows::<Collective>("vi/collectives.tsv", problems) {
            add_examples(examples, &place, "vi/collectives", &row.example, &row.title);
            tables.collectives.push(row);
        }
        tables.words = plain(files, "vi/names/words.tsv", problems);
        tables.ambiguous = plain(files, "vi/names/ambiguous.tsv", problems);
        tables.tones = plain(files, "vi/names/tones.tsv", problems);
        tables.adjectives = plain(files, "vi/names/adjectives.tsv", problems);
        tables.private = plain(files, "vi/names/private.tsv", problems);
        tables.heads = plain(files, "vi/names/heads.tsv", problems);
        tables
    }
}

/// The rows of a table without examples.
fn plain<Row: DeserializeOwned>(files: &Files, path: &str, problems: &mut Vec<Problem>) -> Vec<Row> {
    files.rows(path, problems).into_iter().map(|(_, row)| row).collect()
}

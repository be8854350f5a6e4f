//! Event tables: frames with their triggers, words that are no triggers, word sets, word roles,
//! judgements that turn plain saying into an act, wars, spellings.

use std::collections::BTreeMap;

use biennien_model::{EventType, Problem};
use serde::Deserialize;

use crate::examples::Example;
use crate::table::{Files, list, maybe};
use crate::world::add_examples;

/// Words that name one kind of act in one way; columns of `vi/event/frames.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct FrameRow {
    /// Id, which the events name as their rule.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    #[serde(deserialize_with = "maybe")]
    pub mode: Option<String>,
    /// `verb`, `noun` or `any`.
    pub form: String,
    /// How the sides stand around the trigger (`strike`, `mutual`, `visit` …).
    pub sides: String,
    /// What becomes of acts in the complement: `hides`, `denies`, `wishes` or empty.
    pub content: String,
    /// What must be there besides the words.
    #[serde(deserialize_with = "list")]
    pub needs: Vec<String>,
    /// Triggers; `word ~set` is a word with a word of the set close behind.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// Named words that frames and needs point at; columns of `vi/event/sets.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct WordSet {
    /// Name.
    pub set: String,
    /// Words.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
}

/// Words that build clauses and colour them; columns of `vi/event/words.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct RoleRow {
    /// What they do (`to`, `passive`, `negation` …).
    pub role: String,
    /// Words.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
}

/// Expressions that hold a trigger word and name no act; columns of `vi/event/blocks.tsv`.
#[derive(Debug, Clone, Deserialize)]
struct BlockRow {
    #[serde(deserialize_with = "list")]
    words: Vec<String>,
}

/// Words that make an act of plain saying when they stand in what is said; columns of `vi/event/judgements.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Judgement {
    /// PLOVER type of the act.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    #[serde(deserialize_with = "maybe")]
    pub mode: Option<String>,
    /// `other`: what is said must name another side.
    #[serde(deserialize_with = "list")]
    pub needs: Vec<String>,
    /// Words.
    #[serde(deserialize_with = "list")]
    pub words: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// A war by the side or place it is named after; columns of `vi/event/wars.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct War {
    /// Side code by which papers name it ("chiến sự Ukraine").
    pub place: String,
    /// Who wages it.
    #[serde(deserialize_with = "list")]
    pub sides: Vec<String>,
}

/// Rhymes that are written in two ways; columns of `vi/event/spelling.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct Spelling {
    /// Rhyme as the tables write it.
    pub usual: String,
    /// The other way.
    pub also: String,
}

/// One learned weight; columns of `vi/event/weights.tsv`.
#[derive(Debug, Clone, Deserialize)]
struct WeightRow {
    feature: String,
    weight: f64,
}

/// All event tables of a language.
#[derive(Debug, Clone, Default)]
pub struct EventTables {
    /// Frames, in file order.
    pub frames: Vec<FrameRow>,
    /// Expressions that are no triggers.
    pub blocks: Vec<String>,
    /// Word sets.
    pub sets: Vec<WordSet>,
    /// Word roles.
    pub roles: Vec<RoleRow>,
    /// Judgements, strongest first.
    pub judgements: Vec<Judgement>,
    /// Wars.
    pub wars: Vec<War>,
    /// Spellings.
    pub spellings: Vec<Spelling>,
    /// Learned weights of sides and events, by feature.
    pub weights: BTreeMap<String, f64>,
}

impl EventTables {
    pub(crate) fn read(
        files: &Files,
        problems: &mut Vec<Problem>,
        examples: &mut Vec<Example>,
    ) -> EventTables {
        let mut tables = EventTables::default();
        for (place, row) in files.rows::<FrameRow>("vi/event/frames.tsv", problems) {
            add_examples(examples, &place, "vi/event/frames", &row.example, &row.id);
            tables.frames.push(row);
        }
        for (_, row) in files.rows::<BlockRow>("vi/event/blocks.tsv", problems) {
            tables.blocks.extend(row.words);
        }
        for (place, row) in files.rows::<Judgement>("vi/event/judgements.tsv", problems) {
            add_examples(examples, &place, "vi/event/judgements", &row.example, row.kind.word());
            tables.judgements.push(row);
        }
        tables.wars = files.rows("vi/event/wars.tsv", problems).into_iter().map(|(_, row)| row).collect();
        tables.sets = files.rows("vi/event/sets.tsv", problems).into_iter().map(|(_, row)| row).collect();
        tables.roles = files.rows("vi/event/words.tsv", problems).into_iter().map(|(_, row)| row).collect();
        tables.spellings =
            files.rows("vi/event/spelling.tsv", problems).into_iter().map(|(_, row)| row).collect();
        for (_, row) in files.rows::<WeightRow>("vi/event/weights.tsv", problems) {
            tables.weights.insert(row.feature, row.weight);
        }
        tables
    }
}

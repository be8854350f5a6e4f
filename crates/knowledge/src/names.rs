//! Names of the language: offices and ranks, bodies of every state, collectives.

use biennien_model::Problem;
use serde::Deserialize;

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

/// All name tables of a language.
#[derive(Debug, Clone, Default)]
pub struct NameTables {
    /// Offices, in file order.
    pub offices: Vec<Office>,
    /// Bodies, in file order.
    pub bodies: Vec<Body>,
    /// Collectives, in file order.
    pub collectives: Vec<Collective>,
}

impl NameTables {
    pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>, examples: &mut Vec<Example>) -> NameTables {
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
        tables
    }
}

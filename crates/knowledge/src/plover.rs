//! PLOVER levels: country and sector of a side, as the manual writes them.

use std::collections::BTreeMap;

use biennien_model::Problem;
use serde::Deserialize;

use crate::table::{Files, maybe};
use crate::world::World;

/// Stands in the table for the state behind a prefix (`CIV-RUS`).
const OWN: &str = "own";

#[derive(Debug, Deserialize)]
struct Row {
    side: String,
    #[serde(deserialize_with = "maybe")]
    country: Option<String>,
    #[serde(deserialize_with = "maybe")]
    sector: Option<String>,
}

/// Country and sector of the manual, each where it has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// ISO 3166 alpha-3, or the manual's code for who is no state (UNO, EUR, IGO, NGO, ISM, IMG, MNC).
    pub country: Option<String>,
    /// Sector code.
    pub sector: Option<String>,
}

/// The rows of `world/plover.tsv`, with the codes of organizations and states.
#[derive(Debug, Clone, Default)]
pub struct PloverSides {
    /// By code, or by kind of organization.
    rows: BTreeMap<String, Levels>,
    /// Kind of the first organization with a code of its own.
    kinds: BTreeMap<String, String>,
    states: Vec<String>,
}

impl PloverSides {
    pub(crate) fn read(files: &Files, world: &World, problems: &mut Vec<Problem>) -> PloverSides {
        let rows = files.rows::<Row>("world/plover.tsv", problems);
        let level = |row: Row| (row.side, Levels { country: row.country, sector: row.sector });
        let mut kinds = BTreeMap::new();
        for organization in &world.organizations {
            if let Some(code) = &organization.code {
                kinds.entry(code.clone()).or_insert_with(|| organization.kind.clone());
            }
        }
        let mut states: Vec<String> = world.states.iter().map(|state| state.code.clone()).collect();
        states.sort();
        PloverSides { rows: rows.into_iter().map(|(_, row)| level(row)).collect(), kinds, states }
    }

    /// The levels of a side code; both empty where the manual has none.
    pub fn levels(&self, code: &str) -> Levels {
        let is_state = |code: &str| self.states.binary_search_by(|state| state.as_str().cmp(code)).is_ok();
        if is_state(code) {
            return Levels { country: Some(code.to_owned()), sector: None };
        }
        if let Some((prefix, state)) = code.split_once('-')
            && let Some(levels) = self.rows.get(prefix)
        {
            let country =
                levels.country.as_deref().map(|country| if country == OWN { state } else { country });
            return Levels { country: country.map(str::to_owned), sector: levels.sector.clone() };
        }
        let kind = || self.kinds.get(code).and_then(|kind| self.rows.get(kind));
        self.rows.get(code).or_else(kind).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::Knowledge;

    #[test]
    fn sides_have_the_levels_of_the_manual() {
        check("USA", Some("USA"), None);
        check("CIV-RUS", Some("RUS"), Some("CVL"));
        check("UN", Some("UNO"), None);
        check("ICC", Some("IGO"), None);
        check("ASEAN", Some("IGO"), None);
        check("PMF", Some("IMG"), None);
        check("HAMAS", Some("IMG"), None);
        check("GOP", None, Some("PTY"));
        check("DPR", Some("UKR"), Some("PRE"));
        check("WEST", None, None);
        check("nobody", None, None);
    }

    #[track_caller]
    fn check(code: &str, country: Option<&str>, sector: Option<&str>) {
        let levels = Knowledge::built_in().plover.levels(code);
        assert_eq!((levels.country.as_deref(), levels.sector.as_deref()), (country, sector), "{code}");
    }
}

//! Floors: the F1 below which the program must not fall, as `eval/floors.toml` has them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Set of texts, then figure, then its lowest F1, 0 to 1.
pub(crate) type Floors = BTreeMap<String, BTreeMap<String, f64>>;

/// Reads the floors in the file at `path`.
///
/// # Errors
/// When the file cannot be read or holds something else than numbers by set and figure.
pub(crate) fn read(path: &Path) -> Result<Floors, String> {
    let text =
        fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    parse(&text).map_err(|error| format!("{}: {error}", path.display()))
}

fn parse(text: &str) -> Result<Floors, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let mut floors = Floors::new();
    for (set, figures) in &table {
        let figures = figures.as_table().ok_or_else(|| format!("[{set}] is not a table"))?;
        for (figure, floor) in figures {
            let number = floor.as_float().filter(|number| (0.0..=1.0).contains(number));
            let number =
                number.ok_or_else(|| format!("[{set}] {figure}: not a number between 0.0 and 1.0"))?;
            floors.entry(set.clone()).or_default().insert(figure.clone(), number);
        }
    }
    Ok(floors)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn floors_stand_by_set_and_figure() {
        check("[dev]\n\"time.value\" = 0.85", "{\"dev\": {\"time.value\": 0.85}}");
    }

    #[test]
    fn what_is_no_floor_is_named() {
        check("[dev]\n\"time.value\" = 85.0", "[dev] time.value: not a number between 0.0 and 1.0");
        check("dev = 1", "[dev] is not a table");
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let got = parse(text).map_or_else(|error| error, |floors| format!("{floors:?}"));
        assert_eq!(got, expected);
    }
}

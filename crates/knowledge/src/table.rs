//! Table files: where they are, how a row becomes a typed value, how a bad row becomes a problem.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use biennien_model::Problem;
use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};

/// The folder `data/` as it stood when the program was built.
#[derive(RustEmbed)]
#[folder = "../../data"]
#[include = "*.tsv"]
#[include = "*.toml"]
struct BuiltIn;

/// The files of one `data/` folder, by their path below it.
#[derive(Debug, Clone)]
pub struct Files {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

/// Where a row stands: what problems and examples point at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path below `data/`.
    pub file: String,
    /// 1-based line.
    pub line: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

impl Files {
    /// The tables that were built in.
    pub fn built_in() -> Files {
        let files = BuiltIn::iter()
            .filter_map(|path| BuiltIn::get(&path).map(|file| (path.replace('\\', "/"), file.data)))
            .collect();
        Files { files }
    }

    /// The tables of the folder `dir`, all `.tsv` and `.toml` files below it.
    ///
    /// # Errors
    /// When a folder or file cannot be read; the error names it.
    pub fn read(dir: &Path) -> io::Result<Files> {
        let mut files = BTreeMap::new();
        let mut folders = vec![dir.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(|error| named(&folder, error))? {
                let path = entry.map_err(|error| named(&folder, error))?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|kind| kind == "tsv" || kind == "toml") {
                    let below = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    files.insert(below, Cow::Owned(fs::read(&path).map_err(|error| named(&path, error))?));
                }
            }
        }
        Ok(Files { files })
    }

    /// SHA-256 over all paths and contents, as hexadecimal digits.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for (path, bytes) in &self.files {
            hash.update(path.as_bytes());
            hash.update([0]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The text of one file; a problem and the empty text when it is missing or no UTF-8.
    pub fn text(&self, path: &str, problems: &mut Vec<Problem>) -> &str {
        let Some(bytes) = self.files.get(path) else {
            problems.push(Problem::new("table_missing", format!("{path}: no such table")));
            return "";
        };
        std::str::from_utf8(bytes).unwrap_or_else(|error| {
            let at = error.valid_up_to();
            problems.push(Problem::new("table_encoding", format!("{path}: no UTF-8 at byte {at}")));
            ""
        })
    }

    /// The rows of one tab-separated table, in file order, each with its place.
    ///
    /// A row that does not fit becomes a problem that names file and line; the others are kept.
    pub fn rows<Row: DeserializeOwned>(&self, path: &str, problems: &mut Vec<Problem>) -> Vec<(Place, Row)> {
        let text = self.text(path, problems);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .comment(Some(b'#'))
            .flexible(false)
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let headers = match reader.headers() {
            Ok(headers) => headers.clone(),
            Err(error) => {
                problems.push(Problem::new("table_row", format!("{path}: {error}")));
                return rows;
            }
        };
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let line = record.position().map_or(0, csv::Position::line);
                    let place = Place { file: path.to_owned(), line };
                    match record.deserialize(Some(&headers)) {
                        Ok(row) => rows.push((place, row)),
                        Err(error) => problems.push(Problem::new("table_row", format!("{place}: {error}"))),
                    }
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    problems.push(Problem::new("table_row", format!("{path}:{line}: {error}")));
                }
            }
        }
        rows
    }

    /// One TOML file as a typed value; its default and a problem when it does not fit.
    pub fn toml<T: DeserializeOwned + Default>(&self, path: &str, problems: &mut Vec<Problem>) -> T {
        let text = self.text(path, problems);
        toml::from_str(text).unwrap_or_else(|error| {
            problems.push(Problem::new("table_toml", format!("{path}: {error}")));
            T::default()
        })
    }
}

fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// Reads a cell of several values separated by `|`; empty ones are dropped.
///
/// # Errors
/// When the cell is no text.
pub(crate) fn list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let cell = String::deserialize(deserializer)?;
    Ok(cell.split('|').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect())
}

/// Reads a cell that may be empty.
///
/// # Errors
/// When the cell is no text.
pub(crate) fn maybe<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let cell = String::deserialize(deserializer)?;
    Ok(Some(cell.trim().to_owned()).filter(|value| !value.is_empty()))
}

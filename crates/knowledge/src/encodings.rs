//! Encoding tables: how old encodings write Vietnamese letters, what Vietnamese syllables are made of, and which letters
//! stand in for others.

use biennien_model::Problem;
use serde::Deserialize;

use crate::examples::Example;
use crate::table::{Files, list};
use crate::world::add_examples;

/// How the old encodings write one letter; columns of `vi/encodings/letters.tsv`.
///
/// Bytes are hexadecimal; an empty cell means that the encoding has no code for the letter.
#[derive(Debug, Clone, Deserialize)]
pub struct LetterRow {
    /// The letter.
    pub letter: char,
    /// One byte.
    pub tcvn3: String,
    /// One byte or two.
    pub vni: String,
    /// One byte.
    pub viscii: String,
    /// One byte.
    pub vps: String,
    /// Spellings in ASCII letters and signs.
    #[serde(deserialize_with = "list")]
    pub viqr: Vec<String>,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct SyllablePart {
    part: String,
    text: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// Letters that look like a Latin one; columns of `vi/encodings/look-alikes.tsv`.
#[derive(Debug, Clone, Deserialize)]
pub struct LookAlike {
    /// `same` or `like`.
    pub class: String,
    /// The Latin letter.
    pub letter: char,
    /// The others.
    #[serde(deserialize_with = "list")]
    pub looks: Vec<String>,
    expected: String,
    #[serde(deserialize_with = "list")]
    example: Vec<String>,
}

/// Encodings and disguises of Vietnamese text.
#[derive(Debug, Clone, Default)]
pub struct EncodingTables {
    /// The 134 letters outside ASCII.
    pub letters: Vec<LetterRow>,
    /// What can stand before the vowel of a syllable.
    pub onsets: Vec<String>,
    /// The vowel of a syllable with what follows it, without tone.
    pub rhymes: Vec<String>,
    /// Letters that stand in for Latin ones.
    pub look_alikes: Vec<LookAlike>,
}

impl EncodingTables {
    pub(crate) fn read(
        files: &Files,
        problems: &mut Vec<Problem>,
        examples: &mut Vec<Example>,
    ) -> EncodingTables {
        let mut tables = EncodingTables::default();
        for (place, row) in files.rows::<LetterRow>("vi/encodings/letters.tsv", problems) {
            add_examples(examples, &place, "vi/encodings/letters", &row.example, &row.letter.to_string());
            tables.letters.push(row);
        }
        for (place, row) in files.rows::<SyllablePart>("vi/encodings/syllables.tsv", problems) {
            add_examples(examples, &place, "vi/encodings/syllables", &row.example, &row.text);
            match row.part.as_str() {
                "onset" => tables.onsets.push(row.text),
                "rhyme" => tables.rhymes.push(row.text),
                part => problems.push(Problem::new("table_row", format!("{place}: no part {part}"))),
            }
        }
        for (place, row) in files.rows::<LookAlike>("vi/encodings/look-alikes.tsv", problems) {
            add_examples(examples, &place, "vi/encodings/look-alikes", &row.example, &row.expected);
            tables.look_alikes.push(row);
        }
        tables
    }
}

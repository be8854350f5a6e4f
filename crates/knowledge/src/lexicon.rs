//! Lexicon: the words of the language, how often each stands in news, and what other words cost.

use biennien_model::Problem;

use crate::settings;
use crate::table::Files;

/// One word; columns of `vi/lexicon.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconWord {
    /// Its syllables in small letters, parted by spaces.
    pub word: String,
    /// How often it stands in the corpora, at least 1.
    pub count: u32,
}

/// Reads `vi/lexicon.tsv`, in file order; tens of thousands of rows, which are not worth a general reader.
pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> Vec<LexiconWord> {
    const PATH: &str = "vi/lexicon.tsv";
    let lines = files.text(PATH, problems).lines().enumerate();
    let mut rows = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let header = rows.next().map_or("", |(_, line)| line);
    let mut wrong = Vec::new();
    if header != "word\tcount" {
        wrong.push(format!("{PATH}: the columns are word and count, not {header:?}"));
    }
    let mut words = Vec::new();
    for (index, line) in rows {
        let parts = line.split_once('\t');
        match parts.and_then(|(word, count)| Some((word, count.parse().ok().filter(|count| *count > 0)?))) {
            Some((word, count)) => words.push(LexiconWord { word: word.to_owned(), count }),
            None => wrong.push(format!("{PATH}:{}: wants a word and a count", index + 1)),
        }
    }
    problems.extend(wrong.into_iter().map(|message| Problem::new("table_row", message)));
    words
}

/// What words cost that the lexicon does not tell of; columns of `vi/cutting.tsv`. Prices are thousandths of a natural
/// logarithm: a word twice as rare costs 693 more.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CuttingPrices {
    /// A syllable that is no word.
    pub unknown: f64,
    /// A name that no table has.
    pub name: f64,
    /// Each token of one.
    pub name_token: f64,
    /// A name that begins with a family name, in place of `name`.
    pub family_name: f64,
    /// A name of the world's tables.
    pub known_name: f64,
    /// What a capital inside a sentence adds to a word of one syllable.
    pub capital: f64,
    /// Most tokens of a name that no table has.
    pub longest_name: f64,
}

impl CuttingPrices {
    pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> CuttingPrices {
        let mut prices = CuttingPrices::default();
        let mut named = [
            ("unknown", &mut prices.unknown),
            ("name", &mut prices.name),
            ("name_token", &mut prices.name_token),
            ("family_name", &mut prices.family_name),
            ("known_name", &mut prices.known_name),
            ("capital", &mut prices.capital),
            ("longest_name", &mut prices.longest_name),
        ];
        settings::read(files, "vi/cutting.tsv", &mut named, problems);
        prices
    }
}

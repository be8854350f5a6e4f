//! Lexicon: the words of the language and how often each stands in news.

use biennien_model::Problem;

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

//! The draw: which lines of the corpora are annotated for names and for words, found again from fixed seeds.
//!
//! In: the corpora of `../shared`, `eval/mentions/200.tsv` and `eval/words/160.tsv`. Out: how many of the lines of each
//! file the draw gives again, in the same order. How it works is told in `eval/mentions/README.md`.

use std::ops::RangeInclusive;
use std::path::Path;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::corpora;
use crate::eval::{mentions, words};

/// A corpus, how many articles are taken, and of which section where it matters.
struct Share {
    corpus: &'static str,
    articles: usize,
    section: Option<&'static str>,
}

/// What is drawn for one file.
struct Draw {
    /// What the seeds begin with.
    seed: &'static str,
    shares: &'static [Share],
    /// Bytes that a line must have, and may have at most.
    bytes: RangeInclusive<usize>,
}

const NAMES: Draw = Draw {
    seed: "biennien mentions",
    shares: &[
        Share { corpus: "vietnews-intl", articles: 130, section: None },
        // The feed's section of foreign news, as its outlet writes it.
        Share { corpus: "rss-2025-26", articles: 50, section: Some("Th\u{1ebf} gi\u{1edb}i") },
        Share { corpus: "vnmds-clusters", articles: 20, section: None },
    ],
    bytes: 40..=600,
};

const WORDS: Draw = Draw {
    seed: "biennien words",
    shares: &[
        Share { corpus: "vietnews-intl", articles: 100, section: None },
        Share { corpus: "rss-2025-26", articles: 60, section: None },
    ],
    bytes: 40..=240,
};

/// Draws the lines and compares them with the annotated ones.
///
/// # Errors
/// When a corpus cannot be read or the draw gives other lines.
pub(crate) fn run(shared: &Path) -> Result<(), String> {
    let names = mentions::read_sentences()?;
    let names = names.into_iter().map(|line| (line.corpus, line.id, line.from, line.to));
    compare("names", &NAMES.lines(shared)?, &names.collect::<Vec<_>>())?;
    let words = words::read()?.into_iter().map(|line| (line.corpus, line.id, line.from, line.to));
    compare("words", &WORDS.lines(shared)?, &words.collect::<Vec<_>>())
}

/// Says how many of the `annotated` lines were drawn again.
fn compare(what: &str, drawn: &[Place], annotated: &[Place]) -> Result<(), String> {
    let same = drawn.iter().zip(annotated).filter(|(one, other)| one == other).count();
    println!("{what}: {same} of {} annotated lines are drawn again, in their order", annotated.len());
    let is_same = same == annotated.len() && drawn.len() == same;
    if is_same { Ok(()) } else { Err(format!("draw: {what} differ")) }
}

/// Corpus, article, first and last byte.
type Place = (String, String, usize, usize);

impl Draw {
    /// The lines drawn, in the order of the file.
    fn lines(&self, shared: &Path) -> Result<Vec<Place>, String> {
        let mut drawn = Vec::new();
        for share in self.shares {
            drawn.extend(self.draw(shared, share)?);
        }
        drawn.sort();
        Ok(drawn.into_iter().map(|(_, place)| place).collect())
    }

    /// The lines drawn from one corpus, each with its number in the order of all.
    fn draw(&self, shared: &Path, share: &Share) -> Result<Vec<(u64, Place)>, String> {
        let (seed, order) = (format!("{} 1 ", self.seed), format!("{} order ", self.seed));
        let mut articles = Vec::new();
        corpora::each_line(shared, share.corpus, |line| {
            let Ok(article) = serde_json::from_str::<Value>(line) else { return };
            let part = |name: &str| article.get(name).and_then(Value::as_str).unwrap_or_default();
            if share.section.is_some_and(|section| section != part("section")) {
                return;
            }
            let text: String = format!("{}\n{}", part("title"), part("text")).nfc().collect();
            let number = number(&seed, part("id"));
            if let Some((from, to)) = pick(&text, number, &self.bytes) {
                articles.push((number, part("id").to_owned(), from, to));
            }
        })?;
        articles.sort();
        let taken = articles.into_iter().take(share.articles);
        let corpus = || share.corpus.to_owned();
        Ok(taken.map(|(_, id, from, to)| (number(&order, &id), (corpus(), id, from, to))).collect())
    }
}

/// The line of `text` that `number` picks among those of a fitting length.
fn pick(text: &str, number: u64, bytes: &RangeInclusive<usize>) -> Option<(usize, usize)> {
    let mut lines = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        if bytes.contains(&line.len()) {
            lines.push((from, from + line.len()));
        }
        from += line.len() + 1;
    }
    let count = u64::try_from(lines.len()).ok().filter(|count| *count > 0)?;
    lines.get(usize::try_from((number >> 7) % count).ok()?).copied()
}

/// FNV-1a over `seed` and `id`, with the last steps of SplitMix64, which spread it.
fn number(seed: &str, id: &str) -> u64 {
    let mut number = 0xcbf2_9ce4_8422_2325_u64;
    for byte in seed.bytes().chain(id.bytes()) {
        number = (number ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::pick;

    #[test]
    fn short_lines_are_never_picked() {
        check("short", 0, None);
        check("short\na line that is long enough to be taken by the draw", 900, Some((6, 56)));
    }

    #[track_caller]
    fn check(text: &str, number: u64, expected: Option<(usize, usize)>) {
        assert_eq!(pick(text, number, &(40..=600)), expected);
    }
}

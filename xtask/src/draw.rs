//! The draw: which sentences of the corpora are annotated for names, found again from a fixed seed.
//!
//! In: the corpora of `../shared` and `eval/mentions/200.tsv`. Out: how many of the file's sentences the draw gives
//! again, in the same order. How it works is told in `eval/mentions/README.md`.

use std::path::Path;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::corpora;
use crate::eval::mentions::Sentence;

/// A corpus, how many articles are taken, and of which section where it matters.
struct Share {
    corpus: &'static str,
    articles: usize,
    section: Option<&'static str>,
}

const SHARES: [Share; 3] = [
    Share { corpus: "vietnews-intl", articles: 130, section: None },
    // The feed's section of foreign news, as its outlet writes it.
    Share { corpus: "rss-2025-26", articles: 50, section: Some("Th\u{1ebf} gi\u{1edb}i") },
    Share { corpus: "vnmds-clusters", articles: 20, section: None },
];

/// Bytes that a line must have, and may have at most.
const LINE_BYTES: std::ops::RangeInclusive<usize> = 40..=600;

/// Draws the sentences and compares them with the annotated ones.
///
/// # Errors
/// When a corpus cannot be read or the draw gives other sentences.
pub(crate) fn run(shared: &Path) -> Result<(), String> {
    let mut drawn = Vec::new();
    for share in &SHARES {
        drawn.extend(draw(shared, share)?);
    }
    drawn.sort();
    let annotated = crate::eval::mentions::read_sentences()?;
    let same = drawn.iter().zip(&annotated).filter(|((_, a), b)| a == &place(b)).count();
    println!("{same} of {} annotated sentences are drawn again, in their order", annotated.len());
    if same == annotated.len() && drawn.len() == same { Ok(()) } else { Err("draw: it differs".to_owned()) }
}

/// Corpus, article, first and last byte.
type Place = (String, String, usize, usize);

fn place(sentence: &Sentence) -> Place {
    (sentence.corpus.clone(), sentence.id.clone(), sentence.from, sentence.to)
}

/// The lines drawn from one corpus, each with its number in the order of all.
fn draw(shared: &Path, share: &Share) -> Result<Vec<(u64, Place)>, String> {
    let mut articles = Vec::new();
    corpora::each_line(shared, share.corpus, |line| {
        let Ok(article) = serde_json::from_str::<Value>(line) else { return };
        let part = |name: &str| article.get(name).and_then(Value::as_str).unwrap_or_default();
        if share.section.is_some_and(|section| section != part("section")) {
            return;
        }
        let text: String = format!("{}\n{}", part("title"), part("text")).nfc().collect();
        let number = number("biennien mentions 1 ", part("id"));
        if let Some((from, to)) = pick(&text, number) {
            articles.push((number, part("id").to_owned(), from, to));
        }
    })?;
    articles.sort();
    let taken = articles.into_iter().take(share.articles);
    Ok(taken
        .map(|(_, id, from, to)| {
            (number("biennien mentions order ", &id), (share.corpus.to_owned(), id, from, to))
        })
        .collect())
}

/// The line of `text` that `number` picks among those of a fitting length.
fn pick(text: &str, number: u64) -> Option<(usize, usize)> {
    let mut lines = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        if LINE_BYTES.contains(&line.len()) {
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
        assert_eq!(pick(text, number), expected);
    }
}

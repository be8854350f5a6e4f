//! Scores: how much each line speaks for being a paragraph of the article.

use std::collections::{BTreeMap, HashMap};

use biennien_model::Span;

use crate::html::read::traits as traits_of_markup;
use crate::page::cues::CueKind;
use crate::page::line::PageLine;
use crate::page::repeat::Repeat;

/// Weights of `vi/pages/weights.tsv`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights(BTreeMap<String, f64>);

impl Weights {
    pub(crate) fn new(weights: &BTreeMap<String, f64>) -> Weights {
        Weights(weights.clone())
    }

    /// The weight of `feature`; 0 when the table does not have it.
    pub(crate) fn of(&self, feature: &str) -> f64 {
        self.0.get(feature).copied().unwrap_or(0.0)
    }
}

/// The score of each line by its own traits: above 0 for the article, below for the rest.
pub(crate) fn score(lines: &[PageLine], repeats: &[Repeat], weights: &Weights) -> Vec<f64> {
    lines.iter().zip(repeats).map(|(line, repeat)| score_line(line, *repeat, weights)).collect()
}

fn score_line(line: &PageLine, repeat: Repeat, weights: &Weights) -> f64 {
    reasons(line, repeat, weights).map(|(_, weight)| weight).sum()
}

/// What each trait that `line` has adds to its score.
pub(crate) fn reasons<'a>(
    line: &PageLine,
    repeat: Repeat,
    weights: &'a Weights,
) -> impl Iterator<Item = (&'static str, f64)> + 'a {
    let shape = line.shape;
    let traits = [
        ("base", 1.0),
        ("size", (shape.size / 40.0).min(1.0)),
        ("sentence", if shape.ends && shape.size > 5.0 { 1.0 } else { 0.0 }),
        ("stops", f64::from(shape.stops.min(3))),
        ("commas", f64::from(shape.commas.min(3))),
        ("tiny", one(shape.size < 5.0)),
        (
            "repeated",
            one(repeat.others > 0 && shape.size > 3.0 && (repeat.beside || !shape.ends || shape.size < 30.0)),
        ),
        ("card", one(repeat.card)),
        ("under", one(repeat.under && !repeat.card)),
        ("pair", one(repeat.pair && !repeat.card && line.shape.stops == 0)),
        ("run", one(repeat.run)),
        ("signature", one(line.named && !shape.upper)),
        ("marked", one(repeat.marked)),
        ("heading", one(line.cues.any(&[CueKind::End, CueKind::Tags]))),
        ("button", one(line.cues.any(&[CueKind::Button, CueKind::Box]) || line.shape.letters == 0)),
        ("footer", one(line.cues.has(CueKind::Footer) && shape.size < 60.0)),
        ("caption", one(line.cues.has(CueKind::Caption) && shape.size > 6.0)),
        ("image", one(line.cues.has(CueKind::Image))),
        ("bullet", one(shape.bullet)),
        ("menu", one(!shape.ends && shape.capitals > 0.3 && shape.commas == 0)),
    ];
    let present = traits.into_iter().chain(traits_of_markup(line.markup)).filter(|&(_, value)| value != 0.0);
    present.map(|(name, value)| (name, weights.of(name) * value))
}

fn one(holds: bool) -> f64 {
    if holds { 1.0 } else { 0.0 }
}

/// Adds to `scores` what the words of each line share with the article found so far (`chosen`).
///
/// Pairs of neighbouring syllables are counted: single ones are too common in every Vietnamese text.
pub(crate) fn add_overlap(
    text: &str,
    lines: &[PageLine],
    chosen: &[bool],
    scores: &mut [f64],
    weights: &Weights,
) {
    let pairs: Vec<Vec<u64>> = lines.iter().map(|line| pairs(&line.key, line.span, text)).collect();
    let mut holders: HashMap<u64, u32> = HashMap::new();
    for (pairs, _) in pairs.iter().zip(chosen).filter(|(_, chosen)| **chosen) {
        for &pair in pairs {
            *holders.entry(pair).or_default() += 1;
        }
    }
    for (index, pairs) in pairs.iter().enumerate() {
        if pairs.len() < 4 {
            continue;
        }
        let own = u32::from(chosen[index]);
        let shared = pairs.iter().filter(|pair| holders.get(pair).is_some_and(|&count| count > own)).count();
        let share = shared as f64 / pairs.len() as f64;
        // Beyond three times the usual share nothing more is learnt.
        let usual = weights.of("overlap-usual");
        // Few pairs tell little.
        let trust = (pairs.len() as f64 / 20.0).min(1.0);
        scores[index] += weights.of("overlap") * trust * (share - usual).clamp(-usual, 2.0 * usual);
    }
}

/// Hashes of the distinct pairs of neighbouring words; of letters for scripts without spaces.
fn pairs(key: &str, span: Span, text: &str) -> Vec<u64> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut pairs = Vec::new();
    if span.len() > 30 * words.len() && text.len() > span.len() {
        let letters: Vec<char> = key.chars().collect();
        pairs.extend(
            letters
                .windows(2)
                .map(|pair| (u64::from(u32::from(pair[0])) << 32) | u64::from(u32::from(pair[1]))),
        );
    } else {
        pairs.extend(words.windows(2).map(|pair| hash(pair[0]).rotate_left(17) ^ hash(pair[1])));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// FNV-1a: the same on every machine and run.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

//! The title: the line above (or at the head of) the article that its words fit best.

use std::collections::HashMap;

use crate::page::cues::CueKind;
use crate::page::line::PageLine;
use crate::page::repeat::Repeat;
use crate::page::segment::Segment;

/// How far above the article a title is looked for, in non-empty lines.
pub(crate) const LINES_ABOVE_MAX: usize = 14;

/// How far into the article a title is looked for (a lead may stand above it).
const LINES_INSIDE_MAX: usize = 3;

/// The line that is the title, if there is one.
pub(crate) fn find(lines: &[PageLine], repeats: &[Repeat], segments: &[Segment]) -> Option<usize> {
    let core = segments.iter().position(|&segment| segment == Segment::Core)?;
    let mut words: HashMap<&str, usize> = HashMap::new();
    for (line, _) in lines.iter().zip(segments).filter(|(_, segment)| **segment == Segment::Core) {
        for word in line.key.split(' ') {
            *words.entry(word).or_default() += 1;
        }
    }
    let candidates = Candidates { lines, repeats, segments, words, core };
    let mut best: Option<(f64, usize)> = None;
    for index in core.saturating_sub(LINES_ABOVE_MAX)..(core + LINES_INSIDE_MAX).min(lines.len()) {
        let Some(score) = candidates.score(index) else {
            continue;
        };
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, index));
        }
    }
    best.filter(|(score, _)| *score > 0.0).map(|(_, index)| index)
}

/// The lines that may be the title.
struct Candidates<'a> {
    lines: &'a [PageLine],
    repeats: &'a [Repeat],
    segments: &'a [Segment],
    /// How often each word stands in the article.
    words: HashMap<&'a str, usize>,
    /// The article's first line.
    core: usize,
}

impl Candidates<'_> {
    /// How well line `index` fits as the title; `None` when it cannot be one.
    fn score(&self, index: usize) -> Option<f64> {
        let line = &self.lines[index];
        let shape = line.shape;
        let noise =
            [CueKind::End, CueKind::Tags, CueKind::Button, CueKind::Footer, CueKind::Image, CueKind::Caption];
        if shape.size < 2.5 || shape.size > 45.0 || line.cues.any(&noise) || line.barred || shape.bullet {
            return None;
        }
        let dated = |at: Option<usize>| {
            at.and_then(|at| self.lines.get(at)).is_some_and(|line| !line.dates.is_empty())
        };
        let distance = self.core.saturating_sub(index) as f64;
        let mut score = 3.0 * (self.shared(index) - 0.5) - 0.12 * distance;
        score += (shape.size / 10.0).min(1.0);
        score += if dated(Some(index + 1)) && shape.size > 4.5 { 0.8 } else { 0.0 };
        score += if dated(index.checked_sub(1)) { 0.3 } else { 0.0 };
        score -= if !line.dates.is_empty() || line.named { 1.5 } else { 0.0 };
        score += if self.repeats[index].others > 0 { 0.8 } else { 0.0 };
        score -= if shape.ends && !shape.asks { 1.2 } else { 0.0 };
        score -= if shape.stops > 0 { 1.0 } else { 0.0 };
        score -= if index > self.core { 0.8 } else { 0.0 };
        score -= if shape.capitals > 0.9 && !shape.upper && shape.words > 2 { 1.0 } else { 0.0 };
        score -= if line.cues.has(CueKind::Mark) && shape.size > 14.0 { 1.0 } else { 0.0 };
        score -= (shape.size - 24.0).max(0.0) * 0.05;
        Some(score)
    }

    /// Share of the line's words that stand in the article; a line of the article does not vouch for itself.
    fn shared(&self, index: usize) -> f64 {
        let own = usize::from(self.segments[index] == Segment::Core);
        let words: Vec<&str> = self.lines[index].key.split(' ').collect();
        let shared =
            words.iter().filter(|word| self.words.get(**word).is_some_and(|&count| count > own)).count();
        shared as f64 / words.len() as f64
    }
}

//! The title: the line above (or at the head of) the article that its words fit best.

use std::collections::HashSet;

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
    let mut words: HashSet<&str> = HashSet::new();
    for (line, _) in lines.iter().zip(segments).filter(|(_, segment)| **segment == Segment::Core) {
        words.extend(line.key.split(' '));
    }
    let mut best: Option<(f64, usize)> = None;
    for index in core.saturating_sub(LINES_ABOVE_MAX)..(core + LINES_INSIDE_MAX).min(lines.len()) {
        let Some(score) = score(lines, repeats, &words, index, core) else {
            continue;
        };
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, index));
        }
    }
    best.filter(|(score, _)| *score > 0.0).map(|(_, index)| index)
}

fn score(
    lines: &[PageLine],
    repeats: &[Repeat],
    words: &HashSet<&str>,
    index: usize,
    core: usize,
) -> Option<f64> {
    let line = &lines[index];
    let shape = line.shape;
    let cues =
        [CueKind::End, CueKind::Tags, CueKind::Button, CueKind::Footer, CueKind::Image, CueKind::Caption];
    if shape.size < 2.5 || shape.size > 45.0 || line.cues.any(&cues) || line.barred || shape.bullet {
        return None;
    }
    let own: Vec<&str> = line.key.split(' ').collect();
    let shared = own.iter().filter(|word| words.contains(**word)).count() as f64 / own.len() as f64;
    let distance = core.saturating_sub(index) as f64;
    let mut score = 3.0 * (shared - 0.5) - 0.12 * distance;
    score += (shape.size / 10.0).min(1.0);
    score += if repeats[index].others > 0 { 0.8 } else { 0.0 };
    score -= if shape.ends && !ends_with_question(line) { 1.2 } else { 0.0 };
    score -= if shape.stops > 0 { 1.0 } else { 0.0 };
    score -= if index > core { 0.8 } else { 0.0 };
    score -= if shape.capitals > 0.9 && !shape.upper && shape.words > 2 { 1.0 } else { 0.0 };
    score -= if line.cues.has(CueKind::Mark) && shape.size > 14.0 { 1.0 } else { 0.0 };
    score -= (shape.size - 24.0).max(0.0) * 0.05;
    Some(score)
}

fn ends_with_question(line: &PageLine) -> bool {
    line.shape.ends && line.shape.stops == 0 && line.shape.size < 24.0
}

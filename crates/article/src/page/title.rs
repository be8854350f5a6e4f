//! The title: the line above (or at the head of) the article that its words fit best.

use std::collections::{HashMap, HashSet};

use crate::html::markup::Role;
use crate::page::cues::CueKind;
use crate::page::line::PageLine;
use crate::page::repeat::Repeat;
use crate::page::score::Weights;
use crate::page::segment::Segment;
use crate::page::tokens::{self, Wording, wording};
use crate::page::traits::{Trait, is_prose, one};

/// How far above the article a title is looked for, in non-empty lines.
pub(crate) const LINES_ABOVE_MAX: usize = 24;

/// How far into the article a title is looked for (a lead may stand above it).
const LINES_INSIDE_MAX: usize = 3;

/// The line that is the title, if there is one.
pub(crate) fn find(
    lines: &[PageLine],
    repeats: &[Repeat],
    segments: &[Segment],
    weights: &Weights,
) -> Option<usize> {
    let mut best: Option<(f64, usize)> = None;
    for (index, traits) in candidates(lines, repeats, segments) {
        let score = weights.sum(&traits);
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, index));
        }
    }
    best.filter(|(score, _)| *score > 0.0).map(|(_, index)| index)
}

/// The lines that may be the title, with what speaks for and against each.
pub(crate) fn candidates(
    lines: &[PageLine],
    repeats: &[Repeat],
    segments: &[Segment],
) -> Vec<(usize, Vec<Trait>)> {
    let Some(core) = segments.iter().position(|&segment| segment == Segment::Core) else {
        return Vec::new();
    };
    let wording = wording(lines.iter().map(|line| line.tokens.as_slice()));
    let mut terms: HashMap<u64, usize> = HashMap::new();
    for (line, _) in lines.iter().zip(segments).filter(|(_, segment)| **segment == Segment::Core) {
        for term in tokens::terms(&line.tokens, wording) {
            *terms.entry(term).or_default() += 1;
        }
    }
    let from = core.saturating_sub(LINES_ABOVE_MAX);
    let page = Candidates { lines, repeats, segments, terms, wording, core };
    let mut longest = 0.0;
    let mut all = Vec::new();
    for (index, line) in lines.iter().enumerate().take(core + LINES_INSIDE_MAX).skip(from) {
        if let Some(mut traits) = page.traits(index) {
            traits.push(("title-longest", one(line.shape.size > longest)));
            all.push((index, traits));
        }
        if !line.shape.bullet && line.markup.linked < 0.5 {
            longest = line.shape.size.max(longest);
        }
    }
    all
}

/// The lines that may be the title.
struct Candidates<'a> {
    lines: &'a [PageLine],
    repeats: &'a [Repeat],
    segments: &'a [Segment],
    /// In how many lines of the article each term stands.
    terms: HashMap<u64, usize>,
    wording: Wording,
    /// The article's first line.
    core: usize,
}

impl Candidates<'_> {
    /// What is to be said of line `index` as the title; `None` when it cannot be one.
    fn traits(&self, index: usize) -> Option<Vec<Trait>> {
        let line = &self.lines[index];
        let shape = line.shape;
        if shape.size < 2.0 || shape.size > 60.0 || line.cues.any(&[CueKind::End, CueKind::Footer]) {
            return None;
        }
        let near = |at: Option<usize>, fits: &dyn Fn(&PageLine) -> bool| {
            at.and_then(|at| self.lines.get(at)).is_some_and(fits)
        };
        let dated = |line: &PageLine| !line.dates.is_empty() || line.cues.has(CueKind::Ago);
        let signed = |line: &PageLine| line.named || line.cues.has(CueKind::Byline);
        let prose = |line: &PageLine| is_prose(line);
        let above = index.checked_sub(1);
        let noise = [CueKind::Tags, CueKind::Button, CueKind::Image, CueKind::Notice];
        let parted = line.span.len() > 3 && (line.barred || self.repeats[index].run && shape.bullet);
        Some(vec![
            ("title-base", 1.0),
            ("title-shared", self.shared(index)),
            ("title-distance", self.core.saturating_sub(index) as f64 / 10.0),
            ("title-inside", one(index > self.core)),
            ("title-size", (shape.size / 10.0).min(1.0)),
            ("title-long", ((shape.size - 20.0) / 20.0).max(0.0)),
            ("title-short", one(shape.size < 4.5)),
            ("title-dated-below", one(near(Some(index + 1), &dated) || near(Some(index + 2), &dated))),
            ("title-signed-below", one(near(Some(index + 1), &signed) || near(Some(index + 2), &signed))),
            ("title-prose-below", one(near(Some(index + 1), &prose))),
            ("title-dated-above", one(near(above, &dated))),
            ("title-prose-above", one(near(above, &prose))),
            ("title-dated", one(dated(line))),
            ("title-named", one(line.named)),
            ("title-repeated", one(self.repeats[index].others > 0)),
            ("title-beside", one(self.repeats[index].beside)),
            ("title-sentence", one(shape.ends && !shape.asks)),
            ("title-stops", f64::from(shape.stops.min(2))),
            ("title-capitals", one(shape.capitals > 0.9 && !shape.upper && shape.words > 2)),
            ("title-mark", one(line.cues.has(CueKind::Mark) && shape.size > 14.0)),
            ("title-heading", one(line.markup.role == Some(Role::Title))),
            ("title-subhead", one(line.subhead)),
            ("title-linked", line.markup.linked),
            ("title-noise", one(line.cues.any(&noise))),
            ("title-caption", one(line.cues.any(&[CueKind::Caption, CueKind::Credit]))),
            ("title-byline", one(line.cues.has(CueKind::Byline))),
            ("title-box", one(line.cues.has(CueKind::Box))),
            ("title-bullet", one(shape.bullet)),
            ("title-parted", one(parted)),
            ("title-run", one(self.repeats[index].run)),
            ("title-upper", one(shape.upper)),
            ("title-echo", self.echo(index)),
        ])
    }

    /// Share of the line's tokens that it has said before.
    fn echo(&self, index: usize) -> f64 {
        let tokens = &self.lines[index].tokens;
        let different: HashSet<u64> = tokens.iter().map(|token| token.hash).collect();
        (tokens.len() - different.len()) as f64 / tokens.len().max(1) as f64
    }

    /// Share of the line's terms that stand in the article; a line of the article does not vouch for itself.
    fn shared(&self, index: usize) -> f64 {
        let own = usize::from(self.segments[index] == Segment::Core);
        let terms = tokens::terms(&self.lines[index].tokens, self.wording);
        let shared =
            terms.iter().filter(|term| self.terms.get(term).is_some_and(|&count| count > own)).count();
        shared as f64 / terms.len().max(1) as f64
    }
}

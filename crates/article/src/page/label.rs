//! Labels: what each line of a page is, from its segment, its cues and its place.

use std::collections::HashSet;

use biennien_model::LineKind;

use crate::Rules;
use crate::html::markup::Role;
use crate::page::cues::CueKind;
use crate::page::line::PageLine;
use crate::page::near::Frame;
use crate::page::repeat::{self, Repeat};
use crate::page::score::Weights;
use crate::page::segment::{Segment, cut};
use crate::page::title;
use crate::page::traits::{Trait, overlap, traits};

/// A labelled page.
#[derive(Debug, Default)]
pub(crate) struct Labelled {
    pub(crate) lines: Vec<PageLine>,
    pub(crate) kinds: Vec<LineKind>,
    /// What each line is judged by.
    pub(crate) traits: Vec<Vec<Trait>>,
    /// What each line belongs to.
    pub(crate) segments: Vec<Segment>,
    /// How much each line speaks for the article, with the words that it shares with it.
    pub(crate) scores: Vec<f64>,
    /// The article's lines in page order, the title first; a line whose words stand twice comes once.
    pub(crate) content: Vec<usize>,
    /// True when the page lists articles and has none of its own.
    pub(crate) is_list: bool,
}

/// Lines that the page's markup names; none for flattened pages.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stated {
    pub(crate) title: Option<usize>,
    pub(crate) lead: Option<usize>,
}

/// The score of a line above a title that is known: no article begins there.
const ABOVE_TITLE_SCORE: f64 = -20.0;

/// Labels `lines`, the lines of `text`.
pub(crate) fn label(text: &str, lines: Vec<PageLine>, stated: Stated, rules: &Rules) -> Labelled {
    let repeats = repeat::find(text, &lines);
    let (mut segments, traits, scores) = segments(&lines, &repeats, stated, rules);
    let is_list = stated.title.is_none() && is_list(&lines, &repeats, &segments);
    if is_list {
        segments.fill(Segment::Head);
    }
    let title = stated.title.or_else(|| title::find(&lines, &repeats, &segments, &rules.weights));
    let mut page = Page { text, lines: &lines, repeats: &repeats, segments, kinds: Vec::new() };
    page.mark(title, &rules.weights);
    let (mut kinds, core) = (std::mem::take(&mut page.kinds), page.core());
    if let (Some(lead), Some(_)) = (stated.lead, core) {
        for kind in &mut kinds {
            *kind = if *kind == LineKind::Lead { LineKind::Body } else { *kind };
        }
        kinds[lead] = LineKind::Lead;
    }
    let content = page.content(&kinds, title);
    let segments = page.segments;
    Labelled { lines, kinds, traits, segments, scores, content, is_list }
}

/// The segments of `lines`, and the traits and scores by which they were found.
pub(crate) fn segments(
    lines: &[PageLine],
    repeats: &[Repeat],
    stated: Stated,
    rules: &Rules,
) -> (Vec<Segment>, Vec<Vec<Trait>>, Vec<f64>) {
    let own = traits(lines, repeats);
    let sums = |traits: &[Vec<Trait>]| {
        let mut scores: Vec<f64> = traits.iter().map(|traits| rules.weights.sum(traits)).collect();
        if let Some(title) = stated.title {
            scores[..=title].fill(ABOVE_TITLE_SCORE);
        }
        scores
    };
    let mut scores = sums(&own);
    let mut segments = cut(&scores, &rules.weights);
    let mut all = Vec::new();
    // Twice: what belongs to the article shows in the words it shares with the rest of it.
    for _ in 0..2 {
        let chosen: Vec<bool> = segments.iter().map(|&segment| segment == Segment::Core).collect();
        all = own.clone();
        for (traits, shared) in all.iter_mut().zip(overlap(lines, &chosen)) {
            traits.extend(shared.iter().filter(|(_, value)| *value != 0.0));
        }
        scores = sums(&all);
        segments = cut(&scores, &rules.weights);
    }
    (segments, all, scores)
}

/// True when what looks like the article is no more than one lead among many.
fn is_list(lines: &[PageLine], repeats: &[Repeat], segments: &[Segment]) -> bool {
    let sentence = |index: usize| lines[index].shape.ends && lines[index].shape.size > 10.0;
    let (mut own, mut cards, mut own_size) = (0, 0, 0.0);
    for (index, segment) in segments.iter().enumerate() {
        if *segment == Segment::Core && sentence(index) && !is_other(repeats[index]) {
            own += 1;
            own_size += lines[index].shape.size;
        } else if sentence(index) && is_other(repeats[index]) {
            cards += 1;
        }
    }
    (own < 3 && own_size < 60.0 && cards > 5) || (own == 0 && cards > 1)
}

/// True for a line that belongs to a headline with a lead.
fn is_other(repeat: Repeat) -> bool {
    repeat.card || repeat.under
}

/// A page on the way to its labels.
pub(crate) struct Page<'a> {
    pub(crate) text: &'a str,
    pub(crate) lines: &'a [PageLine],
    pub(crate) repeats: &'a [Repeat],
    pub(crate) segments: Vec<Segment>,
    pub(crate) kinds: Vec<LineKind>,
}

impl Page<'_> {
    /// Gives each line its kind.
    fn mark(&mut self, title: Option<usize>, weights: &Weights) {
        self.kinds = (0..self.lines.len()).map(|index| self.outside(index)).collect();
        let Some((first, last)) = self.core() else {
            return;
        };
        let mut listing = false;
        for index in first..=last {
            let line = &self.lines[index];
            let open = !line.shape.ends || line.shape.asks;
            let headline = open && line.shape.size < 40.0 && !line.cues.has(CueKind::Caption);
            let lead = self.repeats[index].card
                || (self.repeats[index].under && self.segments[index] != Segment::Core);
            listing = line.cues.has(CueKind::End) || (listing && (headline || lead));
            if self.segments[index] == Segment::Core {
                self.kinds[index] = if listing { self.outside(index) } else { self.inside(index) };
            }
        }
        let head = title.map_or(first, |title| title.min(first));
        let next = |title: usize| (title + 1..=last).find(|&index| self.segments[index] == Segment::Core);
        let body = title.map_or(first, |title| next(title).unwrap_or(title + 1));
        if let Some(title) = title {
            self.mark_title(title, body.max(title).min(last));
        }
        self.mark_near(Frame { title, first, last }, weights);
        self.mark_lead(title, head, last);
        self.mark_names_again(last);
    }

    /// The first and the last line of the article.
    pub(crate) fn core(&self) -> Option<(usize, usize)> {
        let first = self.segments.iter().position(|&segment| segment == Segment::Core)?;
        let last = self.segments.iter().rposition(|&segment| segment == Segment::Core)?;
        Some((first, last))
    }

    /// The kind of a line that is not part of the article.
    pub(crate) fn outside(&self, index: usize) -> LineKind {
        let (line, repeat) = (&self.lines[index], self.repeats[index]);
        let noise = [CueKind::End, CueKind::Tags, CueKind::Button, CueKind::Footer, CueKind::Image];
        if line.cues.any(&noise) || line.shape.bullet {
            return LineKind::Boilerplate;
        }
        if repeat.card || repeat.under || repeat.marked || (line.shape.size > 7.0 && !line.shape.upper) {
            return LineKind::Related;
        }
        LineKind::Boilerplate
    }

    /// The kind of a line inside the article.
    fn inside(&self, index: usize) -> LineKind {
        let line = &self.lines[index];
        if line.span.is_empty()
            || line.cues.any(&[CueKind::Image, CueKind::Button, CueKind::End, CueKind::Tags])
        {
            return LineKind::Boilerplate;
        }
        if line.markup.noise && line.markup.linked > 0.5 {
            return LineKind::Related;
        }
        if line.cues.has(CueKind::Box) && line.shape.size < 40.0 {
            return LineKind::Related;
        }
        let short = line.shape.size < 45.0;
        match line.markup.role {
            Some(Role::Caption) => return LineKind::Caption,
            Some(Role::Author) if line.shape.size < 14.0 => return LineKind::Byline,
            Some(Role::Lead) if !line.markup.body && line.shape.size > 9.0 => return LineKind::Lead,
            _ => {}
        }
        if short && (line.cues.has(CueKind::Caption) || line.barred) {
            return LineKind::Caption;
        }
        if short && line.cues.has(CueKind::Credit) && line.shape.size < 16.0 {
            return LineKind::Credit;
        }
        if self.is_date(index) {
            return LineKind::Date;
        }
        // Alternative words of a picture, right above its caption.
        let below = self.lines.get(index + 1);
        let slug = line.shape.size > 3.0 && line.shape.size < 30.0 && line.span.of(self.text).is_ascii();
        if slug
            && below
                .is_some_and(|below| below.cues.has(CueKind::Caption) && !below.span.of(self.text).is_ascii())
        {
            return LineKind::Boilerplate;
        }
        LineKind::Body
    }

    /// The article's lines: title first, then page order; each wording once.
    pub(crate) fn content(&self, kinds: &[LineKind], title: Option<usize>) -> Vec<usize> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut content = Vec::new();
        let order = title.into_iter().chain((0..kinds.len()).filter(|&index| Some(index) != title));
        for index in order {
            let line = &self.lines[index];
            let part = matches!(
                kinds[index],
                LineKind::Title | LineKind::Lead | LineKind::Body | LineKind::Caption | LineKind::Credit
            );
            if part && !line.key.is_empty() && seen.insert(&line.key) {
                content.push(index);
            }
        }
        content
    }
}

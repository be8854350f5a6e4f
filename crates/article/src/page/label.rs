//! Labels: what each line of a page is, from its segment, its cues and its place.

use std::collections::HashSet;

use biennien_model::LineKind;

use crate::Rules;
use crate::dates::Dates;
use crate::html::markup::Role;
use crate::page::cues::{CueKind, Found};
use crate::page::line::PageLine;
use crate::page::repeat::{self, Repeat};
use crate::page::score::{add_overlap, score};
use crate::page::segment::{Segment, cut};
use crate::page::title;

/// A labelled page.
#[derive(Debug, Default)]
pub(crate) struct Labelled {
    pub(crate) lines: Vec<PageLine>,
    pub(crate) kinds: Vec<LineKind>,
    /// The article's lines in page order, the title first; a line whose words stand twice comes once.
    pub(crate) content: Vec<usize>,
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
    let mut own = score(&lines, &repeats, &rules.weights);
    if let Some(title) = stated.title {
        own[..=title].fill(ABOVE_TITLE_SCORE);
    }
    let mut segments = cut(&own, &rules.weights);
    // Twice: what belongs to the article shows in the words it shares with the rest of it.
    for _ in 0..2 {
        let chosen: Vec<bool> = segments.iter().map(|&segment| segment == Segment::Core).collect();
        let mut scores = own.clone();
        add_overlap(text, &lines, &chosen, &mut scores, &rules.weights);
        segments = cut(&scores, &rules.weights);
    }
    let title = stated.title.or_else(|| title::find(&lines, &repeats, &segments));
    let page = Page { text, lines: &lines, repeats: &repeats, segments, dates: &rules.dates };
    let mut kinds = page.kinds(title);
    if let (Some(lead), Some(_)) = (stated.lead, page.core()) {
        for kind in &mut kinds {
            *kind = if *kind == LineKind::Lead { LineKind::Body } else { *kind };
        }
        kinds[lead] = LineKind::Lead;
    }
    let content = page.content(&kinds, title);
    Labelled { lines, kinds, content }
}

struct Page<'a> {
    text: &'a str,
    lines: &'a [PageLine],
    repeats: &'a [Repeat],
    segments: Vec<Segment>,
    dates: &'a Dates,
}

impl Page<'_> {
    fn kinds(&self, title: Option<usize>) -> Vec<LineKind> {
        let mut kinds: Vec<LineKind> = (0..self.lines.len()).map(|index| self.outside(index)).collect();
        let Some((first, last)) = self.core() else {
            return kinds;
        };
        let mut listing = false;
        for (index, kind) in kinds.iter_mut().enumerate().take(last + 1).skip(first) {
            let line = &self.lines[index];
            let headline = !line.shape.ends && line.shape.size < 40.0 && !line.cues.has(CueKind::Caption);
            listing = line.cues.has(CueKind::End) || (listing && (headline || self.repeats[index].card));
            if self.segments[index] == Segment::Core || self.is_pause(index) {
                *kind = if listing { self.outside(index) } else { self.inside(index) };
            }
        }
        self.mark_summary(&mut kinds, title, first);
        let head = title.map_or(first, |title| title.min(first));
        let next = |title: usize| (title + 1..=last).find(|&index| self.segments[index] == Segment::Core);
        let body = title.map_or(first, |title| next(title).unwrap_or(title + 1));
        self.mark_head(&mut kinds, title, head, body);
        self.mark_foot(&mut kinds, last);
        self.mark_lead(&mut kinds, title, head, last);
        self.mark_names_again(&mut kinds, last);
        // Copies of the title at the head are the title again.
        if let Some(title) = title {
            let (from, to) = (title.saturating_sub(title::LINES_ABOVE_MAX), body.max(title).min(last));
            for (kind, line) in kinds.iter_mut().zip(self.lines).take(to + 1).skip(from) {
                if line.key == self.lines[title].key {
                    *kind = LineKind::Title;
                }
            }
        }
        kinds
    }

    /// The first and the last line of the article.
    fn core(&self) -> Option<(usize, usize)> {
        let first = self.segments.iter().position(|&segment| segment == Segment::Core)?;
        let last = self.segments.iter().rposition(|&segment| segment == Segment::Core)?;
        // Headline and lead of another article at the end: what follows a subhead of its own is longer.
        let pair = |index: usize| self.repeats[index].pair;
        if last > first + 2 && pair(last) && pair(last - 1) && !pair(last - 2) {
            return Some((first, last - 2));
        }
        Some((first, last))
    }

    /// True for a line of a short insertion that holds nothing but pictures, captions and subheads.
    fn is_pause(&self, index: usize) -> bool {
        /// The longest such insertion, in lines.
        const PAUSE_LINES_MAX: usize = 4;
        if self.segments[index] != Segment::Inner {
            return false;
        }
        let inner = |at: &usize| self.segments[*at] == Segment::Inner;
        let start = index - (0..index).rev().take(PAUSE_LINES_MAX).take_while(inner).count();
        let end = index + (index..self.lines.len()).take(PAUSE_LINES_MAX + 1).take_while(inner).count();
        let lists = [CueKind::End, CueKind::Tags, CueKind::Footer, CueKind::Box];
        end - start <= PAUSE_LINES_MAX
            && (start..end).all(|at| {
                let repeat = self.repeats[at];
                let copy = repeat.others > 0 && !self.lines[at].cues.has(CueKind::Caption);
                !self.lines[at].cues.any(&lists) && !repeat.card && !repeat.pair && !copy
            })
    }

    /// The kind of a line that is not part of the article.
    fn outside(&self, index: usize) -> LineKind {
        let (line, repeat) = (&self.lines[index], self.repeats[index]);
        let noise = [CueKind::End, CueKind::Tags, CueKind::Button, CueKind::Footer, CueKind::Image];
        if line.cues.any(&noise) || line.shape.bullet {
            return LineKind::Boilerplate;
        }
        if repeat.card || repeat.marked || (line.shape.size > 7.0 && !line.shape.upper) {
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

    /// Sentences between title and article, up to the first heading of lists: a summary that something parts from
    /// the text.
    fn mark_summary(&self, kinds: &mut [LineKind], title: Option<usize>, first: usize) {
        let Some(title) = title else {
            return;
        };
        for (index, kind) in kinds.iter_mut().enumerate().take(first).skip(title + 1) {
            let line = &self.lines[index];
            if line.cues.any(&[CueKind::End, CueKind::Tags, CueKind::Footer]) || self.repeats[index].card {
                return;
            }
            let picture = line.cues.any(&[CueKind::Button, CueKind::Box, CueKind::Image, CueKind::Caption]);
            if line.shape.size > 9.0 && (line.shape.ends || line.shape.size > 22.0) && !picture {
                *kind = LineKind::Body;
            }
        }
    }

    /// Dates and writers between title and article, and a date right above the title.
    fn mark_head(&self, kinds: &mut [LineKind], title: Option<usize>, head: usize, body: usize) {
        for index in head.saturating_sub(4)..body {
            if Some(index) == title {
                continue;
            }
            let above = index < head;
            if self.is_byline(index, above) {
                kinds[index] = LineKind::Byline;
            } else if self.is_date(index) && (!above || self.has_clock(index)) {
                kinds[index] = LineKind::Date;
            } else if !above
                && self.lines[index].cues.has(CueKind::Caption)
                && self.lines[index].shape.size > 4.0
            {
                kinds[index] = LineKind::Caption;
            }
        }
        // Names alone count only under the title.
        let Some(title) = title else {
            return;
        };
        for index in title + 1..body.min(title + 7) {
            let plain = self.lines[index].cues == Found::default();
            if kinds[index] == LineKind::Boilerplate && plain && is_name(self.lines[index].span.of(self.text))
            {
                kinds[index] = LineKind::Byline;
            }
        }
    }

    /// Writer and credit right below the article.
    fn mark_foot(&self, kinds: &mut [LineKind], last: usize) {
        for index in last + 1..(last + 4).min(self.lines.len()) {
            let line = &self.lines[index];
            let cue = line.cues;
            if cue.any(&[CueKind::End, CueKind::Tags, CueKind::Footer]) || self.repeats[index].card {
                return;
            }
            let named_below = self.lines.get(index + 1).is_some_and(|below| {
                below.cues.has(CueKind::Credit) && !line.key.is_empty() && below.key.contains(&line.key)
            });
            if (cue.has(CueKind::Credit) || named_below) && line.shape.size < 16.0 {
                kinds[index] = LineKind::Credit;
            } else if self.is_byline(index, false) || is_name(line.span.of(self.text)) {
                kinds[index] = LineKind::Byline;
            } else if self.is_date(index) {
                kinds[index] = LineKind::Date;
            } else if cue.has(CueKind::Caption) && line.shape.size < 45.0 && line.shape.size > 5.0 {
                kinds[index] = LineKind::Caption;
            } else if !cue.any(&[CueKind::Button, CueKind::Image]) {
                return;
            }
        }
        // The last line of the article itself may be its writer.
        for index in [last, last.saturating_sub(1)] {
            if kinds[index] == LineKind::Body && is_name(self.lines[index].span.of(self.text)) {
                kinds[index] = LineKind::Byline;
            }
        }
    }

    /// The first paragraph after the title, when it is a summary: short, or set apart by an outlet's mark.
    fn mark_lead(&self, kinds: &mut [LineKind], title: Option<usize>, head: usize, last: usize) {
        let from = title.unwrap_or(head);
        let body: Vec<usize> = (from..=last)
            .filter(|&index| kinds[index] == LineKind::Body && Some(index) != title)
            .take(3)
            .collect();
        let Some(&first) = body.first() else {
            return;
        };
        let shape = self.lines[first].shape;
        let marked = self.lines[first].cues.has(CueKind::Mark);
        let summary = shape.size > 9.0 && shape.size < 75.0 && shape.stops <= 3;
        if body.len() > 2 && (marked || (summary && title.is_some_and(|title| title < first))) {
            kinds[first] = LineKind::Lead;
        }
    }

    /// A line below the article that names its writers again.
    fn mark_names_again(&self, kinds: &mut [LineKind], last: usize) {
        let mut names: HashSet<&str> = HashSet::new();
        for (index, _) in kinds.iter().enumerate().take(last).filter(|(_, kind)| **kind == LineKind::Byline) {
            names.extend(self.lines[index].key.split(' '));
        }
        for index in last + 1..(last + 12).min(self.lines.len()) {
            let line = &self.lines[index];
            let again = line.shape.words >= 2
                && line.shape.size < 14.0
                && line.key.split(' ').all(|word| names.contains(word));
            if again && !line.shape.digits {
                kinds[index] = LineKind::Byline;
            }
        }
    }

    fn is_date(&self, index: usize) -> bool {
        let line = &self.lines[index];
        line.shape.size < 22.0 && line.shape.digits && self.dates.find(line.span.of(self.text)).is_some()
    }

    fn has_clock(&self, index: usize) -> bool {
        self.dates.find(self.lines[index].span.of(self.text)).is_some_and(|found| found.value.contains('T'))
    }

    /// A writer's line: its markup says so, a cue, or names with a date.
    fn is_byline(&self, index: usize, above: bool) -> bool {
        let line = &self.lines[index];
        if line.markup.role == Some(Role::Author) && !above && line.shape.size < 14.0 && line.shape.words > 1
        {
            return line.cues == Found::default() || line.cues.has(CueKind::Byline);
        }
        if line.shape.size > 20.0 {
            return false;
        }
        if line.cues.has(CueKind::Byline) && line.shape.size < 16.0 && !line.shape.ends {
            return !above;
        }
        let Some(date) = self.dates.find(line.span.of(self.text)) else {
            return false;
        };
        let written = line.span.of(self.text);
        let rest = [&written[..date.span.start], &written[date.span.end..]];
        rest.iter().any(|rest| is_name(rest.trim_matches(|letter: char| !letter.is_alphanumeric())))
    }

    /// The article's lines: title first, then page order; each wording once.
    fn content(&self, kinds: &[LineKind], title: Option<usize>) -> Vec<usize> {
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

/// True for words that look like one or more people's names: two to four capitalised words each, no digits.
fn is_name(words: &str) -> bool {
    let parts: Vec<&str> = words.split([',', '|', '-', '–', '&', '/']).map(str::trim).collect();
    let mut names = 0;
    for part in &parts {
        let count = part.split_whitespace().count();
        let capital = |word: &str| {
            word.chars().next().is_some_and(|letter| letter.is_uppercase() && letter.is_alphabetic())
        };
        let letters = part
            .chars()
            .all(|letter| letter.is_alphabetic() || letter.is_whitespace() || matches!(letter, '.' | '\''));
        if count == 0 || count > 4 || !letters || !part.split_whitespace().all(capital) {
            return false;
        }
        names += usize::from(count >= 2);
    }
    names > 0 && parts.len() <= 4
}

//! Roles: the lines at the head and the foot of an article: summary, writer, date, credit.

use std::collections::HashSet;

use biennien_model::LineKind;

use crate::dates::Told;
use crate::html::markup::Role;
use crate::page::cues::{CueKind, Found};
use crate::page::label::Page;
use crate::page::name::is_name;
use crate::page::near::{self, Frame};
use crate::page::score::Weights;
use crate::page::title;

/// How far below the article its writers and sources are looked for, in lines.
const FOOT_LINES_MAX: usize = 6;

impl Page<'_> {
    /// The title, and its copies above the article's line `to`.
    pub(crate) fn mark_title(&mut self, title: usize, to: usize) {
        for index in title.saturating_sub(title::LINES_ABOVE_MAX)..=to.max(title) {
            if self.lines[index].key == self.lines[title].key {
                self.kinds[index] = LineKind::Title;
            }
        }
    }

    /// Lines around and between the paragraphs that belong to the article too.
    pub(crate) fn mark_near(&mut self, frame: Frame, weights: &Weights) {
        for (index, traits) in near::candidates(self.text, self.lines, self.repeats, &self.segments, frame) {
            if self.kinds[index] == LineKind::Title {
                continue;
            }
            let kept = weights.sum(&traits) > 0.0;
            self.kinds[index] = if kept { self.kind_near(index, frame) } else { self.outside(index) };
        }
        // The last line of the article itself may be its writer.
        for index in [frame.last, frame.last.saturating_sub(1)] {
            if self.kinds[index] == LineKind::Body && self.lines[index].named {
                self.kinds[index] = LineKind::Byline;
            }
        }
    }

    /// What a line near the article is.
    fn kind_near(&self, index: usize, frame: Frame) -> LineKind {
        let (line, head) = (&self.lines[index], index < frame.first);
        let small = line.shape.size < 16.0;
        let sourced = line.cues.has(CueKind::Credit) && !line.cues.has(CueKind::Byline);
        if small && sourced && line.dates.is_empty() {
            LineKind::Credit
        } else if self.is_byline(index, false) || (small && line.named && (head || index > frame.last)) {
            LineKind::Byline
        } else if self.is_date(index) || near::is_datelike(line) || (line.cues.has(CueKind::Ago) && small) {
            LineKind::Date
        } else if line.cues.has(CueKind::Caption) && line.shape.size > 4.0 {
            LineKind::Caption
        } else if small && (line.cues.any(&[CueKind::Credit, CueKind::Caption]) || line.shape.letters == 0) {
            LineKind::Credit
        } else if small && line.cues.has(CueKind::Byline) {
            LineKind::Byline
        } else if head && line.shape.size > 7.0 {
            LineKind::Body
        } else if head || index > frame.last {
            LineKind::Byline
        } else if line.shape.ends && line.shape.size > 26.0 {
            LineKind::Body
        } else {
            LineKind::Caption
        }
    }

    /// Dates and writers between title and article, and a date right above the title.
    pub(crate) fn mark_head(&mut self, title: Option<usize>, head: usize, body: usize) {
        for index in head.saturating_sub(4)..body {
            if Some(index) == title {
                continue;
            }
            let above = index < head;
            if self.is_byline(index, above) {
                self.kinds[index] = LineKind::Byline;
            } else if self.is_date(index) && (!above || self.has_clock(index)) {
                self.kinds[index] = LineKind::Date;
            } else if !above
                && self.lines[index].cues.has(CueKind::Caption)
                && self.lines[index].shape.size > 4.0
            {
                self.kinds[index] = LineKind::Caption;
            }
        }
        // Names alone count only under the title.
        let Some(title) = title else {
            return;
        };
        for index in title + 1..body.min(title + 7) {
            let plain = self.lines[index].cues == Found::default();
            if self.kinds[index] == LineKind::Boilerplate && plain && self.lines[index].named {
                self.kinds[index] = LineKind::Byline;
            }
        }
    }

    /// Writer and credit right below the article.
    pub(crate) fn mark_foot(&mut self, last: usize) {
        for index in last + 1..(last + FOOT_LINES_MAX).min(self.lines.len()) {
            let line = &self.lines[index];
            let cue = line.cues;
            if cue.any(&[CueKind::End, CueKind::Tags, CueKind::Footer]) || self.repeats[index].card {
                return;
            }
            let named_below = self.lines.get(index + 1).is_some_and(|below| {
                below.cues.has(CueKind::Credit) && !line.key.is_empty() && below.key.contains(&line.key)
            });
            if (cue.has(CueKind::Credit) || named_below) && line.shape.size < 16.0 {
                self.kinds[index] = LineKind::Credit;
            } else if self.is_byline(index, false) || line.named {
                self.kinds[index] = LineKind::Byline;
            } else if self.is_date(index) {
                self.kinds[index] = LineKind::Date;
            } else if cue.has(CueKind::Caption) && line.shape.size < 45.0 && line.shape.size > 5.0 {
                self.kinds[index] = LineKind::Caption;
            } else if !cue.any(&[CueKind::Button, CueKind::Image, CueKind::Box]) {
                return;
            }
        }
        // The last line of the article itself may be its writer.
        for index in [last, last.saturating_sub(1)] {
            if self.kinds[index] == LineKind::Body && self.lines[index].named {
                self.kinds[index] = LineKind::Byline;
            }
        }
    }

    /// The first paragraph after the title, when it is a summary: short, or set apart by an outlet's mark.
    pub(crate) fn mark_lead(&mut self, title: Option<usize>, head: usize, last: usize) {
        let from = title.unwrap_or(head);
        let body: Vec<usize> = (from..=last)
            .filter(|&index| self.kinds[index] == LineKind::Body && Some(index) != title)
            .take(3)
            .collect();
        let Some(&first) = body.first() else {
            return;
        };
        let shape = self.lines[first].shape;
        let marked = self.lines[first].cues.has(CueKind::Mark);
        let summary = shape.size > 9.0 && shape.size < 75.0 && shape.stops <= 3;
        if body.len() > 2 && (marked || (summary && title.is_some_and(|title| title < first))) {
            self.kinds[first] = LineKind::Lead;
        }
    }

    /// A line below the article that names its writers again.
    pub(crate) fn mark_names_again(&mut self, last: usize) {
        let mut names: HashSet<&str> = HashSet::new();
        for (index, _) in
            self.kinds.iter().enumerate().take(last).filter(|(_, kind)| **kind == LineKind::Byline)
        {
            names.extend(self.lines[index].key.split(' '));
        }
        for index in last + 1..(last + 12).min(self.lines.len()) {
            let line = &self.lines[index];
            let again = line.shape.words >= 2
                && line.shape.size < 14.0
                && line.key.split(' ').all(|word| names.contains(word));
            if again && !line.shape.digits {
                self.kinds[index] = LineKind::Byline;
            }
        }
    }

    pub(crate) fn is_date(&self, index: usize) -> bool {
        !self.lines[index].dates.is_empty()
    }

    fn has_clock(&self, index: usize) -> bool {
        self.lines[index]
            .dates
            .iter()
            .any(|date| matches!(&date.told, Told::Moment(value) if value.contains('T')))
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
        let Some(date) = line.dates.first() else {
            return false;
        };
        let written = line.span.of(self.text);
        let rest = [&written[..date.span.start], &written[date.span.end..]];
        rest.iter().any(|rest| is_name(rest.trim_matches(|letter: char| !letter.is_alphanumeric())))
    }
}

//! Kinds: what each line of an HTML page is, when its structure has told which lines are the article.
//!
//! In: the measured lines, a verdict for each, and the lines that the head names. Out: the page with its labels, in
//! the same shape as that of a flattened page, so that the rest goes the same way.

use biennien_model::LineKind;

use crate::Rules;
use crate::html::container::{Choice, Verdict};
use crate::html::markup::Role;
use crate::page::cues::CueKind;
use crate::page::label::{Labelled, Page, Stated};
use crate::page::line::PageLine;
use crate::page::repeat;
use crate::page::segment::Segment;
use crate::page::traits::traits;

/// Whether the first paragraph of an article is its summary, as in Vietnamese papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Summary {
    First,
    Apart,
}

/// Labels `lines`, the lines of `text`.
pub(crate) fn label(
    text: &str,
    lines: Vec<PageLine>,
    named: (Stated, &Choice, Summary),
    rules: &Rules,
) -> Labelled {
    let (stated, choice, summary) = named;
    let verdicts = choice.verdicts.as_slice();
    let repeats = repeat::find(text, &lines);
    let traits = traits(&lines, &repeats);
    let scores = traits.iter().map(|traits| rules.weights.sum(traits)).collect();
    let mut page =
        Page { text, lines: &lines, repeats: &repeats, segments: segments(verdicts), kinds: Vec::new() };
    page.kinds = (0..lines.len())
        .map(|index| match verdicts[index] {
            Verdict::Kept => inside(&page, index),
            _ => page.outside(index),
        })
        .collect();
    let title = stated.title;
    let first = verdicts.iter().position(|&verdict| verdict == Verdict::Kept);
    let last = verdicts.iter().rposition(|&verdict| verdict == Verdict::Kept);
    if let (Some(first), Some(last)) = (first, last) {
        let head = title.map_or(first, |title| title.min(first));
        if let Some(title) = title {
            mark_summary(&mut page, title, first, &choice.noisy);
            page.mark_title(title, first.max(title).min(last));
        }
        page.mark_head(title, head, first);
        page.mark_foot(last);
        if summary == Summary::First {
            page.mark_lead(title, head, last);
        }
        if let Some(lead) = stated.lead.filter(|_| summary == Summary::First) {
            for kind in &mut page.kinds {
                *kind = if *kind == LineKind::Lead { LineKind::Body } else { *kind };
            }
            page.kinds[lead] = LineKind::Lead;
        }
        page.mark_names_again(last);
    }
    let kinds = std::mem::take(&mut page.kinds);
    let content = page.content(&kinds, title);
    let segments = page.segments;
    let is_list = content.is_empty();
    Labelled { lines, kinds, traits, segments, scores, content, is_list }
}

/// What each line belongs to.
fn segments(verdicts: &[Verdict]) -> Vec<Segment> {
    let first = verdicts.iter().position(|&verdict| verdict == Verdict::Kept).unwrap_or(verdicts.len());
    let last = verdicts.iter().rposition(|&verdict| verdict == Verdict::Kept).unwrap_or(0);
    let segment = |(index, verdict): (usize, &Verdict)| match verdict {
        Verdict::Kept => Segment::Core,
        _ if index < first => Segment::Head,
        _ if index > last => Segment::Tail,
        _ => Segment::Inner,
    };
    verdicts.iter().enumerate().map(segment).collect()
}

/// The kind of a line of the article.
fn inside(page: &Page<'_>, index: usize) -> LineKind {
    let line = &page.lines[index];
    let short = line.shape.size < 45.0;
    match line.markup.role {
        Some(Role::Caption) => return LineKind::Caption,
        Some(Role::Author) if line.shape.size < 14.0 || (line.shape.size < 25.0 && !line.shape.ends) => {
            return LineKind::Byline;
        }
        Some(Role::Date) if line.shape.size < 14.0 => return LineKind::Date,
        _ => {}
    }
    if short && line.cues.has(CueKind::Caption) && !line.markup.paragraph {
        return LineKind::Caption;
    }
    if line.cues.has(CueKind::Credit) && line.shape.size < 16.0 {
        return LineKind::Credit;
    }
    if line.cues.has(CueKind::Byline) && line.shape.size < 16.0 && !line.shape.ends {
        return LineKind::Byline;
    }
    if page.is_date(index) && line.shape.size < 14.0 && !line.shape.ends {
        return LineKind::Date;
    }
    LineKind::Body
}

/// Sentences between the title and the article, no menus and no cards: a summary that stands apart.
fn mark_summary(page: &mut Page<'_>, title: usize, first: usize, noisy: &[bool]) {
    /// How far below the title, in lines.
    const SUMMARY_LINES_MAX: usize = 12;
    let below = title + 1..first.min(title + SUMMARY_LINES_MAX);
    for (index, noisy) in noisy.iter().enumerate().take(below.end).skip(below.start) {
        let line = &page.lines[index];
        let aside = *noisy || line.markup.hidden || line.markup.linked > 0.3;
        let other = [CueKind::End, CueKind::Tags, CueKind::Footer, CueKind::Button, CueKind::Box];
        let named = line.markup.role == Some(Role::Lead);
        let sentence = line.shape.size > 9.0 && line.shape.ends;
        let picture =
            line.markup.role == Some(Role::Caption) || line.cues.any(&[CueKind::Image, CueKind::Caption]);
        if !aside && !picture && !line.cues.any(&other) && (sentence || (named && line.shape.size > 4.0)) {
            page.kinds[index] = LineKind::Lead;
            return;
        }
    }
}

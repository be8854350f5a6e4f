//! Near lines: dates, writers, summaries, captions and sources that stand around and between the paragraphs of an
//! article, told from the buttons and teasers beside them.
//!
//! In: the lines, where the article is, and its title. Out: for each line near it, what speaks for it as a part of
//! the article. The names of traits begin with the zone: above the title, between title and text, within an
//! insertion, at the foot.

use crate::page::cues::{CueKind, Found};
use crate::page::line::PageLine;
use crate::page::repeat::Repeat;
use crate::page::segment::Segment;
use crate::page::traits::{Trait, one};

/// How far above the title lines count as near.
const ABOVE_LINES: usize = 4;

/// How far above the text lines count as near when the title stands far away.
const BETWEEN_LINES: usize = 24;

/// How far below the text lines count as near.
const FOOT_LINES: usize = 8;

/// Where an article is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) title: Option<usize>,
    /// The first and last line of the text.
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// Traits of one zone.
const TRAITS: usize = 30;

macro_rules! names {
    ($zone:literal) => {
        [
            concat!($zone, "-base"),
            concat!($zone, "-date"),
            concat!($zone, "-datelike"),
            concat!($zone, "-ago"),
            concat!($zone, "-named"),
            concat!($zone, "-byline"),
            concat!($zone, "-credit"),
            concat!($zone, "-caption"),
            concat!($zone, "-image"),
            concat!($zone, "-button"),
            concat!($zone, "-end"),
            concat!($zone, "-notice"),
            concat!($zone, "-box"),
            concat!($zone, "-plain"),
            concat!($zone, "-tiny"),
            concat!($zone, "-short"),
            concat!($zone, "-middling"),
            concat!($zone, "-sentence"),
            concat!($zone, "-long"),
            concat!($zone, "-linked"),
            concat!($zone, "-bullet"),
            concat!($zone, "-enclosed"),
            concat!($zone, "-address"),
            concat!($zone, "-initials"),
            concat!($zone, "-digits"),
            concat!($zone, "-repeated"),
            concat!($zone, "-beside"),
            concat!($zone, "-passed"),
            concat!($zone, "-far"),
            concat!($zone, "-after-signed"),
        ]
    };
}

const ABOVE: [&str; TRAITS] = names!("above");
const BETWEEN: [&str; TRAITS] = names!("between");
const WITHIN: [&str; TRAITS] = names!("within");
const FOOT: [&str; TRAITS] = names!("foot");

/// What speaks for each line near the article.
pub(crate) fn candidates(
    text: &str,
    lines: &[PageLine],
    repeats: &[Repeat],
    segments: &[Segment],
    frame: Frame,
) -> Vec<(usize, Vec<Trait>)> {
    let page = Page { text, lines, repeats };
    let mut all = Vec::new();
    let head = frame.title.map_or(frame.first, |title| title.min(frame.first));
    for index in head.saturating_sub(ABOVE_LINES)..head {
        all.push((index, page.traits(index, &ABOVE, (head - index, false))));
    }
    let from = frame.title.map_or(head, |title| title + 1).max(frame.first.saturating_sub(BETWEEN_LINES));
    let mut passed = false;
    for (index, line) in lines.iter().enumerate().take(frame.first).skip(from) {
        passed |= line.cues.any(&[CueKind::End, CueKind::Footer]);
        all.push((index, page.traits(index, &BETWEEN, (index - from, passed))));
    }
    let mut start = frame.first;
    for index in frame.first..=frame.last {
        let inner = segments[index] != Segment::Core;
        if !inner {
            start = index + 1;
            passed = false;
        } else if Some(index) != frame.title {
            passed |= lines[index].cues.any(&[CueKind::End, CueKind::Tags, CueKind::Box]);
            all.push((index, page.traits(index, &WITHIN, (index - start, passed))));
        }
    }
    passed = false;
    for (index, line) in lines.iter().enumerate().skip(frame.last + 1).take(FOOT_LINES) {
        passed |= line.cues.any(&[CueKind::End, CueKind::Tags, CueKind::Footer]);
        all.push((index, page.traits(index, &FOOT, (index - frame.last - 1, passed))));
    }
    all.retain(|(index, _)| !lines[*index].key.is_empty());
    all
}

struct Page<'a> {
    text: &'a str,
    lines: &'a [PageLine],
    repeats: &'a [Repeat],
}

impl Page<'_> {
    /// The traits of line `index`, `place` being its distance from the zone's beginning and whether a list came between.
    fn traits(&self, index: usize, names: &[&'static str; TRAITS], place: (usize, bool)) -> Vec<Trait> {
        let (line, repeat) = (&self.lines[index], self.repeats[index]);
        let (shape, cues, words) = (line.shape, line.cues, line.span.of(self.text));
        let signs = |line: &PageLine| {
            line.named || !line.dates.is_empty() || line.cues.has(CueKind::Byline) || is_datelike(line)
        };
        let signed = |at: Option<usize>| at.and_then(|at| self.lines.get(at)).is_some_and(signs);
        let open = !shape.ends || shape.asks;
        let values: [f64; TRAITS] = [
            1.0,
            one(!line.dates.is_empty()),
            one(is_datelike(line)),
            one(cues.has(CueKind::Ago)),
            one(line.named),
            one(cues.has(CueKind::Byline)),
            one(cues.has(CueKind::Credit)),
            one(cues.has(CueKind::Caption)),
            one(cues.has(CueKind::Image)),
            one(cues.any(&[CueKind::Button, CueKind::Tags])),
            one(cues.has(CueKind::End)),
            one(cues.any(&[CueKind::Notice, CueKind::Footer])),
            one(cues.has(CueKind::Box)),
            one(cues == Found::default()),
            one(shape.size < 2.5),
            one((2.5..9.0).contains(&shape.size)),
            one(open && (9.0..26.0).contains(&shape.size)),
            one(!open && shape.size >= 6.0),
            one(shape.size >= 26.0),
            line.markup.linked,
            one(shape.bullet),
            one(words.starts_with(['(', '（', '[', '【', '*', '_'])
                && words.ends_with([')', '）', ']', '】', '*', '_'])),
            one(words.contains('@')),
            one(is_initials(words)),
            one(shape.digits && line.dates.is_empty() && !is_datelike(line)),
            one(repeat.others > 0),
            one(signed(index.checked_sub(1)) || signed(Some(index + 1))),
            one(place.1),
            (place.0 as f64 / 6.0).min(2.0),
            one(signed(index.checked_sub(1))),
        ];
        names.iter().copied().zip(values).filter(|(_, value)| *value != 0.0).collect()
    }
}

/// True for a short line with what looks like a year or a clock time, whatever its digits and calendar.
pub(crate) fn is_datelike(line: &PageLine) -> bool {
    /// Letters beside the digits of a date.
    const DATE_SIZE_MAX: f64 = 18.0;
    let number = |letters: u8| line.tokens.iter().any(|token| token.number && token.letters == letters);
    let count = line.tokens.iter().filter(|token| token.number).count();
    line.shape.digits
        && line.shape.size < DATE_SIZE_MAX
        && !line.shape.asks
        && (number(4) && count > 1 || count > 2)
}

/// True for the initials of writers at the end: `(gpr/ygs)`, `ABC`.
fn is_initials(words: &str) -> bool {
    let bare = words.trim_matches(['(', ')', '/', ' ', '[', ']', '-', '.']);
    let parts: Vec<&str> = bare.split(['/', '-', ',']).collect();
    !bare.is_empty()
        && bare.is_ascii()
        && parts
            .iter()
            .all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

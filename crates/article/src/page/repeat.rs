//! Repetition: lines that stand twice on a page, and cards (headline, headline again, lead).

use std::collections::HashMap;

use crate::outlet::lead_mark;
use crate::page::cues::CueKind;
use crate::page::line::PageLine;

/// What repetition tells of one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Repeat {
    /// How many other lines have the same words.
    pub(crate) others: usize,
    /// The neighbouring line (above or below) has the same words.
    pub(crate) beside: bool,
    /// Looks like the lead of another article's card, by repetition.
    pub(crate) card: bool,
    /// Stands under one headline below a heading of lists: the lead of that headline, or the article going on.
    pub(crate) under: bool,
    /// Begins with an outlet's mark, and a line above with other words did too.
    pub(crate) marked: bool,
    /// One of two lines that look like the headline and the lead of another article.
    pub(crate) pair: bool,
    /// A headline next to another one.
    pub(crate) run: bool,
}

/// Syllables up to which a line can be a headline.
const HEADLINE_SIZE_MAX: f64 = 40.0;

/// Finds repetition among `lines`.
pub(crate) fn find(text: &str, lines: &[PageLine]) -> Vec<Repeat> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for line in lines {
        *counts.entry(line.key.as_str()).or_default() += 1;
    }
    let mut repeats = vec![Repeat::default(); lines.len()];
    let marks: Vec<Option<&str>> = lines.iter().map(|line| mark(text, line)).collect();
    let shared = shared_marks(lines, &marks);
    for (index, line) in lines.iter().enumerate() {
        let same = |other: usize| {
            lines.get(other).is_some_and(|other| !line.key.is_empty() && other.key == line.key)
        };
        let repeat = &mut repeats[index];
        repeat.others = if line.key.is_empty() { 0 } else { counts[line.key.as_str()] - 1 };
        repeat.beside = same(index + 1) || (index > 0 && same(index - 1));
        if let Some(mark) = marks[index] {
            repeat.marked = shared.get(mark).is_some_and(|&first| first != line.key.as_str());
        }
    }
    for index in 1..lines.len() {
        (repeats[index].card, repeats[index].under) = is_card(lines, &repeats, index);
        if is_pair(&lines[index - 1], &lines[index]) {
            repeats[index - 1].pair = true;
            repeats[index].pair = true;
        }
        if is_headline(&lines[index - 1])
            && is_headline(&lines[index])
            && lines[index - 1].key != lines[index].key
        {
            repeats[index - 1].run = true;
            repeats[index].run = true;
        }
    }
    repeats
}

/// What an outlet puts before its leads, at the head of a paragraph.
fn mark<'a>(text: &'a str, line: &PageLine) -> Option<&'a str> {
    // A dash in a short line parts other things.
    if !line.cues.has(CueKind::Mark) || line.shape.size < 14.0 {
        return None;
    }
    let (mark, _) = lead_mark(line.span.of(text))?;
    Some(mark.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

/// The marks that begin paragraphs of different words, each with the words of its first.
fn shared_marks<'a>(lines: &'a [PageLine], marks: &[Option<&'a str>]) -> HashMap<&'a str, &'a str> {
    let (mut first, mut shared) = (HashMap::new(), HashMap::new());
    for (line, mark) in lines.iter().zip(marks) {
        if let Some(mark) = mark {
            let begun = *first.entry(*mark).or_insert(line.key.as_str());
            if begun != line.key {
                shared.insert(*mark, begun);
            }
        }
    }
    shared
}

/// Whether line `index` looks like the lead of another article (by repetition; by standing under a heading): a paragraph of few sentences under a headline
/// that stands twice, or under a headline (and a date) right below a heading of lists or another card.
fn is_card(lines: &[PageLine], repeats: &[Repeat], index: usize) -> (bool, bool) {
    let line = &lines[index];
    let sentence = line.shape.ends || line.shape.size > 22.0;
    if !sentence || line.shape.size < 8.0 || line.shape.size > 90.0 || line.shape.stops > 3 {
        return (false, false);
    }
    // A date or a section between headline and lead.
    let mut above = index - 1;
    if lines[above].shape.size < 5.0 && !repeats[above].beside && above > 0 {
        above -= 1;
    }
    let headline = |at: usize| {
        let shape = lines[at].shape;
        (!shape.ends || shape.asks)
            && shape.size <= HEADLINE_SIZE_MAX
            && shape.size > 3.0
            && !lines[at].cues.has(CueKind::Caption)
    };
    if !headline(above) {
        return (false, false);
    }
    let under = above > 0 && lines[above - 1].cues.has(CueKind::End);
    let chained =
        above > 0 && (repeats[above - 1].card || repeats[above - 1].under) && !repeats[index - 1].card;
    ((repeats[above].beside && above > 1) || (chained && !under), under)
}

/// True for a headline of some length and few sentences below it. Subheads are shorter, and more text follows them.
fn is_pair(above: &PageLine, below: &PageLine) -> bool {
    let picture = [CueKind::Caption, CueKind::Image];
    let headline = !above.shape.ends && (9.0..HEADLINE_SIZE_MAX).contains(&above.shape.size);
    let sentence = below.shape.ends && below.shape.stops <= 2 && below.shape.size < 60.0;
    headline && sentence && !above.cues.any(&picture) && !below.cues.any(&picture)
}

/// True for a line that can be a headline of another article: no sentence, no caption, longer than most subheads.
fn is_headline(line: &PageLine) -> bool {
    let open = line.shape.bullet || line.cues.any(&[CueKind::Caption, CueKind::Image]);
    !line.shape.ends && !open && (7.0..HEADLINE_SIZE_MAX).contains(&line.shape.size)
}

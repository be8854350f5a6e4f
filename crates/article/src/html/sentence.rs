//! Sentences: how much a line says, by its own looks; which lines are headlines, footers, verse.

use crate::html::element::{P, Tag};
use crate::html::markup::Role;
use crate::html::tree::Tree;
use crate::page::cues::CueKind;
use crate::page::line::PageLine;

/// The size from which the sentences of one line count no further.
pub(super) const GOOD_SIZE_MAX: f64 = 150.0;

/// True for a line that is a link, of the length of a headline.
pub(super) fn is_headline(line: &PageLine) -> bool {
    let words = line.shape.words > 2 && line.dates.is_empty() && !line.cues.has(CueKind::Button);
    words && line.markup.linked > 0.7 && (3.5..40.0).contains(&line.shape.size)
}

/// The size of the sentences in a line, by its own looks.
pub(super) fn good(line: &PageLine, tag: Tag) -> f64 {
    let shape = line.shape;
    let aside = [CueKind::End, CueKind::Tags, CueKind::Button, CueKind::Box, CueKind::Image];
    let caption = line.markup.role == Some(Role::Caption);
    if line.markup.linked > 0.5 || tag.is_heading() || caption || is_footer(line) || line.cues.any(&aside) {
        return 0.0;
    }
    let size = shape.size.min(GOOD_SIZE_MAX) * (1.0 - line.markup.linked);
    if shape.ends && size > 5.0 {
        size
    } else if size > 18.0 {
        0.7 * size
    } else {
        0.0
    }
}

/// True for a line about who publishes the page. Paragraphs have such words too.
pub(super) fn is_footer(line: &PageLine) -> bool {
    let sentence = line.shape.ends && line.markup.paragraph;
    line.cues.has(CueKind::Footer) && (line.shape.size < 30.0 || (line.shape.size < 60.0 && !sentence))
}

/// Each block: a paragraph whose lines are broken by hand, as those of verse.
pub(super) fn verse(lines: &[PageLine], blocks: &[usize], tree: &Tree) -> Vec<bool> {
    let (mut size, mut count) = (vec![0.0; tree.blocks.len()], vec![0usize; tree.blocks.len()]);
    for (line, &block) in lines.iter().zip(blocks) {
        let aside = line.markup.linked > 0.2 || line.markup.hidden || !line.dates.is_empty();
        size[block] += if aside { -line.shape.size } else { line.shape.size };
        count[block] += 1;
    }
    (0..tree.blocks.len())
        .map(|block| {
            let paragraph = tree.blocks[block].tag == P && count[block] > 2 && size[block] > 18.0;
            paragraph || (count[block] > 7 && size[block] > 4.0 * count[block] as f64)
        })
        .collect()
}

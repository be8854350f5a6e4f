//! Verdicts: which lines of the container are the article, and which stand in it for something else.

use crate::html::container::{Choice, Scales, Verdict};
use crate::html::element::{LI, P};
use crate::html::sentence::is_footer;
use crate::page::cues::CueKind;

impl Scales<'_> {
    /// Tells for each line whether it is the article's, when `container` holds it.
    pub(super) fn judge(&mut self, container: usize) -> Choice {
        let inside = self.inside(container);
        let linky = self.linky(container);
        let mut verdicts = vec![Verdict::Outside; self.lines.len()];
        for index in 0..self.lines.len() {
            if inside[self.blocks[index]] {
                let kept = self.is_kept(index, &linky);
                verdicts[index] = if kept { Verdict::Kept } else { Verdict::Dropped };
            }
        }
        self.drop_heads(&mut verdicts);
        self.trim(&mut verdicts);
        let kept = verdicts.iter().enumerate().filter(|(_, verdict)| **verdict == Verdict::Kept);
        let size = kept.map(|(index, _)| self.good[index]).sum();
        let noisy = self.blocks.iter().map(|&block| self.noisy[block] || self.cards[block]).collect();
        Choice { verdicts, noisy, size }
    }

    /// Each block: whether it stands in `container`.
    fn inside(&self, container: usize) -> Vec<bool> {
        let mut inside = vec![false; self.tree.blocks.len()];
        inside[container] = true;
        for block in 1..self.tree.blocks.len() {
            inside[block] |= inside[self.tree.blocks[block].parent];
        }
        inside
    }

    /// Each block: whether it is, or stands in, a list of links inside `container`.
    fn linky(&self, container: usize) -> Vec<bool> {
        let mut linky = vec![false; self.tree.blocks.len()];
        for block in 1..self.tree.blocks.len() {
            let text = matches!(self.tree.blocks[block].tag, P | LI);
            let share = if text { 0.66 } else { 0.5 };
            let links = self.linked[block] > share * self.shown[block] && self.sentences[block] < 40.0;
            let own = block != container && links && !self.tree.blocks[block].tag.flows();
            linky[block] = own || linky[self.tree.blocks[block].parent];
        }
        linky
    }

    fn is_kept(&self, index: usize, linky: &[bool]) -> bool {
        let (line, block) = (&self.lines[index], self.blocks[index]);
        if self.stated[index] {
            return true;
        }
        if line.markup.hidden || self.noisy[block] || linky[block] || Some(index) == self.title {
            return false;
        }
        if self.is_card(index) || line.markup.linked > 0.66 {
            return false;
        }
        let aside = [CueKind::End, CueKind::Tags, CueKind::Button, CueKind::Image];
        if line.cues.any(&aside) || is_footer(line) {
            return false;
        }
        if line.cues.has(CueKind::Box) && line.shape.size < 40.0 {
            return false;
        }
        line.shape.letters > 0 || line.shape.digits
    }

    /// Drops headings under which nothing was kept.
    fn drop_heads(&self, verdicts: &mut [Verdict]) {
        let mut below: Option<usize> = None;
        for index in (0..self.lines.len()).rev() {
            let tag = self.tree.blocks[self.blocks[index]].tag;
            if verdicts[index] == Verdict::Kept && tag.is_heading() && below != Some(index + 1) {
                verdicts[index] = Verdict::Dropped;
            }
            if verdicts[index] == Verdict::Kept {
                below = Some(index);
            }
        }
    }

    /// Drops what stands before the first sentence and after the last.
    fn trim(&self, verdicts: &mut [Verdict]) {
        let kept = |index: &usize| verdicts[*index] == Verdict::Kept;
        let sentence = |index: &usize| self.good[*index] > 0.0;
        let first = (0..self.lines.len()).filter(kept).find(sentence);
        let last = (0..self.lines.len()).rev().filter(kept).find(sentence);
        let (Some(first), Some(last)) = (first, last) else {
            return;
        };
        for (index, verdict) in verdicts.iter_mut().enumerate() {
            let item = self.tree.blocks[self.blocks[index]].tag == LI;
            let short = self.lines[index].shape.size < 12.0 && !item;
            let before = index < first && !self.lines[index].shape.ends;
            if *verdict == Verdict::Kept && short && (before || index > last) {
                *verdict = Verdict::Dropped;
            }
        }
    }
}

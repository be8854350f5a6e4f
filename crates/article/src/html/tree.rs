//! The tree: the blocks of a page, as they stand in one another, and the lines in each.
//!
//! In: what the scan opens and closes. Out: blocks in page order, each with its parent and the range of its lines, so
//! that sums over all of them take one pass. Elements that flow inside a line are followed but are no blocks, unless
//! they stand apart.

use std::ops::Range;

use biennien_model::Span;

use crate::html::element::{A, BODY, HTML, P, Tag};
use crate::html::markup::{Kinds, Markup};

/// How deep elements are followed; deeper ones are read as if they were not there.
pub(crate) const DEPTH_MAX: usize = 512;

/// How far up an end tag, or an element that ends others, looks for its element.
const LOOK_DEPTH_MAX: usize = 64;

/// The lines of a block of which none is known.
const NO_LINES: Range<usize> = Range { start: usize::MAX, end: 0 };

/// A block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// Index of the block around it; of itself for the page as a whole, which is block 0.
    pub(crate) parent: usize,
    pub(crate) tag: Tag,
    /// What its name, class and id say.
    pub(crate) kinds: Kinds,
    /// The same for blocks that look alike: their name and the first of their classes.
    pub(crate) look: Tag,
    /// Indexes of its first line and of the one after its last.
    pub(crate) lines: Range<usize>,
}

/// The blocks of a page, parents before what they hold.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) blocks: Vec<Block>,
    /// The innermost block of each line.
    pub(crate) of_line: Vec<usize>,
}

impl Tree {
    /// Block `block` and those around it, inside out, without the page as a whole.
    pub(crate) fn around(&self, block: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = block;
        std::iter::from_fn(move || {
            let here = at;
            at = self.blocks[at].parent;
            (here != 0).then_some(here)
        })
    }

    /// Adds `values` of blocks up to the blocks around them.
    pub(crate) fn sum_up(&self, values: &mut [f64]) {
        for block in (1..self.blocks.len()).rev() {
            values[self.blocks[block].parent] += values[block];
        }
    }
}

/// What is open where the scan stands.
#[derive(Debug)]
pub(crate) struct Nesting {
    pub(crate) tree: Tree,
    stack: Vec<Open>,
    /// Open elements that were looked at so far; a measure of work that no clock disturbs.
    pub(crate) looked: usize,
}

/// An open element.
#[derive(Debug)]
struct Open {
    tag: Tag,
    block: usize,
    markup: Markup,
    /// Where it leads, for a link and what stands in it.
    link: Option<Span>,
    /// Stands on a line of its own though its kind flows in the text.
    apart: bool,
}

impl Default for Nesting {
    fn default() -> Nesting {
        let page = Block { parent: 0, tag: HTML, kinds: Kinds::default(), look: HTML, lines: NO_LINES };
        Nesting { tree: Tree { blocks: vec![page], of_line: Vec::new() }, stack: Vec::new(), looked: 0 }
    }
}

impl Nesting {
    /// The innermost block.
    pub(crate) fn block(&self) -> usize {
        self.stack.last().map_or(0, |open| open.block)
    }

    /// What the open elements say.
    pub(crate) fn markup(&self) -> Markup {
        self.stack.last().map_or(Markup::default(), |open| open.markup)
    }

    /// Where the link leads that the scan stands in.
    pub(crate) fn link(&self) -> Option<Span> {
        self.stack.last().and_then(|open| open.link)
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, opening: Opening) {
        if self.stack.len() >= DEPTH_MAX {
            return;
        }
        let Opening { tag, kinds, look, markup, apart, target } = opening;
        let mut block = self.block();
        if !tag.flows() || apart {
            let lines = NO_LINES;
            self.tree.blocks.push(Block { parent: block, tag, kinds, look, lines });
            block = self.tree.blocks.len() - 1;
        }
        let link = target.or(self.link());
        self.stack.push(Open { tag, block, markup, link, apart });
    }

    /// Ends what cannot stand around `tag`: a paragraph around a block, a list item around the next.
    pub(crate) fn make_room(&mut self, tag: Tag) {
        if tag == A {
            return self.end_link();
        }
        let (ended, behind) = tag.ends();
        if !ended.is_empty() {
            let found = self.look(|open| ended.contains(&open.tag), |open| behind.contains(&open.tag));
            if let Some(at) = found {
                self.stack.truncate(at);
            }
        }
        if !tag.flows() {
            let found = self.look(|open| open.tag == P, |open| !open.tag.flows());
            if let Some(at) = found {
                self.stack.truncate(at);
            }
        }
    }

    /// Ends the link that is open: there are no links in links. The blocks inside it stay open.
    fn end_link(&mut self) {
        if self.link().is_none() {
            return;
        }
        match self.look(|open| open.tag == A, |open| !open.tag.flows()) {
            Some(at) => self.stack.truncate(at),
            None => self.stack.iter_mut().rev().take(LOOK_DEPTH_MAX).for_each(|open| open.link = None),
        }
    }

    /// Closes the innermost element `tag`; tells whether a line ends with it.
    pub(crate) fn close(&mut self, tag: Tag) -> bool {
        if matches!(tag, BODY | HTML) {
            return true;
        }
        let inner = |open: &Open| open.tag.holds() && !tag.is_of_table();
        let found = self.look(|open| open.tag == tag, inner);
        let ends = !tag.flows() || found.is_some_and(|at| self.stack[at].apart);
        if let Some(at) = found {
            self.stack.truncate(at);
        }
        ends
    }

    /// Notes that a line of `block` was written.
    pub(crate) fn end_line(&mut self, block: usize) {
        self.tree.of_line.push(block);
    }

    /// The finished tree.
    pub(crate) fn into_tree(mut self) -> Tree {
        for (line, &block) in self.tree.of_line.iter().enumerate() {
            let lines = &mut self.tree.blocks[block].lines;
            *lines = lines.start.min(line)..line + 1;
        }
        for block in (1..self.tree.blocks.len()).rev() {
            let inner = self.tree.blocks[block].lines.clone();
            let parent = self.tree.blocks[block].parent;
            let outer = &mut self.tree.blocks[parent];
            outer.lines = outer.lines.start.min(inner.start)..outer.lines.end.max(inner.end);
        }
        for block in &mut self.tree.blocks {
            if block.lines.start > block.lines.end {
                block.lines = 0..0;
            }
        }
        self.tree
    }

    /// The place of the innermost open element that is wanted, not looked for behind some others.
    fn look(&mut self, wanted: impl Fn(&Open) -> bool, behind: impl Fn(&Open) -> bool) -> Option<usize> {
        let lowest = self.stack.len().saturating_sub(LOOK_DEPTH_MAX);
        for at in (lowest..self.stack.len()).rev() {
            self.looked += 1;
            if wanted(&self.stack[at]) {
                return Some(at);
            }
            if behind(&self.stack[at]) {
                return None;
            }
        }
        None
    }
}

/// An element that begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Opening {
    pub(crate) tag: Tag,
    pub(crate) kinds: Kinds,
    /// See [`Block::look`].
    pub(crate) look: Tag,
    /// What it and the elements around it say.
    pub(crate) markup: Markup,
    /// Stands on a line of its own though its kind flows in the text.
    pub(crate) apart: bool,
    /// Where it leads, for a link.
    pub(crate) target: Option<Span>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Opens and closes what `tags` say (`/p` closes), and compares the path to each line (`.`).
    #[track_caller]
    fn check(tags: &str, parents: &[usize]) {
        let mut nesting = Nesting::default();
        for word in tags.split(' ') {
            match word.strip_prefix('/') {
                Some(name) => {
                    nesting.close(Tag::of(name));
                }
                None if word == "." => nesting.end_line(nesting.block()),
                None => {
                    let tag = Tag::of(word);
                    nesting.make_room(tag);
                    let target = (tag == A).then_some(Span::new(0, 0));
                    let (kinds, markup) = (Kinds::default(), Markup::default());
                    nesting.open(Opening { tag, kinds, look: tag, markup, apart: false, target });
                }
            }
        }
        let tree = nesting.into_tree();
        let found: Vec<usize> = tree.blocks.iter().skip(1).map(|block| block.parent).collect();
        assert_eq!(found, parents, "{tags}");
        assert_eq!(tree.blocks[0].lines, 0..tree.of_line.len(), "{tags}");
    }

    #[test]
    fn blocks_end_where_the_standard_says() {
        check("div p . p . /div p .", &[0, 1, 1, 0]);
        check("p span . div .", &[0, 0]);
        check("ul li . li . ul li . /ul li .", &[0, 1, 1, 3, 4, 1]);
        check("div table tr td . /div . td . /table .", &[0, 1, 2, 3, 3]);
        check("div . /body p .", &[0, 1]);
        check("p a div . a . /div .", &[0, 0]);
        check("dl dt . dd . dt .", &[0, 1, 1, 1]);
    }
}

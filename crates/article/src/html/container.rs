//! The container: the block of the page that holds the article, and which of its lines are the article.
//!
//! In: the tree of blocks and the measured lines. Out: one verdict a line. What the names of elements say are rows of
//! `vi/pages/markup.tsv`; here they are weighed against what the text looks like: sentences, links, cards of other
//! articles. A block of many sentences is never noise because of its name alone.

use std::collections::HashMap;

use crate::html::cards::{self, Held};
use crate::html::markup::Kind;
use crate::html::sentence::{GOOD_SIZE_MAX, good, is_headline, verse};
use crate::html::tree::Tree;
use crate::page::line::PageLine;

/// What a line is to the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Outside the container.
    Outside,
    /// A paragraph, subhead or item of the article.
    Kept,
    /// In the container, but of something else.
    Dropped,
}

/// What was chosen.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) verdicts: Vec<Verdict>,
    /// Each line: inside something that is not the article.
    pub(crate) noisy: Vec<bool>,
    /// Size of the sentences that were kept, in syllables.
    pub(crate) size: f64,
}

/// Share of all sentences from which a block counts as more than its name.
const CLEARED_SHARE: f64 = 0.6;

/// The same for a block that stands in noise and calls itself the article's text.
const BODY_SHARE: f64 = 0.25;

/// Chooses the container of `lines`; `title` is the line of the title, `stated` the lines that the head quotes.
pub(crate) fn choose(tree: &Tree, lines: &[PageLine], title: Option<usize>, stated: &[bool]) -> Choice {
    let mut scales = Scales::of(tree, lines, title, stated);
    let container = scales.heaviest();
    scales.judge(container)
}

/// What the blocks of a page weigh.
pub(super) struct Scales<'a> {
    pub(super) tree: &'a Tree,
    pub(super) lines: &'a [PageLine],
    /// The block of each line.
    pub(super) blocks: Vec<usize>,
    pub(super) stated: &'a [bool],
    pub(super) title: Option<usize>,
    /// Sentences of each line, as size.
    pub(super) good: Vec<f64>,
    /// Each block: inside something that is not the article.
    pub(super) noisy: Vec<bool>,
    /// Each block: size of sentences, of what is shown, of links, of what cannot be the article.
    pub(super) sentences: Vec<f64>,
    pub(super) shown: Vec<f64>,
    pub(super) linked: Vec<f64>,
    /// Lines that are links.
    pub(super) headlines: Vec<f64>,
    pub(super) foreign: Vec<f64>,
    /// Each line: its sentences stand elsewhere on the page too.
    pub(super) copies: Vec<bool>,
    /// Each block: is, or stands in, a card of another article.
    pub(super) cards: Vec<bool>,
}

impl<'a> Scales<'a> {
    fn of(tree: &'a Tree, lines: &'a [PageLine], title: Option<usize>, stated: &'a [bool]) -> Scales<'a> {
        let count = tree.blocks.len();
        let mut scales = Scales {
            tree,
            lines,
            blocks: lines
                .iter()
                .map(|line| tree.of_line.get(line.number - 1).copied().unwrap_or(0))
                .collect(),
            stated,
            title,
            good: vec![0.0; lines.len()],
            noisy: vec![false; count],
            sentences: vec![0.0; count],
            shown: vec![0.0; count],
            linked: vec![0.0; count],
            headlines: vec![0.0; count],
            foreign: vec![0.0; count],
            copies: vec![false; lines.len()],
            cards: Vec::new(),
        };
        let (mut headlines, mut dated) = (vec![0.0; count], vec![0.0; count]);
        let verse = verse(lines, &scales.blocks, tree);
        for (index, line) in lines.iter().enumerate() {
            let block = scales.blocks[index];
            if line.markup.hidden && !stated[index] {
                continue;
            }
            scales.good[index] = good(line, tree.blocks[block].tag);
            if verse[block] && scales.good[index] == 0.0 && line.markup.linked < 0.5 {
                scales.good[index] = 0.7 * line.shape.size;
            }
            scales.sentences[block] += scales.good[index];
            scales.shown[block] += line.shape.size;
            scales.linked[block] += line.shape.size * line.markup.linked;
            if is_headline(line) {
                headlines[block] += 1.0;
                scales.headlines[block] += line.shape.size;
            }
            dated[block] += if line.dates.is_empty() { 0.0 } else { 1.0 };
        }
        let sums = [&mut scales.sentences, &mut scales.shown, &mut scales.linked, &mut scales.headlines];
        sums.into_iter().chain([&mut headlines, &mut dated]).for_each(|sums| tree.sum_up(sums));
        let held =
            Held { sentences: &scales.sentences, shown: &scales.shown, headlines: &headlines, dated: &dated };
        scales.cards = cards::find(tree, &held);
        for block in 1..count {
            scales.cards[block] |= scales.cards[tree.blocks[block].parent];
        }
        scales.find_noise();
        scales.find_copies();
        scales.weigh_again();
        scales
    }

    /// Marks sentences that stand twice as those of cards, unless most of the page does.
    fn find_copies(&mut self) {
        /// The share of all sentences up to which copies are shown again, and not the article.
        const COPIED_SHARE_MAX: f64 = 0.3;
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let free = |index: usize| {
            let block = self.blocks[index];
            self.good[index] > 0.0 && !self.noisy[block] && !self.cards[block]
        };
        for index in (0..self.lines.len()).filter(|&index| free(index)) {
            *counts.entry(self.lines[index].key.as_str()).or_default() += 1;
        }
        let copied = |index: usize| free(index) && counts[self.lines[index].key.as_str()] > 1;
        let copies: Vec<usize> = (0..self.lines.len()).filter(|&index| copied(index)).collect();
        let size: f64 = copies.iter().map(|&index| self.good[index]).sum();
        if size < COPIED_SHARE_MAX * self.sentences[0] {
            for index in copies {
                self.copies[index] = true;
            }
        }
    }

    /// Marks the blocks that are, or stand in, something else than the article.
    fn find_noise(&mut self) {
        let titled = self.around_core();
        let mut remarks = vec![false; self.tree.blocks.len()];
        for block in 1..self.tree.blocks.len() {
            let own = self.tree.blocks[block].kinds.has(Kind::Comments) && !titled[block];
            remarks[block] = own || remarks[self.tree.blocks[block].parent];
        }
        let mut own = vec![0.0; self.tree.blocks.len()];
        for index in 0..self.lines.len() {
            let block = self.blocks[index];
            own[block] += if self.cards[block] || remarks[block] { 0.0 } else { self.good[index] };
        }
        self.tree.sum_up(&mut own);
        for block in 1..self.tree.blocks.len() {
            let kinds = self.tree.blocks[block].kinds;
            let share = own[block] / own[0].max(1.0);
            let mut noisy = self.noisy[self.tree.blocks[block].parent];
            if kinds.has(Kind::Body) && share >= BODY_SHARE {
                noisy = false;
            } else if kinds.has(Kind::Comments) {
                noisy |= !titled[block];
            } else if kinds.has(Kind::Noise) {
                noisy |= !titled[block] && share < CLEARED_SHARE;
            }
            self.noisy[block] = noisy;
        }
    }

    /// Each block: whether the title stands in it, or what calls itself the article and has many of all sentences.
    fn around_core(&self) -> Vec<bool> {
        let mut core = vec![false; self.tree.blocks.len()];
        if let Some(title) = self.title {
            for block in self.tree.around(self.blocks[title]) {
                core[block] = true;
            }
        }
        for block in (1..self.tree.blocks.len()).rev() {
            let share = self.sentences[block] / self.sentences[0].max(1.0);
            let body = self.tree.blocks[block].kinds.has(Kind::Body) && share >= BODY_SHARE;
            if body || core[block] {
                core[self.tree.blocks[block].parent] = true;
            }
        }
        core
    }

    /// Weighs the blocks without noise and cards.
    fn weigh_again(&mut self) {
        let mut sentences = vec![0.0; self.tree.blocks.len()];
        for index in 0..self.lines.len() {
            let (line, block) = (&self.lines[index], self.blocks[index]);
            if self.stated[index] {
                self.good[index] = self.good[index].max(line.shape.size) * 1.5;
                sentences[block] += self.good[index];
                continue;
            }
            if line.markup.hidden {
                continue;
            }
            let size = line.shape.size.min(GOOD_SIZE_MAX);
            if self.noisy[block] {
                self.good[index] = 0.0;
                self.foreign[block] += 0.15 * size;
            } else if self.is_card(index) {
                self.good[index] = 0.0;
                self.foreign[block] += 0.25 * size;
            } else if line.markup.linked > 0.5 {
                self.foreign[block] += 0.6 * size;
            } else if self.good[index] == 0.0 {
                self.foreign[block] += 0.3 * size;
            }
            sentences[block] += self.good[index];
        }
        self.sentences = sentences;
        self.tree.sum_up(&mut self.sentences);
        self.tree.sum_up(&mut self.foreign);
    }

    /// True for the few sentences of a block that is mostly a link to another article.
    pub(super) fn is_card(&self, index: usize) -> bool {
        /// How far up a card reaches.
        const CARD_DEPTH: usize = 4;
        /// The most that a card says.
        const CARD_SIZE_MAX: f64 = 70.0;
        let body = |block: usize| self.tree.blocks[block].kinds.has(Kind::Body);
        let mut around =
            self.tree.around(self.blocks[index]).take(CARD_DEPTH).take_while(|&block| !body(block));
        self.copies[index]
            || self.cards[self.blocks[index]]
            || around.any(|block| {
                self.sentences[block] < CARD_SIZE_MAX && self.headlines[block] > 0.2 * self.shown[block]
            })
    }

    /// The block that is most of the article and least of anything else.
    fn heaviest(&self) -> usize {
        /// What it counts to stand in the element of the article that has the title.
        const TITLED: f64 = 1.3;
        let mut titled = vec![false; self.tree.blocks.len()];
        for block in self.title.into_iter().flat_map(|title| self.tree.around(self.blocks[title])) {
            titled[block] = self.tree.blocks[block].kinds.has(Kind::Main);
        }
        let (mut best, mut top) = (0, 0.0);
        for block in 0..self.tree.blocks.len() {
            titled[block] |= titled[self.tree.blocks[block].parent];
            let score = self.score(block) * if titled[block] { TITLED } else { 1.0 };
            if score > top {
                (best, top) = (block, score);
            }
        }
        best
    }

    fn score(&self, block: usize) -> f64 {
        let (sentences, kinds) = (self.sentences[block], self.tree.blocks[block].kinds);
        let purity = sentences / (sentences + self.foreign[block]).max(1.0);
        let name = if kinds.has(Kind::Body) {
            1.5
        } else if kinds.has(Kind::Main) {
            1.1
        } else {
            1.0
        };
        sentences * purity * purity * name
    }
}

//! Cards: blocks that stand for other articles: a headline that is a link, with a few sentences, again and again.
//!
//! In: the tree and what each block holds. Out: the blocks that are cards. One such block alone may be a box of the
//! article; a row of them side by side that look alike is a list, whatever it is called.

use crate::html::element::{LI, P};
use crate::html::markup::Kind;
use crate::html::tree::Tree;

/// Cards that make a list.
const CARDS_MIN: usize = 3;

/// The most that a card says, in syllables of sentences.
const SENTENCES_SIZE_MAX: f64 = 110.0;

/// The most that a card shows.
const SHOWN_SIZE_MAX: f64 = 190.0;

/// What each block holds, the blocks in it included.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    /// Size of sentences.
    pub(crate) sentences: &'a [f64],
    /// Size of all that is shown.
    pub(crate) shown: &'a [f64],
    /// Lines that are links, of the length of a headline.
    pub(crate) headlines: &'a [f64],
    /// Lines that are dates.
    pub(crate) dated: &'a [f64],
}

/// Tells for each block whether it is a card.
pub(crate) fn find(tree: &Tree, held: &Held<'_>) -> Vec<bool> {
    let mut cards = vec![false; tree.blocks.len()];
    let mut children: Vec<usize> = (1..tree.blocks.len()).filter(|&block| held.shown[block] > 0.0).collect();
    children.sort_by_key(|&block| tree.blocks[block].parent);
    for siblings in children.chunk_by(|&a, &b| tree.blocks[a].parent == tree.blocks[b].parent) {
        if siblings.len() >= CARDS_MIN {
            mark_alike(tree, held, siblings, &mut cards);
            mark_pairs(tree, held, siblings, &mut cards);
            mark_remarks(tree, held, siblings, &mut cards);
        }
    }
    cards
}

/// Marks siblings that look alike and mostly are cards.
fn mark_alike(tree: &Tree, held: &Held<'_>, siblings: &[usize], cards: &mut [bool]) {
    let mut alike = siblings.to_vec();
    alike.sort_by_key(|&block| tree.blocks[block].look);
    for group in alike.chunk_by(|&a, &b| tree.blocks[a].look == tree.blocks[b].look) {
        let is_card = |&block: &usize| {
            held.headlines[block] >= 1.0
                && held.headlines[block] <= 4.0
                && held.sentences[block] <= SENTENCES_SIZE_MAX
                && held.shown[block] <= SHOWN_SIZE_MAX
                && !matches!(tree.blocks[block].tag, P | LI)
        };
        let count = group.iter().filter(|block| is_card(block)).count();
        if count >= CARDS_MIN && count * 3 >= group.len() * 2 {
            for &block in group {
                cards[block] |= is_card(&block);
            }
        }
    }
}

/// Marks siblings that look alike, each dated, beside a longer text: what readers wrote.
fn mark_remarks(tree: &Tree, held: &Held<'_>, siblings: &[usize], cards: &mut [bool]) {
    /// The share of all sentences from which such a row is the text itself, as that of a live report.
    const TEXT_SHARE: f64 = 0.5;
    let is_remark = |&block: &usize| {
        (1.0..3.0).contains(&held.dated[block])
            && held.sentences[block] > 0.0
            && held.shown[block] <= SHOWN_SIZE_MAX
            && !matches!(tree.blocks[block].tag, P | LI)
    };
    let row: Vec<usize> = siblings.iter().copied().filter(is_remark).collect();
    let size: f64 = row.iter().map(|&block| held.sentences[block]).sum();
    let alike = row.iter().all(|&block| tree.blocks[block].look == tree.blocks[row[0]].look);
    let body =
        |block: usize| tree.around(block).take(3).any(|block| tree.blocks[block].kinds.has(Kind::Body));
    if row.len() >= CARDS_MIN && alike && !body(row[0]) && size < TEXT_SHARE * held.sentences[0] {
        for block in row {
            cards[block] = true;
        }
    }
}

/// Marks headlines and what stands below each, where they are siblings in turn.
fn mark_pairs(tree: &Tree, held: &Held<'_>, siblings: &[usize], cards: &mut [bool]) {
    let is_headline = |block: usize| {
        held.headlines[block] >= 1.0 && held.sentences[block] < 1.0 && held.shown[block] < 40.0
    };
    // Each headline with the sentences up to the next one.
    let mut pairs: Vec<(usize, f64)> = Vec::new();
    for (place, &block) in siblings.iter().enumerate() {
        if is_headline(block) {
            pairs.push((place, 0.0));
        } else if let Some((_, size)) = pairs.last_mut() {
            *size += held.sentences[block];
        }
    }
    let is_pair = |&(_, size): &(usize, f64)| size > 0.0 && size <= SENTENCES_SIZE_MAX;
    let heading = |&(place, _): &(usize, f64)| tree.blocks[siblings[place]].tag.is_heading();
    let count = pairs.iter().filter(|pair| is_pair(pair) && heading(pair)).count();
    if count < CARDS_MIN || count * 3 < pairs.len() * 2 {
        return;
    }
    for (at, pair) in pairs.iter().enumerate() {
        let end = pairs.get(at + 1).map_or(siblings.len(), |next| next.0);
        if is_pair(pair) {
            for &block in &siblings[pair.0..end] {
                cards[block] = true;
            }
        }
    }
}

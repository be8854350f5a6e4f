//! Phrases: words that pages of the world write over lists, on buttons, beside writers and pictures
//! (`vi/pages/phrases.tsv`), found by their place in the line.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use biennien_knowledge::PageTables;

use crate::page::cues::{CueKind, Found};
use crate::page::line::key;
use crate::page::shape::{Script, Shape};
use crate::page::tokens::{Token, chain, tokens};

/// Syllables up to which a line can be anything but a paragraph.
const SIZE_MAX: f64 = 70.0;

/// All phrases by the hash of their tokens; beginnings of phrases have no kinds.
pub(crate) struct Phrases {
    kinds: HashMap<u64, Found, BuildHasherDefault<Same>>,
}

/// A phrase in a line.
#[derive(Clone, Copy)]
struct Hit {
    start: usize,
    end: usize,
}

/// A line as phrases see it.
struct Seen<'a> {
    words: &'a str,
    shape: Shape,
    tokens: &'a [Token],
}

impl Phrases {
    /// Compiles the table; a row whose kind cannot be read is left out.
    pub(crate) fn compile(tables: &PageTables) -> Phrases {
        let mut kinds: HashMap<u64, Found, BuildHasherDefault<Same>> = HashMap::default();
        for row in &tables.phrases {
            let Some(kind) = CueKind::parse(&row.kind) else { continue };
            for phrase in &row.phrases {
                let mut hash = 0;
                for token in tokens(&key(phrase)) {
                    hash = chain(hash, token);
                    kinds.entry(hash).or_default();
                }
                let found = kinds.entry(hash).or_default();
                *found = found.join(Found::of(kind));
            }
        }
        Phrases { kinds }
    }

    /// What the phrases in the line say of it.
    pub(crate) fn find(&self, words: &str, tokens: &[Token], shape: Shape) -> Found {
        let mut found = Found::default();
        if shape.size > SIZE_MAX {
            return found;
        }
        let seen = Seen { words, shape, tokens };
        let (mut covered, mut until) = (0, 0);
        for start in 0..tokens.len() {
            let (mut hash, mut longest) = (0, 0);
            for (end, token) in tokens.iter().enumerate().skip(start) {
                hash = chain(hash, *token);
                let Some(&kinds) = self.kinds.get(&hash) else { break };
                let hit = Hit { start, end: end + 1 };
                for kind in KINDS {
                    if kinds.has(kind) && seen.fits(kind, hit) {
                        found = found.join(Found::of(kind));
                    }
                }
                if kinds.any(&[CueKind::Button, CueKind::End]) {
                    longest = end + 1;
                }
            }
            if start >= until && longest > 0 {
                covered += longest - start;
                until = longest;
            }
        }
        // A row of buttons run together.
        if tokens.len() > 1 && covered * 5 >= tokens.len() * 4 && !shape.ends {
            found = found.join(Found::of(CueKind::Button));
        }
        found
    }
}

/// The kinds that phrases have.
const KINDS: [CueKind; 9] = [
    CueKind::End,
    CueKind::Box,
    CueKind::Button,
    CueKind::Notice,
    CueKind::Footer,
    CueKind::Ago,
    CueKind::Byline,
    CueKind::Credit,
    CueKind::Caption,
];

impl Seen<'_> {
    /// True when a phrase of `kind` at `hit` means what it says.
    fn fits(&self, kind: CueKind, hit: Hit) -> bool {
        let Shape { size, ends, asks, capitals, .. } = self.shape;
        let open = !ends || asks;
        let (first, rest) = (hit.start == 0, self.tokens.len() - hit.end);
        let long = hit.end - hit.start >= if self.dense(hit) { 4 } else { 2 };
        let bare = self.tokens[hit.end..].iter().all(|token| token.number);
        match kind {
            CueKind::End => {
                let few = rest <= if self.dense(hit) { 6 } else { 4 };
                first && open && (bare || (long && few && size < 14.0))
            }
            CueKind::Button => first && bare,
            CueKind::Box => {
                let parted = self
                    .words
                    .chars()
                    .take(40)
                    .any(|letter| matches!(letter, ':' | '：' | '|' | '>' | '»' | '】'));
                first && rest > 2 && size < 45.0 && (parted || (long && open))
            }
            CueKind::Notice | CueKind::Footer => size < 60.0,
            CueKind::Ago => {
                let number = |at: usize| self.tokens.get(at).is_some_and(|token| token.number);
                let beside = hit.start > 0 && number(hit.start - 1)
                    || number(hit.end)
                    || (hit.start > 1 && number(hit.start - 2));
                beside && size < 14.0
            }
            CueKind::Byline => {
                let named = capitals > 0.45
                    || self.has_colon()
                    || self.is_parted_after(hit)
                    || (capitals == 0.0 && rest <= 8 && long);
                first && rest > 0 && size < 18.0 && !ends && named
            }
            CueKind::Credit => {
                first && rest > 0 && size < 16.0 && (self.has_colon() || (capitals >= 0.6 && rest <= 5))
            }
            CueKind::Caption => {
                let tail = rest <= if self.dense(hit) { 12 } else { 6 };
                size < 60.0
                    && ((first && rest > 0 && (self.has_colon() || self.is_parted_after(hit)))
                        || (tail && self.has_parted_end()))
            }
            _ => false,
        }
    }

    fn dense(&self, hit: Hit) -> bool {
        self.tokens[hit.start].script != Script::Spaced
    }

    fn has_colon(&self) -> bool {
        self.words.chars().take(30).any(|letter| matches!(letter, ':' | '：' | '/' | '／' | '©' | '|'))
    }

    /// True when a mark of any kind follows the words of a phrase, as in `Image source, AFP`.
    fn is_parted_after(&self, hit: Hit) -> bool {
        let words = self.words.split_whitespace().nth((hit.end - hit.start).saturating_sub(1));
        words.is_some_and(|word| word.ends_with([',', ':', '：', '，']))
    }

    /// True when a mark parts the end of the line from what stands before it.
    fn has_parted_end(&self) -> bool {
        /// Letters of a picture's source.
        const END_LETTERS_MAX: usize = 48;
        let mut end = self.words.chars().rev().take(END_LETTERS_MAX);
        end.any(|letter| {
            matches!(
                letter,
                '(' | ')' | '（' | '/' | '／' | ':' | '：' | '©' | '|' | '＝' | '—' | '[' | '。' | '.'
            )
        })
    }
}

/// Hashes that are hashes already.
#[derive(Default)]
pub(crate) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = crate::page::tokens::mix(self.0, u64::from(byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

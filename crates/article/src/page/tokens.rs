//! Tokens: what lines are compared by: words where a script parts them, single letters where it does not.

use crate::page::shape::{Script, script};

/// One token of a line's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// FNV-1a of its letters: the same on every machine and run.
    pub(crate) hash: u64,
    /// Hash of its first letters, which words of one stem share.
    pub(crate) stem: u64,
    /// Letters.
    pub(crate) letters: u8,
    /// How its script is written.
    pub(crate) script: Script,
    /// A number.
    pub(crate) number: bool,
}

/// Letters of a word that make its stem.
const STEM_LETTERS: u8 = 6;

/// The tokens of `key`, a line's words with single spaces between them.
pub(crate) fn tokens(key: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(key.len() / 5 + 1);
    for word in key.split(' ').filter(|word| !word.is_empty()) {
        let mut open = false;
        for letter in word.chars() {
            let kind = script(letter);
            let alone = kind == Script::Unspaced || (kind == Script::Ideographs && !is_hangul(letter));
            match tokens.last_mut() {
                Some(token) if open && !alone && token.script == Script::Spaced => token.push(letter),
                _ => {
                    let script = if alone { kind } else { Script::Spaced };
                    let mut token = Token { hash: SEED, stem: SEED, letters: 0, script, number: true };
                    token.push(letter);
                    tokens.push(token);
                }
            }
            open = true;
        }
    }
    tokens
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

impl Token {
    fn push(&mut self, letter: char) {
        let mut bytes = [0; 4];
        for byte in letter.encode_utf8(&mut bytes).bytes() {
            self.hash = mix(self.hash, u64::from(byte));
        }
        let stem = if is_hangul(letter) { STEM_LETTERS / 2 } else { 1 };
        self.letters = self.letters.saturating_add(stem);
        if self.letters <= STEM_LETTERS {
            self.stem = self.hash;
        }
        self.number &= letter.is_numeric();
    }
}

/// The hash of what `hash` stands for, followed by `next`.
pub(crate) fn mix(hash: u64, next: u64) -> u64 {
    (hash ^ next).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The hash of a sequence of tokens of which `hash` stands for the first, and `token` comes next.
pub(crate) fn chain(hash: u64, token: Token) -> u64 {
    mix(hash.rotate_left(23), token.hash)
}

/// Korean syllables stand in words between spaces.
fn is_hangul(letter: char) -> bool {
    matches!(u32::from(letter), 0xac00..=0xd7af | 0x1100..=0x11ff)
}

/// How the lines of a page are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wording {
    /// Syllables: pairs of neighbours, since single ones are too common.
    Syllables,
    /// Words: longer ones by their stem.
    Words,
}

/// Whether the words of a page are single syllables, as in Vietnamese.
pub(crate) fn wording<'a>(lines: impl Iterator<Item = &'a [Token]>) -> Wording {
    /// Letters of a syllable, on average.
    const SYLLABLE_LETTERS_MAX: f64 = 3.9;
    let (mut words, mut letters) = (0u32, 0u32);
    for token in lines.flatten().filter(|token| token.script == Script::Spaced && !token.number) {
        words += 1;
        letters += u32::from(token.letters);
    }
    let mean = f64::from(letters) / f64::from(words.max(1));
    if mean < SYLLABLE_LETTERS_MAX { Wording::Syllables } else { Wording::Words }
}

/// What tells of a line's matter: distinct hashes, in order.
pub(crate) fn terms(tokens: &[Token], wording: Wording) -> Vec<u64> {
    /// Letters of a word that tells something.
    const WORD_LETTERS_MIN: u8 = 4;
    let mut terms = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        let run = |length: usize| {
            let run = tokens.get(at..at + length)?;
            run.iter()
                .all(|other| other.script == token.script)
                .then(|| run.iter().copied().fold(SEED, chain))
        };
        let term = match (token.script, wording) {
            (Script::Ideographs, _) => run(2),
            (Script::Unspaced, _) => run(4),
            (Script::Spaced, Wording::Syllables) => run(2),
            (Script::Spaced, Wording::Words) => (token.letters >= WORD_LETTERS_MIN).then_some(token.stem),
        };
        terms.extend(term);
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, wording: Wording, shared: usize) {
        let (a, b) = (terms(&tokens(a), wording), terms(&tokens(b), wording));
        assert_eq!(a.iter().filter(|term| b.contains(term)).count(), shared);
    }

    #[test]
    fn lines_of_one_matter_share_terms() {
        check("mở lại cửa khẩu", "cửa khẩu mở cửa lại", Wording::Syllables, 1);
        check("the negotiators met", "negotiator of the border", Wording::Words, 1);
        check("negotiations failed", "negotiating again", Wording::Words, 1);
        check("两国会谈", "会谈在两国举行", Wording::Words, 2);
    }
}

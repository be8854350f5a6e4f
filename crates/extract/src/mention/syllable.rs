//! Syllables: the words of names and of documents in the form in which they are compared, as numbers.
//!
//! Syllables are compared in lower case, with one place of the tone mark, and cut at hyphens, so that "Kim Jong-un",
//! "Kim Jong-Un" and "Kim Jong Un" are one name. How their letters are written is kept beside them.

use std::collections::HashSet;
use std::ops::Range;

use biennien_knowledge::{Knowledge, WordClass};
use biennien_model::{Token, TokenKind};
use rustc_hash::FxHashMap;

/// Number of a syllable that stands in some name; [`UNKNOWN`] for all others.
pub(crate) type Syllable = u32;

pub(crate) const UNKNOWN: Syllable = 0;

/// The syllables of all names, and how words are brought into their form.
pub(crate) struct Syllables {
    numbers: FxHashMap<String, Syllable>,
    tones: Vec<(String, String)>,
    /// The last letters of the new spellings among `tones`.
    tone_ends: Vec<char>,
    /// Small words of the language that are no syllables of names.
    plain: HashSet<String>,
    /// Small words inside foreign names.
    particles: HashSet<String>,
}

/// How the letters of one syllable of a name are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Case {
    Small,
    Capital,
    /// All capitals, two or more: must stand so in the text.
    Upper(String),
}

/// One syllable of a document, as the trie compares it.
pub(crate) struct Key {
    /// Bytes of `Keys::text`.
    text: Range<usize>,
    pub(crate) is_hyphen: bool,
    pub(crate) syllable: Syllable,
    pub(crate) is_capital: bool,
    /// As written, where all letters are capitals; else empty.
    pub(crate) upper: String,
    pub(crate) token: usize,
    pub(crate) ends_token: bool,
}

/// The syllables of a document.
pub(crate) struct Keys {
    /// The syllables as they are compared, one behind the other.
    text: String,
    keys: Vec<Key>,
    /// First key of every token, and the number of keys.
    first: Vec<usize>,
}

impl Keys {
    /// The syllables of the tokens in `range`, as they are compared.
    pub(crate) fn words(&self, range: Range<usize>) -> Vec<&str> {
        self.of(range).iter().map(|key| self.text(key)).collect()
    }

    /// All keys.
    pub(crate) fn all(&self) -> &[Key] {
        &self.keys
    }

    pub(crate) fn text(&self, key: &Key) -> &str {
        &self.text[key.text.clone()]
    }

    /// The keys of the tokens in `range`.
    pub(crate) fn of(&self, range: Range<usize>) -> &[Key] {
        &self.keys[self.first[range.start]..self.first[range.end]]
    }

    /// The only key of a token; empty for marks and tokens of several syllables.
    pub(crate) fn one(&self, token: usize) -> &str {
        match self.of(token..token + 1) {
            [key] => self.text(key),
            _ => "",
        }
    }
}

impl Syllables {
    /// No syllable yet; `knowledge` has the small words and the spellings.
    pub(crate) fn new(knowledge: &Knowledge) -> Syllables {
        let tones: Vec<(String, String)> =
            knowledge.names.tones.iter().map(|row| (row.new.clone(), row.old.clone())).collect();
        let tone_ends = tones.iter().filter_map(|(new, _)| new.chars().next_back()).collect();
        let plain = knowledge.names.words.iter().filter(|row| {
            !matches!(row.class, WordClass::Family | WordClass::Particle | WordClass::Abbreviation)
        });
        let plain =
            plain.flat_map(|row| &row.names).flat_map(|name| name.split(' ')).map(str::to_owned).collect();
        let particles = knowledge.names.words.iter().filter(|row| row.class == WordClass::Particle);
        let particles = particles.flat_map(|row| row.names.iter().cloned()).collect();
        Syllables { numbers: FxHashMap::default(), tones, tone_ends, plain, particles }
    }

    /// The number of `syllable`, in folded form; the next one for one that is new.
    pub(crate) fn add(&mut self, syllable: &str) -> Syllable {
        if let Some(&number) = self.numbers.get(syllable) {
            return number;
        }
        let number = Syllable::try_from(self.numbers.len() + 1).unwrap_or(UNKNOWN);
        self.numbers.insert(syllable.to_owned(), number);
        number
    }

    /// `word` in the form in which keys are compared.
    pub(crate) fn fold(&self, word: &str) -> String {
        let mut folded = String::with_capacity(word.len());
        self.fold_onto(word, &mut folded);
        folded
    }

    /// Writes `word` in that form behind `folded`.
    fn fold_onto(&self, word: &str, folded: &mut String) {
        let start = folded.len();
        if word.chars().all(char::is_lowercase) {
            folded.push_str(word);
        } else {
            folded.push_str(&word.to_lowercase());
        }
        if !folded[start..].ends_with(self.tone_ends.as_slice()) {
            return;
        }
        for (new, old) in &self.tones {
            if folded[start..].ends_with(new.as_str()) {
                folded.truncate(folded.len() - new.len());
                folded.push_str(old);
            }
        }
    }

    /// The syllables of a text with these tokens.
    pub(crate) fn keys(&self, text: &str, tokens: &[Token]) -> Keys {
        let mut keys = Keys {
            text: String::with_capacity(text.len()),
            keys: Vec::with_capacity(tokens.len()),
            first: Vec::with_capacity(tokens.len() + 1),
        };
        for (index, token) in tokens.iter().enumerate() {
            keys.first.push(keys.keys.len());
            let word = token.span.of(text);
            if self.joins_names(text, tokens, index) {
                continue;
            }
            if !matches!(token.kind, TokenKind::Small | TokenKind::Capital) {
                let start = keys.text.len();
                keys.text.push_str(word);
                self.add_key(&mut keys, start, word, index);
                if let Some(last) = keys.keys.last_mut() {
                    last.ends_token = true;
                }
                continue;
            }
            let count = keys.keys.len();
            for part in word.split('-').filter(|part| !part.is_empty()) {
                let start = keys.text.len();
                self.fold_onto(part, &mut keys.text);
                self.add_key(&mut keys, start, part, index);
            }
            if keys.keys.len() > count
                && let Some(last) = keys.keys.last_mut()
            {
                last.ends_token = true;
            }
        }
        keys.first.push(keys.keys.len());
        keys
    }

    /// Makes a key of what stands in the text of `keys` from `start` on.
    fn add_key(&self, keys: &mut Keys, start: usize, written: &str, token: usize) {
        let is_capital = written.starts_with(char::is_uppercase);
        let upper = if is_capital && is_upper(written) { written.to_owned() } else { String::new() };
        let text = &keys.text[start..];
        let syllable = self.numbers.get(text).copied().unwrap_or(UNKNOWN);
        let is_hyphen = matches!(text, "-" | "–");
        let text = start..keys.text.len();
        keys.keys.push(Key { text, is_hyphen, syllable, is_capital, upper, token, ends_token: false });
    }

    /// True for a hyphen inside a name: it touches the words on both sides, or stands with spaces between a capital
    /// and a small foreign syllable ("Shin Beom - chul") or after a particle ("al - Assad").
    pub(crate) fn joins_names(&self, text: &str, tokens: &[Token], index: usize) -> bool {
        let token = tokens[index];
        if !matches!(token.span.of(text), "-" | "–") || index == 0 {
            return false;
        }
        let (before, Some(next)) = (tokens[index - 1], tokens.get(index + 1)) else { return false };
        if before.span.end == token.span.start && next.span.start == token.span.end {
            return true;
        }
        if next.kind == TokenKind::Capital {
            return self.particles.contains(&before.span.of(text).to_lowercase());
        }
        let small = next.span.of(text);
        before.kind == TokenKind::Capital
            && before.span.of(text).is_ascii()
            && next.kind == TokenKind::Small
            && small.is_ascii()
            && !self.plain.contains(small)
    }
}

impl Key {
    /// How a name with this syllable must be written.
    pub(crate) fn case(&self) -> Case {
        match self.is_capital {
            false => Case::Small,
            true if self.upper.chars().nth(1).is_some() => Case::Upper(self.upper.clone()),
            true => Case::Capital,
        }
    }
}

fn is_upper(word: &str) -> bool {
    word.chars().all(|letter| !letter.is_lowercase())
}

//! Codes: how an old encoding writes letters, and the words of a line as it reads them.
//!
//! In: the table `vi/encodings/letters.tsv`, and text that is a view of bytes. Which encoding a text is in, [`super::legacy`]
//! decides.

use std::collections::HashMap;

use biennien_knowledge::EncodingTables;
use biennien_model::Span;
use encoding_rs::WINDOWS_1258;

use crate::decode::bytes::viewed_byte;
use crate::decode::census::is_mark;
use crate::decode::syllable::Syllables;

/// One old encoding.
#[derive(Debug)]
pub(crate) struct Legacy {
    /// Its name, for people.
    pub(crate) name: &'static str,
    single: Vec<Option<char>>,
    double: HashMap<(u8, u8), char>,
    /// How it writes capitals.
    pub(crate) capitals: Capitals,
}

/// How an encoding writes capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Capitals {
    /// With codes of their own.
    Coded,
    /// Those with a tone like the small letter, in a font of capitals.
    Drawn,
}

impl Legacy {
    /// The old encodings, the commonest first.
    pub(crate) fn compile(tables: &EncodingTables) -> Vec<Legacy> {
        let new = |name, capitals| Legacy { name, single: vec![None; 256], double: HashMap::new(), capitals };
        let mut tcvn3 = new("TCVN3 (ABC)", Capitals::Drawn);
        let mut vni = new("VNI", Capitals::Coded);
        let mut viscii = new("VISCII", Capitals::Coded);
        let mut vps = new("VPS", Capitals::Coded);
        for row in &tables.letters {
            tcvn3.add(&row.tcvn3, row.letter);
            vni.add(&row.vni, row.letter);
            viscii.add(&row.viscii, row.letter);
            vps.add(&row.vps, row.letter);
        }
        let mut windows = new("windows-1258", Capitals::Coded);
        for byte in 0x80..=0xff {
            let (letter, _) = WINDOWS_1258.decode_without_bom_handling(std::slice::from_ref(&byte));
            windows.single[usize::from(byte)] = letter.chars().next().filter(|&letter| letter != '\u{fffd}');
        }
        vec![tcvn3, vni, windows, viscii, vps]
    }

    fn add(&mut self, code: &str, letter: char) {
        let byte = |at: usize| code.get(at..at + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (byte(0), byte(2)) {
            (Some(first), Some(second)) => {
                self.double.insert((first, second), letter);
            }
            (Some(only), None) => self.single[usize::from(only)] = Some(letter),
            (None, _) => {}
        }
    }

    /// The letter that begins `text`, which is a view of bytes, and its length there; nothing for what is not encoded.
    fn letter(&self, text: &str) -> Option<(char, usize)> {
        let mut letters = text.chars();
        let (first, second) = (letters.next()?, letters.next());
        let byte = viewed_byte(first)?;
        if let Some(second) = second.filter(|second| !second.is_ascii())
            && let Some(&letter) = viewed_byte(second).and_then(|second| self.double.get(&(byte, second)))
        {
            return Some((letter, first.len_utf8() + second.len_utf8()));
        }
        let letter = self.single[usize::from(byte)]?;
        Some((letter, first.len_utf8()))
    }

    /// The words of `line` that hold letters of this encoding, with what it makes of them.
    pub(crate) fn words<'a>(&self, line: &'a str, syllables: &Syllables) -> Vec<Word<'a>> {
        let (mut words, mut word, mut at) = (Vec::new(), Word::default(), 0);
        while let Some(letter) = line[at..].chars().next() {
            // In VISCII the no-break space is a capital with a tilde, which follows another capital.
            let is_space = letter == '\u{a0}' && !word.written.ends_with(char::is_uppercase);
            let decoded = if is_space { None } else { self.letter(&line[at..]) };
            let span = Span::new(at, at + decoded.map_or(letter.len_utf8(), |(_, length)| length));
            at = span.end;
            let read = decoded.map_or(letter, |(read, _)| read);
            let in_word = read.is_alphabetic() || is_mark(read);
            if in_word {
                let start = span.end - word.written.len() - span.len();
                word.written = &line[start..span.end];
                word.read.push(read);
                word.strange |= decoded.is_none() && !letter.is_ascii();
                word.letters.extend(decoded.map(|(read, _)| (span, read)));
                continue;
            }
            words.push(std::mem::take(&mut word));
            if decoded.is_some() {
                words.push(Word { letters: vec![(span, read)], ..Word::default() });
            }
        }
        words.push(word);
        for word in &mut words {
            word.drop_signs(line, syllables);
        }
        words.retain(|word| !word.letters.is_empty() || word.strange);
        words
    }
}

/// A word with letters beyond ASCII, or one sign that the encoding explains (then nothing is written or read).
#[derive(Debug, Default)]
pub(crate) struct Word<'a> {
    /// As it stands.
    pub(crate) written: &'a str,
    /// As the encoding reads it.
    pub(crate) read: String,
    /// The letters that it explains.
    pub(crate) letters: Vec<(Span, char)>,
    /// True when it holds letters beyond ASCII that the encoding does not explain.
    strange: bool,
}

impl Word<'_> {
    /// True for words that can be judged: "©" alone may be a sign, though it is the code of a letter; "®·" is a word.
    pub(crate) fn is_word(&self) -> bool {
        self.letters.len() > 1 || self.written.chars().any(char::is_alphabetic)
    }

    /// True for words that speak for or against an encoding: not for those whose only code is a dash or quotation mark.
    pub(crate) fn speaks(&self, line: &str) -> bool {
        let is_sign = |&(span, _): &(Span, char)| span.of(line).starts_with(is_punctuation);
        self.is_word() && (self.strange || !self.letters.iter().all(is_sign))
    }

    /// Takes off what stands as a dash or quotation mark at the ends, unless it makes a syllable: pages mix those of
    /// windows-1252 with encodings that have capitals there.
    fn drop_signs(&mut self, line: &str, syllables: &Syllables) {
        if !self.written.contains(is_punctuation) || (self.is_syllable(syllables) && self.stands_well(line)) {
            return;
        }
        let is_sign = |span: Span| span.of(line).starts_with(is_punctuation);
        while let Some(&(span, read)) = self.letters.first()
            && is_sign(span)
            && self.read.starts_with(read)
            && !(self.is_syllable(syllables) && self.stands_well(line))
        {
            self.letters.remove(0);
            self.read.drain(..read.len_utf8());
            self.written = &self.written[span.len()..];
        }
        while let Some(&(span, read)) = self.letters.last()
            && is_sign(span)
            && self.read.ends_with(read)
            && !self.is_syllable(syllables)
        {
            self.letters.pop();
            self.read.pop();
            self.written = &self.written[..self.written.len() - span.len()];
        }
    }

    /// True for more than one letter, and for one that begins a sentence and is followed by a small letter.
    fn stands_well(&self, line: &str) -> bool {
        let Some(&(span, _)) = self.letters.first().filter(|_| self.read.chars().count() == 1) else {
            return true;
        };
        let after = line[span.end..].strip_prefix(' ');
        begins_sentence(&line[..span.start])
            && after.is_some_and(|after| after.starts_with(char::is_lowercase))
    }

    pub(crate) fn is_syllable(&self, syllables: &Syllables) -> bool {
        !self.strange && syllables.has(&self.read)
    }
}

/// True when a word that stands behind `before` on its line begins a sentence.
pub(crate) fn begins_sentence(before: &str) -> bool {
    let end = before.trim_end();
    end.is_empty() || (end.len() < before.len() && end.ends_with(['.', '!', '?']))
}

/// True for dashes and quotation marks.
fn is_punctuation(letter: char) -> bool {
    matches!(letter, '\u{2010}'..='\u{203a}')
}

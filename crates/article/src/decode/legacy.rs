//! Old Vietnamese encodings: TCVN3, VNI, VISCII, VPS and windows-1258, by the table `vi/encodings/letters.tsv`.
//!
//! Their pages declare another encoding or none: fonts drew the letters. So a text is read as windows-1252, and an old
//! encoding is known by the syllables that its table makes of that ("ViÖt" is TCVN3). The same text is met as bytes and,
//! saved once more by a program that knew nothing of the font, as UTF-8. In the latter case only the lines that gain by
//! it are rewritten, for an old article often stands in a newer frame.

use std::collections::{BTreeSet, HashMap};

use biennien_knowledge::EncodingTables;
use biennien_model::Span;
use encoding_rs::WINDOWS_1258;

use crate::decode::bytes::viewed_byte;
use crate::decode::census::{is_mark, is_vietnamese};
use crate::decode::rewrite::Rewriter;
use crate::decode::syllable::Syllables;
use crate::mapped::Mapped;

/// Different words that are judged at most.
const WORDS_MAX: usize = 2000;

/// One old encoding.
#[derive(Debug)]
pub(crate) struct Legacy {
    /// Its name, for people.
    pub(crate) name: &'static str,
    single: Vec<Option<char>>,
    double: HashMap<(u8, u8), char>,
    capitals: Capitals,
}

/// How an encoding writes capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Capitals {
    /// With codes of their own.
    Coded,
    /// Those with a tone like the small letter, in a font of capitals.
    Drawn,
}

/// Which lines are read in an old encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All: the bytes are in that encoding.
    All,
    /// Those that gain by it.
    Fitting,
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
    fn words<'a>(&self, line: &'a str, syllables: &Syllables) -> Vec<Word<'a>> {
        let (mut words, mut word, mut at) = (Vec::new(), Word::default(), 0);
        while let Some(letter) = line[at..].chars().next() {
            let decoded = self.letter(&line[at..]);
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
struct Word<'a> {
    /// As it stands.
    written: &'a str,
    /// As the encoding reads it.
    read: String,
    /// The letters that it explains.
    letters: Vec<(Span, char)>,
    /// True when it holds letters beyond ASCII that the encoding does not explain.
    strange: bool,
}

impl Word<'_> {
    /// True for words that can be judged: "©" alone may be a sign, though it is the code of a letter; "®·" is a word.
    fn is_word(&self) -> bool {
        self.letters.len() > 1 || self.written.chars().any(char::is_alphabetic)
    }

    /// Takes off what stands as a dash or quotation mark at the ends, unless it makes a syllable: pages mix those of
    /// windows-1252 with encodings that have capitals there.
    fn drop_signs(&mut self, line: &str, syllables: &Syllables) {
        if !self.written.contains(is_punctuation) || (self.is_syllable(syllables) && self.stands_well(line)) {
            return;
        }
        let is_sign = |span: Span| span.of(line).starts_with(is_punctuation);
        while self.letters.first().is_some_and(|&(span, read)| is_sign(span) && self.read.starts_with(read)) {
            let (span, read) = self.letters.remove(0);
            self.read.drain(..read.len_utf8());
            self.written = &self.written[span.len()..];
        }
        while self.letters.last().is_some_and(|&(span, read)| is_sign(span) && self.read.ends_with(read)) {
            if let Some((span, _)) = self.letters.pop() {
                self.read.pop();
                self.written = &self.written[..self.written.len() - span.len()];
            }
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

    fn is_syllable(&self, syllables: &Syllables) -> bool {
        !self.strange && syllables.has(&self.read)
    }
}

/// The old encoding of `text`, a view of bytes, if there is one that makes words of it.
pub(crate) fn detect<'a>(
    text: &str,
    encodings: &'a [Legacy],
    syllables: &Syllables,
    scope: Scope,
) -> Option<&'a Legacy> {
    let (words_min, mut best, mut best_score) = (if scope == Scope::All { 1 } else { 3 }, None, 0);
    for encoding in encodings {
        let (mut good, mut bad, mut before) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for line in lines(text).map(|line| line.of(text)).filter(|line| is_candidate(line)) {
            for word in encoding.words(line, syllables).into_iter().filter(Word::is_word) {
                if syllables.has(word.written) {
                    before.insert(word.written);
                }
                let set = if word.is_syllable(syllables) { &mut good } else { &mut bad };
                set.insert(word.read);
            }
            if good.len() + bad.len() > WORDS_MAX {
                break;
            }
        }
        let gains = scope == Scope::All || before.len() * 2 <= good.len();
        let fits = good.len() >= words_min && bad.len() * 2 <= good.len() && gains;
        let score = good.len() as isize - 2 * bad.len() as isize;
        if fits && score > best_score {
            (best, best_score) = (Some(encoding), score);
        }
    }
    best
}

/// Reads `source`, a view of bytes, in `encoding`.
pub(crate) fn apply(source: Mapped, encoding: &Legacy, syllables: &Syllables, scope: Scope) -> Mapped {
    let text = source.text.clone();
    let is_mixed = scope == Scope::Fitting && text.chars().any(is_far_vietnamese);
    let mut rewriter = Rewriter::new(source);
    for span in lines(&text) {
        let line = span.of(&text);
        if line.is_ascii() || (scope == Scope::Fitting && !is_candidate(line)) {
            continue;
        }
        let words = encoding.words(line, syllables);
        if scope == Scope::All || gains(&words, is_mixed, syllables) {
            write(&mut rewriter, span.start, line, &words, encoding.capitals);
        }
    }
    rewriter.finish()
}

/// True when the words of a line become syllables by reading them anew.
fn gains(words: &[Word<'_>], is_mixed: bool, syllables: &Syllables) -> bool {
    let (mut good, mut bad, mut before) = (0, 0, 0);
    for word in words.iter().filter(|word| word.is_word()) {
        before += usize::from(syllables.has(word.written));
        match word.is_syllable(syllables) {
            true => good += 1,
            false => bad += 1,
        }
    }
    good > 0 && good >= bad && (!is_mixed || good > before)
}

fn write(rewriter: &mut Rewriter, start: usize, line: &str, words: &[Word<'_>], capitals: Capitals) {
    let is_small = |text: &str| text.bytes().any(|byte| byte.is_ascii_lowercase());
    let large = |text: &str| text.bytes().filter(u8::is_ascii_uppercase).count();
    let shouted = !is_small(line) && large(line) > 1;
    let mut buffer = [0; 4];
    for word in words {
        let raise =
            capitals == Capitals::Drawn && (shouted || (!is_small(word.written) && large(word.written) > 1));
        for (index, &(span, letter)) in word.letters.iter().enumerate() {
            let first = index == 0 && word.read.starts_with(letter) && begins_sentence(&line[..span.start]);
            let place = Span::new(start + span.start, start + span.end);
            let letter = if raise || (capitals == Capitals::Drawn && first) {
                letter.to_uppercase().next().unwrap_or(letter)
            } else {
                letter
            };
            rewriter.replace(place, letter.encode_utf8(&mut buffer));
        }
    }
}

/// True when a word that stands behind `before` on its line begins a sentence.
fn begins_sentence(before: &str) -> bool {
    let end = before.trim_end();
    end.is_empty() || (end.len() < before.len() && end.ends_with(['.', '!', '?']))
}

/// True for lines that can be in an old encoding: they have letters beyond ASCII, and none that only Unicode has.
fn is_candidate(line: &str) -> bool {
    !line.is_ascii() && !line.chars().any(is_far_vietnamese)
}

/// True for dashes and quotation marks.
fn is_punctuation(letter: char) -> bool {
    matches!(letter, '\u{2010}'..='\u{203a}')
}

/// True for Vietnamese letters that no byte can be seen as.
fn is_far_vietnamese(letter: char) -> bool {
    letter > '\u{ff}' && is_vietnamese(letter)
}

/// The spans of the lines of `text`; tags end a line too, for some pages have but one.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split(['\n', '<', '>']).map(move |line| {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        span
    })
}

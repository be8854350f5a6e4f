//! VIQR (RFC 1456, section 3): Vietnamese in ASCII, with signs for the marks ("Vie^.t Nam").
//!
//! Mail and news groups wrote it. The signs are those of ordinary punctuation, so a text is taken for VIQR only when many
//! different words of it are Vietnamese syllables by signs that no other text puts behind a vowel. Only syllables are
//! rewritten: English words, addresses and code stay.

use std::collections::{BTreeSet, HashMap};

use biennien_knowledge::EncodingTables;
use biennien_model::Span;

use crate::decode::rewrite::Rewriter;
use crate::decode::syllable::Syllables;
use crate::mapped::Mapped;

/// Different words that speak for VIQR.
const WORDS_MIN: usize = 5;

/// The longest spelling of a letter, in bytes.
const SPELLING_BYTES_MAX: usize = 3;

/// The spellings of letters, compiled.
#[derive(Debug, Default)]
pub(crate) struct Viqr {
    spellings: HashMap<String, char>,
}

impl Viqr {
    pub(crate) fn compile(tables: &EncodingTables) -> Viqr {
        let mut spellings = HashMap::new();
        for row in &tables.letters {
            spellings.extend(row.viqr.iter().map(|spelling| (spelling.clone(), row.letter)));
        }
        Viqr { spellings }
    }

    /// Reads `source` as VIQR when it is; with `skip`, the stretches that are no text. Nothing when it is not.
    pub(crate) fn read(&self, source: &Mapped, skip: &[Span], syllables: &Syllables) -> Option<Mapped> {
        let text = source.text.as_str();
        if !text.contains(['^', '+', '(', '~', '`']) {
            return None;
        }
        let words = self.words(text, skip);
        if !is_viqr(&words, syllables) {
            return None;
        }
        let strict = text.contains("\\.") || text.contains("\\?");
        let mut rewriter = Rewriter::new(source.clone());
        let mut buffer = [0; 4];
        for mut word in words {
            if !strict && word.ends_sentence(text) {
                word.letters.pop();
                word.shorten();
            }
            if word.is_escape {
                rewriter.replace(
                    Span::new(word.span.start, word.span.end),
                    &text[word.span.end - 1..word.span.end],
                );
            } else if syllables.has(&word.read) {
                for (span, letter) in word.letters {
                    rewriter.replace(span, letter.encode_utf8(&mut buffer));
                }
            }
        }
        Some(rewriter.finish())
    }

    /// The words of `text` that hold spelt letters, and the escaped signs.
    fn words(&self, text: &str, skip: &[Span]) -> Vec<Word> {
        let mut words = Vec::new();
        let mut start = 0;
        for chunk in text.split_inclusive(char::is_whitespace) {
            let span = Span::new(start, start + chunk.len());
            start = span.end;
            let is_address = chunk.contains("://") || chunk.contains("www.") || chunk.contains('@');
            if !is_address {
                self.read_chunk(text, span, skip, &mut words);
            }
        }
        words
    }

    fn read_chunk(&self, text: &str, chunk: Span, skip: &[Span], words: &mut Vec<Word>) {
        let (mut word, mut at) = (Word::default(), chunk.start);
        while let Some(letter) = chunk_rest(text, at, chunk.end).chars().next() {
            let skipped = skip.get(skip.partition_point(|skipped| skipped.end <= at));
            if let Some(skipped) = skipped.filter(|skipped| skipped.holds(at)) {
                words.push(std::mem::take(&mut word));
                at = skipped.end.min(chunk.end);
                continue;
            }
            let rest = chunk_rest(text, at, chunk.end);
            let spelling = (2..=SPELLING_BYTES_MAX).rev().find_map(|length| rest.get(..length));
            let longest = spelling.and_then(|longest| {
                (2..=longest.len())
                    .rev()
                    .find_map(|length| Some((length, *self.spellings.get(longest.get(..length)?)?)))
            });
            let length = longest.map_or(letter.len_utf8(), |(length, _)| length);
            let span = Span::new(at, at + length);
            at = span.end;
            if let Some((_, read)) = longest {
                word.push(span, read);
                word.letters.push((span, read));
                word.strong |= span.of(text)[1..].contains(['^', '+', '(', '~', '`', 'd', 'D']);
            } else if letter.is_alphabetic() {
                word.push(span, letter);
            } else {
                words.push(std::mem::take(&mut word));
                let escaped = chunk_rest(text, at, chunk.end).chars().next();
                if letter == '\\' && escaped.is_some_and(|escaped| "'`?~.^(+*dD\\".contains(escaped)) {
                    at += 1;
                    words.push(Word { span: Span::new(span.start, at), is_escape: true, ..Word::default() });
                }
            }
        }
        words.push(word);
        words.retain(|word| word.is_escape || !word.letters.is_empty());
    }
}

fn chunk_rest(text: &str, at: usize, end: usize) -> &str {
    Span::new(at, end.max(at)).of(text)
}

/// A word with spelt letters, or an escaped sign.
#[derive(Debug, Clone)]
struct Word {
    span: Span,
    read: String,
    letters: Vec<(Span, char)>,
    /// True when a sign in it is none that ends words of other texts.
    strong: bool,
    is_escape: bool,
}

impl Default for Word {
    fn default() -> Word {
        Word {
            span: Span::new(0, 0),
            read: String::new(),
            letters: Vec::new(),
            strong: false,
            is_escape: false,
        }
    }
}

impl Word {
    fn push(&mut self, span: Span, read: char) {
        self.span = if self.read.is_empty() { span } else { self.span.join(span) };
        self.read.push(read);
    }

    /// True when the sign at the end of the word is a full stop, question mark or quotation mark: what follows begins a
    /// sentence or a line, or there is nothing.
    fn ends_sentence(&self, text: &str) -> bool {
        let Some(&(last, _)) = self.letters.last().filter(|(last, _)| last.end == self.span.end) else {
            return false;
        };
        if last.len() != 2 || !last.of(text).ends_with(['.', '?', '\'']) {
            return false;
        }
        let after = &text[last.end..];
        let next = after.trim_start_matches([' ', '"', ')']);
        let breaks = next.is_empty() || next.starts_with(['\n', '\r', '<']);
        breaks || (next.len() < after.len() && next.starts_with(|letter: char| letter.is_uppercase()))
    }

    /// Reads the last letter without its sign.
    fn shorten(&mut self) {
        use unicode_normalization::UnicodeNormalization;
        let last: Option<char> = self.read.pop().and_then(|letter| letter.nfd().next());
        self.read.extend(last);
    }
}

/// True when many different words are syllables by signs that only VIQR puts there, and few are none.
fn is_viqr(words: &[Word], syllables: &Syllables) -> bool {
    let (mut good, mut bad) = (BTreeSet::new(), BTreeSet::new());
    for word in words.iter().filter(|word| word.strong) {
        let set = if syllables.has(&word.read) { &mut good } else { &mut bad };
        set.insert(word.read.as_str());
    }
    good.len() >= WORDS_MIN && bad.len() * 3 <= good.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::tests::ENCODINGS;
    use crate::mapped::Copying;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut source = Mapped::default();
        source.push_raw(text, Span::new(0, text.len()), Copying::Same);
        let read = ENCODINGS.viqr.read(&source, &[], &ENCODINGS.syllables);
        assert_eq!(read.map_or(text.to_owned(), |read| read.text), expected);
    }

    #[test]
    fn signs_become_marks() {
        check(
            "To^?ng tho^'ng Nga ddi.nh ho.p o+? Lam~ Cha^u, ddu+o+.c DDoa`i Quo^'c mo+`i. Ba` cho. ho.c xong chu+a? Co' le~.",
            "Tổng thống Nga định họp ở Lam~ Châu, được Đoài Quốc mời. Bà chọ học xong chưa? Có lẽ.",
        );
        check(
            "Tha^.t kho^ng? Nu+o+'c la~o dde^'n (ho.p). http://a.vn/ho.p?a=e' a.ba.@a.vn don't, you? OK.",
            "Thật không? Nước lão đến (họp). http://a.vn/ho.p?a=e' a.ba.@a.vn don't, you? OK.",
        );
        check("Vie^.t nu+o+'c ddi dde^'n tho^ng co\\. Ba\\? la.", "Việt nước đi đến thông co. Ba? lạ");
    }

    #[test]
    fn other_texts_stay() {
        check(
            "Why? I don't know. So. Who are you? 'Tis he. f(a+b) = a^2 ~ e^x, to. me. go? See (a) and (o).",
            "Why? I don't know. So. Who are you? 'Tis he. f(a+b) = a^2 ~ e^x, to. me. go? See (a) and (o).",
        );
        check("`ls ~/a` a^ a^ a^ a^ o^ e^", "`ls ~/a` a^ a^ a^ a^ o^ e^");
        check("Ông Tám hỏi: họp à? Đi (cho) em.", "Ông Tám hỏi: họp à? Đi (cho) em.");
    }
}

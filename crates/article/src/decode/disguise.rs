//! Disguises: words that a reader sees and a search does not find, in their readable form.
//!
//! Pages hide words from filters with lines through their letters, letters of other scripts, letters of mathematics,
//! characters that show as nothing. In: decoded text. Out: the same with such words in ordinary letters, every letter with
//! its place. Words of other languages, of phonetics and of mathematics stay: a word counts as disguised only when it
//! mixes what no honest word mixes.

use biennien_model::Span;
use unicode_normalization::UnicodeNormalization;

use crate::decode::census::{beyond_ascii, is_hidden};
use crate::decode::rewrite::Rewriter;
use crate::decode::syllable::Syllables;
use crate::decode::word::{Cluster, Kind, LookAlikes, Word, odd_words};
use crate::mapped::Mapped;

/// Disguised words after which weaker signs count too.
const WORDS_MIN: usize = 2;

/// What was done, in words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Unmasked {
    /// Words with letters of other scripts or shapes.
    pub(crate) letters: usize,
    /// Words with marks through, above or under their letters.
    pub(crate) marks: usize,
    /// Words with characters in them that show as nothing.
    pub(crate) hidden: usize,
    /// Words with an Icelandic letter in place of the Vietnamese one that looks like it.
    pub(crate) barred: usize,
}

/// Brings the disguised words of `source` into readable form.
pub(crate) fn unmask(source: Mapped, look_alikes: &LookAlikes, syllables: &Syllables) -> (Mapped, Unmasked) {
    let text = source.text.clone();
    let (words, is_latin) = odd_words(&text, look_alikes);
    let mut done = Unmasked::default();
    if !is_latin {
        return (source, done);
    }
    let sure = words.iter().filter(|word| is_mixed(word, &text) || is_styled(word, &text)).count();
    let struck: Vec<usize> = words.iter().map(|word| word.count(Cluster::has_stray)).collect();
    let is_struck =
        struck.iter().any(|&count| count > 2) || struck.iter().filter(|&&count| count > 1).count() > 1;
    let mut rewriter = Rewriter::new(source);
    let mut copied = 0;
    for word in &words {
        drop_hidden(&text, Span::new(copied, word.span().start), &mut rewriter);
        copied = word.span().end;
        let letters =
            is_styled(word, &text) || is_mixed(word, &text) || (sure >= WORDS_MIN && is_weakly_mixed(word));
        let barred = is_barred(word, syllables);
        let marks = (is_struck || letters) && word.count(Cluster::has_stray) > 0;
        done.letters += usize::from(letters);
        done.marks += usize::from(marks);
        done.barred += usize::from(barred);
        done.hidden += usize::from(is_split(word));
        let space = parts_are_words(word, syllables);
        for (index, cluster) in word.clusters.iter().enumerate() {
            let next = word.clusters.get(index + 1);
            let form = Form { letters, marks, barred, space: space && next.is_some() };
            let written = readable(cluster, form, next.is_none_or(|next| next.kind != Kind::Foreign));
            if written != cluster.span.of(&text) {
                rewriter.replace(cluster.span, &written);
            }
        }
    }
    drop_hidden(&text, Span::new(copied, text.len()), &mut rewriter);
    (rewriter.finish(), done)
}

/// What is done to the letters of a word.
#[derive(Debug, Clone, Copy)]
struct Form {
    letters: bool,
    marks: bool,
    barred: bool,
    space: bool,
}

/// A letter with its marks in readable form.
fn readable(cluster: &Cluster, form: Form, may_drop: bool) -> String {
    let plain = match (cluster.kind, cluster.letter) {
        (Kind::Styled(plain) | Kind::Same(plain) | Kind::Like(plain), _) if form.letters => plain,
        (_, '\u{d0}' | '\u{189}') if form.barred => '\u{110}',
        (_, '\u{f0}') if form.barred => '\u{111}',
        (_, letter) => letter,
    };
    let kept = cluster.marks.iter().copied().filter(|&mark| {
        // A mark can make a letter with the disguise that it does not make with what it stands for: a dot on an "i".
        let plain = Cluster { letter: plain, ..cluster.clone() };
        !form.marks || !(cluster.is_stray(mark) || plain.is_stray(mark))
    });
    let mut written: String = std::iter::once(plain).chain(kept).collect();
    if form.letters || form.marks {
        written = written.nfc().collect();
    }
    let drops = may_drop && cluster.kind != Kind::Foreign;
    if form.space && cluster.hidden.contains(&'\u{200b}') {
        written.push(' ');
    } else if !drops {
        written.extend(&cluster.hidden);
    }
    written
}

/// True for words in letters of other shapes, three at least or beside ordinary ones, that are no part of a formula.
fn is_styled(word: &Word, text: &str) -> bool {
    let styled = word.count(|cluster| matches!(cluster.kind, Kind::Styled(_)));
    let latin = word.count(|cluster| cluster.kind == Kind::Latin);
    let other = word.clusters.len() - styled - latin;
    let long = styled > 2 || (styled > 0 && latin > 1);
    long && other == 0
        && !touches(
            word,
            text,
            &['=', '+', '−', '×', '÷', '<', '>', '≤', '≥', '^', '*', '/', '∑', '∫', '√', '∈', '|'],
        )
}

/// True for words that mix Latin letters with letters of other scripts that look like them, or that are written
/// throughout in small capitals.
fn is_mixed(word: &Word, text: &str) -> bool {
    let count = word.clusters.len();
    let same = word.count(|cluster| matches!(cluster.kind, Kind::Same(_)));
    let like = word.count(|cluster| matches!(cluster.kind, Kind::Like(_)));
    let small = word.count(|cluster| matches!(cluster.kind, Kind::Like(_)) && is_phonetic(cluster.letter));
    let latin = count - same - like;
    if word.count(|cluster| cluster.kind == Kind::Foreign) > 0 || same + like == 0 {
        return false;
    }
    if latin == 0 {
        return small == count && count > 2 && !touches(word, text, &['/', '[', ']']);
    }
    (same > 0 && count > 1) || (like > 1 && count > 3 && !touches(word, text, &['/', '[', ']']))
}

/// True for words with one letter that is similar to a Latin one.
fn is_weakly_mixed(word: &Word) -> bool {
    let foreign = word.count(|cluster| cluster.kind == Kind::Foreign);
    let latin = word.count(|cluster| cluster.kind == Kind::Latin);
    foreign == 0 && latin > 0 && latin < word.clusters.len() && word.clusters.len() > 2
}

/// True for letters of phonetic writing.
fn is_phonetic(letter: char) -> bool {
    matches!(letter, '\u{180}'..='\u{2af}' | '\u{1d00}'..='\u{1dbf}' | '\u{a720}'..='\u{a7ff}')
}

/// True for words that become Vietnamese with the barred letter of that language.
fn is_barred(word: &Word, syllables: &Syllables) -> bool {
    let is_bar = |cluster: &Cluster| matches!(cluster.letter, '\u{d0}' | '\u{f0}' | '\u{189}');
    let form = Form { letters: false, marks: false, barred: true, space: false };
    let read = || word.clusters.iter().map(|cluster| readable(cluster, form, true)).collect::<String>();
    word.count(is_bar) == 1 && syllables.has(&read())
}

/// True when a character that shows as nothing stands between two letters of the word.
fn is_split(word: &Word) -> bool {
    let inner = word.clusters.len().saturating_sub(1);
    word.clusters[..inner].iter().any(|cluster| !cluster.hidden.is_empty())
}

/// True when the zero-width spaces of the word part words from each other: the parts are syllables, the whole is none.
fn parts_are_words(word: &Word, syllables: &Syllables) -> bool {
    let (mut whole, mut part, mut parts) = (String::new(), String::new(), Vec::new());
    for cluster in &word.clusters {
        let letters = std::iter::once(cluster.letter).chain(cluster.marks.iter().copied());
        part.extend(letters);
        if cluster.hidden.contains(&'\u{200b}') {
            whole.push_str(&part);
            parts.push(std::mem::take(&mut part));
        }
    }
    if parts.is_empty() || part.is_empty() {
        return false;
    }
    whole.push_str(&part);
    parts.push(part);
    !syllables.has(&whole) && parts.iter().all(|part| syllables.has(part))
}

/// Takes out characters that show as nothing and stand outside of odd words, unless a letter of another script or a
/// picture stands beside them, which may need them.
fn drop_hidden(text: &str, span: Span, rewriter: &mut Rewriter) {
    let needs = |letter: Option<char>| {
        letter.is_some_and(|letter| {
            letter > '\u{24f}' && !matches!(letter, '\u{1e00}'..='\u{206f}' | '\u{feff}')
        })
    };
    for (at, hidden) in beyond_ascii(span.of(text)).filter(|&(_, letter)| is_hidden(letter)) {
        let place = Span::new(span.start + at, span.start + at + hidden.len_utf8());
        let (before, after) = (text[..place.start].chars().next_back(), text[place.end..].chars().next());
        if !needs(before) && !needs(after) {
            rewriter.replace(place, "");
        }
    }
}

/// True when one of `signs` stands beside the word, with or without a space between.
fn touches(word: &Word, text: &str, signs: &[char]) -> bool {
    let span = word.span();
    let (before, after) =
        (text[..span.start].trim_end_matches(' '), text[span.end..].trim_start_matches(' '));
    before.ends_with(signs) || after.starts_with(signs)
}

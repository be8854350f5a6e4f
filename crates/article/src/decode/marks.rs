//! Swapped marks: a tone mark typed before the mark that belongs to the letter, or behind the last letter of its syllable.
//!
//! Normal form C puts "o", dot below, circumflex together in either order, but not "a", acute, circumflex: both marks stand
//! above, and their order means something. In Vietnamese it means nothing, so it is mended here.

use biennien_model::Span;
use unicode_normalization::UnicodeNormalization;

use crate::decode::census::{is_mark, is_vietnamese};
use crate::decode::rewrite::Rewriter;
use crate::decode::syllable::{Syllables, TONES};
use crate::mapped::Mapped;

/// The marks of letters that stand above: circumflex and breve.
const SHAPES: [char; 2] = ['\u{302}', '\u{306}'];

/// The tone mark that stands below, and composes in any order.
const BELOW: char = '\u{323}';

/// Puts the marks of each letter into the order in which they compose, and those behind a syllable on its vowel.
pub(crate) fn mend(source: Mapped, syllables: &Syllables) -> Mapped {
    let text = source.text.clone();
    let mut rewriter = Rewriter::new(source);
    for span in clusters(&text) {
        let written = span.of(&text);
        if let Some((place, mended)) = moved(&text, span, syllables) {
            rewriter.replace(place, &mended);
            continue;
        }
        if !written.contains(SHAPES) {
            continue;
        }
        let loose: Vec<char> = written.nfd().collect();
        let tone = loose.iter().position(|letter| TONES.contains(letter) && *letter != BELOW);
        let shape = loose.iter().position(|letter| SHAPES.contains(letter));
        let (Some(tone), Some(shape)) = (tone, shape) else { continue };
        if tone > shape {
            continue;
        }
        let mut ordered = loose.clone();
        ordered.swap(tone, shape);
        let mended: String = ordered.into_iter().nfc().collect();
        if mended.chars().count() == 1 {
            rewriter.replace(span, &mended);
        }
    }
    rewriter.finish()
}

/// The end of a syllable whose last letter, a consonant, bears the tone of its vowel ("Viêt" and a dot below): the place
/// from the vowel on, and how it is written rightly.
fn moved(text: &str, cluster: Span, syllables: &Syllables) -> Option<(Span, String)> {
    let mut letters = cluster.of(text).chars();
    let (consonant, tone) = (letters.next()?, letters.next()?);
    let is_final = matches!(consonant.to_ascii_lowercase(), 'c' | 'g' | 'h' | 'm' | 'n' | 'p' | 't');
    let goes_on = text[cluster.end..].starts_with(char::is_alphabetic);
    if !is_final || !TONES.contains(&tone) || letters.next().is_some() || goes_on {
        return None;
    }
    let before = &text[..cluster.start];
    let word = before.trim_end_matches(|letter: char| letter.is_alphabetic() || is_mark(letter)).len();
    let vowel = before.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() && !is_vowel(letter));
    let (at, _) =
        vowel.char_indices().rfind(|(_, letter)| !is_mark(*letter)).filter(|&(at, _)| at >= word)?;
    let mended: String =
        format!("{}{tone}{}{consonant}", &text[at..vowel.len()], &before[vowel.len()..]).nfc().collect();
    // Polish and Spanish have letters of their own here.
    let own = matches!((consonant, tone), ('n' | 'c', '\u{301}') | ('n', '\u{303}'));
    let shaped = before[word..].nfc().any(is_vietnamese);
    let good = syllables.has(&format!("{}{mended}", &before[word..at])) && (shaped || !own);
    good.then(|| (Span::new(at, cluster.end), mended))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The letters of `text` that have loose marks, with these.
pub(crate) fn clusters(text: &str) -> impl Iterator<Item = Span> {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, _) = letters.next()?;
            let mut end = None;
            while let Some((at, mark)) = letters.next_if(|&(_, letter)| is_mark(letter)) {
                end = Some(at + mark.len_utf8());
            }
            if let Some(end) = end {
                return Some(Span::new(start, end));
            }
        }
    })
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
        assert_eq!(mend(source, &ENCODINGS.syllables).composed().text, expected);
    }

    #[test]
    fn marks_compose_in_any_order() {
        check("Vie\u{302}\u{323}t Vie\u{323}\u{302}t", "Việt Việt");
        check("cha\u{301}\u{302}t cha\u{302}\u{301}t ch\u{e1}\u{302}t", "chất chất chất");
        check("la\u{306}\u{309}ng la\u{309}\u{306}ng", "lẳng lẳng");
        check("nu\u{31b}\u{301}c nu\u{301}\u{31b}c", "nức nức");
    }

    #[test]
    fn tones_behind_a_syllable_move_to_its_vowel() {
        check(
            "Viêt\u{323} Nam ho\u{323}p hop\u{323} trươc\u{301} toan\u{300}.",
            "Việt Nam họp họp trước toàn.",
        );
        check("Poznan\u{301} kon\u{301} Espan\u{303}a cat\u{309}", "Poznań koń España cat\u{309}");
    }

    #[test]
    fn other_marks_stay() {
        check(
            "x\u{301}\u{302} n\u{302}\u{301} \u{301}\u{302}",
            "x\u{301}\u{302} n\u{302}\u{301} \u{301}\u{302}",
        );
    }
}

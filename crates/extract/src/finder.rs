//! Finder: which phrases of a fixed list stand in a text as whole words, found in one pass.
//!
//! In: phrases and a text, both in lower case. Out: every place where a phrase stands and no letter or digit touches
//! it. Only phrases that begin with the word at a place are compared with it, so most words cost one look-up.

use biennien_model::Span;
use rustc_hash::FxHashMap;

/// Phrases to look for.
pub(crate) struct Finder {
    phrases: Vec<String>,
    /// Phrases, as indices, by the letters and digits that they begin with.
    by_first: FxHashMap<String, Vec<usize>>,
}

impl Finder {
    /// Takes the list; the phrases are known by their place in it. An empty phrase stands nowhere.
    pub(crate) fn new<'p>(phrases: impl Iterator<Item = &'p str>) -> Finder {
        let phrases: Vec<String> = phrases.map(str::to_owned).collect();
        let mut by_first: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, phrase) in phrases.iter().enumerate().filter(|(_, phrase)| !phrase.is_empty()) {
            by_first.entry(first_word(phrase).to_owned()).or_default().push(index);
        }
        Finder { phrases, by_first }
    }

    /// How many phrases there are.
    pub(crate) fn len(&self) -> usize {
        self.phrases.len()
    }

    /// Tells `found` of every phrase in `text`, by the byte where it starts; several may start at one.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(Span, usize)) {
        let (mut at, mut in_word) = (0, false);
        while let Some(letter) = text[at..].chars().next() {
            let rest = &text[at..];
            let word = first_word(rest);
            crate::work::step();
            // A mark right behind a word is touched by its last letter.
            if !in_word && let Some(phrases) = self.by_first.get(word) {
                for &phrase in phrases {
                    crate::work::step();
                    let words = self.phrases[phrase].as_str();
                    let after = rest.strip_prefix(words);
                    if after.is_some_and(|after| !after.starts_with(char::is_alphanumeric)) {
                        found(Span::new(at, at + words.len()), phrase);
                    }
                }
            }
            in_word = !word.is_empty();
            at += word.len().max(if in_word { 0 } else { letter.len_utf8() });
        }
    }
}

/// The letters and digits that `text` begins with.
fn first_word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every place is written as the phrase that stands there.
    #[track_caller]
    fn check(phrases: &[&str], text: &str, expected: &str) {
        let mut found = Vec::new();
        let finder = Finder::new(phrases.iter().copied());
        finder.find(text, |span, phrase| {
            assert_eq!(span.of(text), phrases[phrase]);
            found.push(format!("{}@{}", phrases[phrase], span.start));
        });
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn phrases_stand_alone() {
        check(&["a", "a b"], "a b a", "a@0 a b@0 a@4");
        check(&["a"], "ab ba á a1 1a", "");
        check(&["b"], "(b)b", "b@1 b@3");
        check(&["a-b", "b"], "a-b", "a-b@0 b@2");
        check(&["đá", ""], "đá, đá", "đá@0 đá@6");
        check(&["(a)"], "b (a) b(a)", "(a)@2");
        check(&[], "a", "");
    }
}

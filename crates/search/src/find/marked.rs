//! Marked: which words of a text were meant, and the stretch of it that has most of them.

use biennien_model::Span;

use crate::Key;
use crate::key::keys;
use crate::query::Query;

/// The words of a text that a query meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    /// Bytes of the text, in order, never overlapping; a phrase is one.
    pub spans: Vec<Span>,
    /// For each span, which phrase of the query it is, from 0.
    phrases: Vec<usize>,
}

/// Finds the words of `query` in `text`.
pub fn mark(text: &str, query: &Query) -> Marked {
    let words = keys(text);
    let phrases: Vec<&[Key]> = query.phrases().collect();
    let (mut marked, mut at) = (Marked::default(), 0);
    while at < words.len() {
        let here = &words[at..];
        let meant = phrases
            .iter()
            .enumerate()
            .filter(|(_, phrase)| starts(here, phrase))
            .max_by_key(|(index, phrase)| (phrase.len(), std::cmp::Reverse(*index)));
        match meant {
            Some((index, phrase)) => {
                marked.spans.push(Span::new(here[0].0.start, here[phrase.len() - 1].0.end));
                marked.phrases.push(index);
                at += phrase.len();
            }
            None => at += 1,
        }
    }
    marked
}

fn starts(words: &[(Span, Key)], phrase: &[Key]) -> bool {
    phrase.len() <= words.len() && phrase.iter().zip(words).all(|(key, (_, word))| key.covers(word))
}

impl Marked {
    /// Of `parts` (spans in text order), the one with most different phrases of the query, then most words; the first
    /// of equal ones. `None` when there are no parts.
    pub fn best(&self, parts: &[Span]) -> Option<usize> {
        let mut best: Option<(usize, usize, usize)> = None;
        let mut from = 0;
        for (index, part) in parts.iter().enumerate() {
            while from < self.spans.len() && self.spans[from].start < part.start {
                from += 1;
            }
            let inside = self.spans[from..].iter().take_while(|span| span.end <= part.end).count();
            let mut phrases = self.phrases[from..from + inside].to_vec();
            phrases.sort_unstable();
            phrases.dedup();
            if best.is_none_or(|(different, words, _)| (phrases.len(), inside) > (different, words)) {
                best = Some((phrases.len(), inside, index));
            }
        }
        best.map(|(_, _, index)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn words_and_phrases_are_marked_as_they_stand() {
        check("\"hoa binh\" nga", "[Nga] bàn về [hòa bình], không nói đến hoa và bình");
        check("Viêt", "[Việt] Nam [viết] thư");
        check("-Nga Mỹ", "[Mỹ] gặp Nga");
    }

    #[test]
    fn the_best_part_has_most_of_what_was_asked() {
        let text = "Mỹ nói Mỹ chờ.\nMỹ gặp Nga.";
        let parts =
            [Span::new(0, text.find('\n').unwrap()), Span::new(text.find('\n').unwrap() + 1, text.len())];
        assert_eq!(mark(text, &parse("nga my", &|_| None)).best(&parts), Some(1));
        assert_eq!(mark(text, &parse("my", &|_| None)).best(&parts), Some(0));
        assert_eq!(mark(text, &parse("my", &|_| None)).best(&[]), None);
    }

    #[track_caller]
    fn check(typed: &str, marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let mut found = text.clone();
        for span in mark(&text, &parse(typed, &|_| None)).spans.iter().rev() {
            found.insert(span.end, ']');
            found.insert(span.start, '[');
        }
        assert_eq!(found, marked);
    }
}

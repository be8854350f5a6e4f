//! Notes: what a sentence says of the happening it tells besides sides, day and place.
//!
//! In: one sentence, the mentions and times of its article, the rows of `vi/accounts.tsv`. Out: notes in text order,
//! never overlapping. Which rows there are is the table's business; numbers need none.

use biennien_knowledge::AccountCue;
use biennien_model::{Mention, Note, Span, Time};

/// A value that runs on for more bytes than this is no topic but half an article.
const CLAUSE_BYTES_MAX: usize = 240;

/// The side that asked for something stands within so many bytes of the words.
const SIDE_BYTES_MAX: usize = 60;

/// Finds the notes of the sentence at `sentence` of `text`; `mentions` and `times` are those of the article, in text order.
pub fn notes(
    text: &str,
    sentence: Span,
    (mentions, times): (&[Mention], &[Time]),
    cues: &[AccountCue],
) -> Vec<Note> {
    let (words, mut notes, mut at) = (sentence.of(text), Vec::new(), 0);
    while at < words.len() {
        if let Some((cue, length)) = longest(words, at, cues) {
            let span = Span::new(sentence.start + at, sentence.start + at + length);
            notes.extend(note(cue, text, sentence, span, mentions));
            at += length;
        } else if let Some(number) = number(words, at) {
            let span = Span::new(sentence.start + at, sentence.start + number.end);
            if !of_times(times, span) {
                notes.push(Note { kind: "numbers".to_owned(), value: number.value, span });
            }
            at = number.end;
        }
        at = next_word(words, at);
    }
    notes
}

/// The start of the next word after `at`; the end of the text where there is none.
fn next_word(words: &str, at: usize) -> usize {
    let rest = words.get(at..).unwrap_or_default();
    let gap = rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
    let after = rest[gap..].find(char::is_alphanumeric).unwrap_or(rest.len() - gap);
    at + gap + after
}

/// The row with the longest words at `at`, and their length in bytes.
fn longest<'a>(words: &str, at: usize, cues: &'a [AccountCue]) -> Option<(&'a AccountCue, usize)> {
    let here = words.get(at..)?;
    let all = cues.iter().flat_map(|cue| cue.words.iter().map(move |form| (cue, form)));
    all.filter_map(|(cue, form)| Some((cue, begins(here, form)?))).max_by_key(|&(_, length)| length)
}

/// The length of `form` at the beginning of `here`, whatever the case of the first letter, when it ends with a word.
fn begins(here: &str, form: &str) -> Option<usize> {
    let (mut own, mut letters) = (form.chars(), here.char_indices());
    for wanted in own.by_ref() {
        let (_, found) = letters.next()?;
        if found != wanted && !found.to_lowercase().eq(std::iter::once(wanted)) {
            return None;
        }
    }
    match letters.next() {
        Some((_, letter)) if letter.is_alphanumeric() => None,
        Some((end, _)) => Some(end),
        None => Some(here.len()),
    }
}

fn note(cue: &AccountCue, text: &str, sentence: Span, span: Span, mentions: &[Mention]) -> Option<Note> {
    let kind = cue.kind.clone();
    match cue.takes.as_deref() {
        Some("side") => {
            let from = mentions.partition_point(|mention| mention.span.start < span.end);
            let side = mentions[from..].iter().take_while(|mention| {
                mention.span.end <= sentence.end && mention.span.start - span.end <= SIDE_BYTES_MAX
            });
            let (mention, code) =
                side.into_iter().find_map(|mention| Some((mention, mention.code.clone()?)))?;
            Some(Note { kind, value: code, span: mention.span })
        }
        Some(takes @ ("clause" | "whole")) => {
            let rest = Span::new(span.end, sentence.end).of(text);
            let end = rest.find([',', ';', '.', ':', '(', '"', '“', '”', '\n']).unwrap_or(rest.len());
            let whole = takes == "whole";
            let clause = Span::new(if whole { span.start } else { span.end }, span.end + end).trim(text);
            let good = !clause.is_empty() && clause.len() <= CLAUSE_BYTES_MAX && (whole || end > 0);
            good.then(|| Note { kind, value: clause.of(text).to_owned(), span: clause })
        }
        _ => Some(Note { kind, value: span.of(text).to_owned(), span }),
    }
}

/// A number and the noun behind it: `94.000 quân` is `94000 quân`.
struct Number {
    value: String,
    end: usize,
}

/// The number of two digits or more at `at` with the word behind it.
fn number(words: &str, at: usize) -> Option<Number> {
    let rest = words.get(at..)?;
    let digits = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    let figure = rest[..digits].trim_end_matches('.');
    let groups: Vec<&str> = figure.split('.').collect();
    let grouped = groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3);
    if figure.len() < 2 || !(groups.len() == 1 || grouped) {
        return None;
    }
    let noun = rest[figure.len()..].strip_prefix(' ')?;
    let length = noun.find(|letter: char| !letter.is_alphabetic()).unwrap_or(noun.len());
    let noun = noun.get(..length).filter(|noun| noun.chars().count() > 1)?;
    let lower = noun.chars().next().is_some_and(char::is_lowercase);
    lower
        .then(|| Number { value: format!("{} {noun}", groups.concat()), end: at + figure.len() + 1 + length })
}

fn of_times(times: &[Time], span: Span) -> bool {
    let from = times.partition_point(|time| time.span.end <= span.start);
    times.get(from).is_some_and(|time| time.span.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use biennien_knowledge::Knowledge;
    use biennien_model::MentionKind;

    /// Compares the value of the first note with the brackets.
    #[track_caller]
    fn check(marked: &str, kind: &str, knowledge: &Knowledge) {
        let text = marked.replace(['[', ']'], "");
        let start = marked.find('[').expect("a bracket");
        let end = marked.find(']').expect("a bracket") - 1;
        let mention = Mention {
            span: Span::new(start, end),
            kind: MentionKind::Country,
            name: String::new(),
            code: Some("USA".to_owned()),
            id: None,
            candidates: Vec::new(),
        };
        let found = notes(&text, Span::new(0, text.len()), (&[mention], &[]), &knowledge.accounts);
        let spans: Vec<(&str, Span)> = found.iter().map(|note| (note.kind.as_str(), note.span)).collect();
        assert_eq!(spans.first(), Some(&(kind, Span::new(start, end))), "{marked}: {found:?}");
    }

    #[test]
    fn examples_of_the_table_hold() {
        let knowledge = Knowledge::built_in();
        for cue in &knowledge.accounts {
            for example in &cue.example {
                check(example, &cue.kind, &knowledge);
            }
        }
    }

    #[test]
    fn numbers_come_with_their_noun() {
        let knowledge = Knowledge::built_in();
        check("Nga đưa [94.000 quân] tới biên giới.", "numbers", &knowledge);
    }
}

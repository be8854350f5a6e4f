//! Parse: from typed text to clauses.
//!
//! A filter is a known word, a colon and a value without space between; the value may be quoted, and a date may go on
//! over the next words ("from:tháng 2/2022"). Anything else is text: "18:30" and "G7: họp" are words. `OR` in capitals
//! joins what stands on its two sides. A quotation mark without its partner means nothing.

use biennien_model::{Interval, Status};

use super::{Clause, Kind, Query, Term};
use crate::key::keys;

/// Reads a date as people write it.
pub type Days<'a> = &'a dyn Fn(&str) -> Option<Interval>;

/// Most words of a date.
const DATE_WORDS: usize = 4;

/// Most clauses; what is typed beyond them is left out.
const CLAUSES_MAX: usize = 64;

/// Most syllables of a phrase; more are left out.
const SYLLABLES_MAX: usize = 32;

/// The word between two alternatives.
const OR: &str = "OR";

/// Reads what was typed; dates are read by `days`.
pub fn parse(typed: &str, days: Days<'_>) -> Query {
    let words = words(typed);
    let mut query = Query::default();
    let (mut index, mut joins) = (0, false);
    while index < words.len() && query.clauses.len() < CLAUSES_MAX {
        let word = &words[index];
        let is_or = word.quoted.is_none() && word.name.is_none() && word.text == OR;
        if is_or && !joins && index > 0 && index + 1 < words.len() {
            (joins, index) = (true, index + 1);
            continue;
        }
        let (term, used) = term(&words[index..], days);
        index += used;
        let Some(term) = term else { continue };
        let without = word.minus;
        match query.clauses.last_mut().filter(|last| joins && !without && !last.without) {
            Some(last) => last.any.push(term),
            None => query.clauses.push(Clause { without, any: vec![term] }),
        }
        joins = false;
    }
    query
}

/// What stands between two spaces, or between two quotation marks.
#[derive(Debug)]
struct Word<'a> {
    /// True when a minus stands before it.
    minus: bool,
    /// What stands before a colon, when that is the name of a filter.
    name: Option<&'a str>,
    /// The whole, without minus, name and marks.
    text: &'a str,
    /// What stands between its quotation marks, when it has them.
    quoted: Option<&'a str>,
}

fn words(typed: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let minus = rest.starts_with('-') && rest[1..].starts_with(|next: char| !next.is_whitespace());
        let body = if minus { &rest[1..] } else { rest };
        let name = filter_name(body);
        let value = name.map_or(body, |name| &body[name.len() + 1..]);
        let quoted = quotation(value);
        let end = match quoted {
            Some((_, end)) => end,
            None => value.find(char::is_whitespace).unwrap_or(value.len()),
        };
        let text = quoted.map_or(&value[..end], |(inner, _)| inner);
        words.push(Word { minus, name, text, quoted: quoted.map(|(inner, _)| inner) });
        rest = value[end..].trim_start();
    }
    words
}

/// The words between two quotation marks at the start of `text`, and where the second ends.
fn quotation(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next().filter(|mark| is_quote(*mark))?;
    let inner = &text[open.len_utf8()..];
    let (at, close) = inner.char_indices().find(|(_, mark)| is_quote(*mark))?;
    Some((&inner[..at], open.len_utf8() + at + close.len_utf8()))
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

/// The name of the filter that `text` begins with.
fn filter_name(text: &str) -> Option<&str> {
    const NAMES: [&str; 9] = ["outlet", "actor", "speaker", "type", "status", "story", "kind", "from", "to"];
    let (name, value) = text.split_once(':')?;
    let has_value = value.chars().next().is_some_and(|first| !first.is_whitespace());
    (NAMES.contains(&name) && has_value).then_some(name)
}

/// What the first of `words` asks for, and how many of them it took.
fn term(words: &[Word<'_>], days: Days<'_>) -> (Option<Term>, usize) {
    let word = &words[0];
    let Some(name) = word.name else { return (plain(word.text, word.quoted.is_some()), 1) };
    let value = word.text.trim().to_owned();
    if name == "from" || name == "to" {
        if let Some((interval, used)) = date(words, days) {
            return (Some(if name == "from" { Term::From(interval) } else { Term::To(interval) }), used);
        }
        return (plain(word.text, word.quoted.is_some()), 1);
    }
    let term = match name {
        _ if keys(&value).is_empty() => None,
        "outlet" => Some(Term::Outlet(value)),
        "actor" => Some(Term::Actor(value)),
        "speaker" => Some(Term::Speaker(value)),
        "story" => Some(Term::Story(value)),
        "type" => value.to_uppercase().parse().ok().map(Term::Type),
        "status" => status(&value.to_lowercase()).map(Term::Status),
        _ => Kind::from_word(&value.to_lowercase()).map(Term::Kind),
    };
    (term.or_else(|| plain(word.text, word.quoted.is_some())), 1)
}

/// The longest date at the start of `words`, and how many of them it took.
fn date(words: &[Word<'_>], days: Days<'_>) -> Option<(Interval, usize)> {
    let follow =
        words[1..].iter().take_while(|word| !word.minus && word.name.is_none() && word.quoted.is_none());
    let most = if words[0].quoted.is_some() { 1 } else { (1 + follow.count()).min(DATE_WORDS) };
    (1..=most).rev().find_map(|used| {
        let text = words[..used].iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
        Some((days(text.trim())?, used))
    })
}

fn status(word: &str) -> Option<Status> {
    [Status::Actual, Status::Planned, Status::Hypothetical, Status::Negated]
        .into_iter()
        .find(|status| status.word() == word)
}

fn plain(text: &str, quoted: bool) -> Option<Term> {
    let mut keys: Vec<_> = keys(text).into_iter().map(|(_, key)| key).collect();
    keys.truncate(SYLLABLES_MAX);
    (!keys.is_empty()).then(|| Term::Words { text: text.trim().to_owned(), keys, quoted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_phrases_and_what_must_be_missing() {
        check("Biden Ukraine", "Biden & Ukraine");
        check("\"quân đội Mỹ\" -Ukraine", "<quân đội Mỹ> & !Ukraine");
        check("-Ukraine", "!Ukraine");
        check("“hội nghị” OR \"cuộc họp\" Mỹ", "<hội nghị> | <cuộc họp> & Mỹ");
        check("Jong-un - 18", "Jong-un & 18");
    }

    #[test]
    fn filters() {
        check("actor:RUS type:consult status:planned", "actor=RUS & type=CONSULT & status=planned");
        check("speaker:\"Jen Psaki\" outlet:\"Thanh Niên\"", "speaker=Jen Psaki & outlet=Thanh Niên");
        check("from:30/12 to:tháng 2/2022 Nga", "from=30/12 & to=tháng 2/2022 & Nga");
        check("kind:statement -actor:USA", "kind=statement & !actor=USA");
    }

    #[test]
    fn anything_else_is_text() {
        check("18:30", "18:30");
        check("G7: họp", "G7: & họp");
        check("24/2/2022", "24/2/2022");
        check("https://vi.du/a?b=c", "https://vi.du/a?b=c");
        check("type:dinner from:đâu", "dinner & đâu");
        check("\"không đóng", "\"không & đóng");
        check("OR", "OR");
        check("a OR", "a & OR");
        check("OR a", "OR & a");
        check("\"\" ::: -- () ", "");
    }

    proptest! {
        #[test]
        fn nothing_typed_is_an_error(typed in "[ a-zàđơ\"“”:\\-OR0-9/().*\\\\\u{0}\u{301}\u{202e}😀]{0,60}") {
            let query = parse(&typed, &day);
            prop_assert!(query.clauses.iter().all(|clause| !clause.any.is_empty()));
        }
    }

    fn day(text: &str) -> Option<Interval> {
        let known = ["30/12", "tháng 2/2022"].contains(&text);
        known.then(|| Interval::parse("2022-02")).flatten()
    }

    /// Parses, and compares with the clauses: phrases in angles, filters with `=`, `!` for what must be missing.
    #[track_caller]
    fn check(typed: &str, wanted: &str) {
        let query = parse(typed, &day);
        let term = |term: &Term| match term {
            Term::Words { text, quoted: true, .. } => format!("<{text}>"),
            Term::Words { text, .. } => text.clone(),
            Term::Outlet(name) => format!("outlet={name}"),
            Term::Actor(name) => format!("actor={name}"),
            Term::Speaker(name) => format!("speaker={name}"),
            Term::Type(kind) => format!("type={}", kind.word()),
            Term::Status(status) => format!("status={}", status.word()),
            Term::Story(id) => format!("story={id}"),
            Term::Kind(kind) => format!("kind={}", kind.word()),
            Term::From(_) => "from=30/12".to_owned(),
            Term::To(_) => "to=tháng 2/2022".to_owned(),
        };
        let clause = |clause: &Clause| {
            let any = clause.any.iter().map(term).collect::<Vec<_>>().join(" | ");
            format!("{}{any}", if clause.without { "!" } else { "" })
        };
        assert_eq!(query.clauses.iter().map(clause).collect::<Vec<_>>().join(" & "), wanted);
    }
}

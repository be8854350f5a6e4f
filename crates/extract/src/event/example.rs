//! Examples of the tables as tests: a sentence with its sides marked, its trigger in brackets, and the event.
//!
//! `{RUS:Nga} [tấn công] {UKR:Ukraine} = ASSAULT RUS > UKR actual`. `{A+B:…}` is a group of two sides, `{@A:…}` a
//! place that lies in A, `{A/person:…}` a person who acts for A. After `=` stand type, actors, recipients and status,
//! or `nothing`; `ASSAULT/aerial` asks for the mode too.

use biennien_knowledge::{Example, Knowledge};
use biennien_model::{Event, Group, GroupKind, Span};

use super::{Given, find, scan};
use crate::{document, statement};

/// Runs one example of the kinds `vi/event/frames` and `vi/event/judgements`.
///
/// # Errors
/// What was found instead, in words.
pub fn run_example(example: &Example, knowledge: &Knowledge, rules: &crate::Rules) -> Result<(), String> {
    check(&example.marked, knowledge, rules)
        .map_err(|got| format!("{}: {} but got {got}", example.place, example.marked))
}

/// Runs one marked sentence `sentence = event`.
///
/// # Errors
/// The event that was found instead.
pub fn check(marked: &str, knowledge: &Knowledge, rules: &crate::Rules) -> Result<(), String> {
    let (sentence, wanted) = marked.rsplit_once(" = ").ok_or("no event after the sentence")?;
    let parsed = parse(sentence);
    let trigger = parsed.trigger.ok_or("no trigger in brackets")?;
    let document = document(&parsed.text, knowledge);
    let statements = statement::find(&document, &parsed.groups, &[], &rules.statement);
    let hits = scan(&document, &rules.event);
    let (groups, statements) = (&parsed.groups, &statements);
    let given = Given { document: &document, groups, times: &[], statements, hits: &hits };
    let events = find(given, &rules.event);
    let found = events.iter().find(|event| event.span.overlaps(trigger));
    let mut got = found.map_or("nothing".to_owned(), words);
    if let Some(Event { kind, mode: Some(mode), .. }) = found
        && wanted.contains('/')
    {
        got = got.replacen(kind.word(), &format!("{kind}/{mode}"), 1);
    }
    if got == wanted.trim() { Ok(()) } else { Err(got) }
}

/// A marked sentence, taken apart.
struct Parsed {
    text: String,
    groups: Vec<Group>,
    trigger: Option<Span>,
}

fn parse(sentence: &str) -> Parsed {
    let mut parsed = Parsed { text: String::new(), groups: Vec::new(), trigger: None };
    let (mut open, mut head): (Option<usize>, Option<String>) = (None, None);
    for letter in sentence.chars() {
        match (letter, &mut head) {
            ('{', _) => head = Some(String::new()),
            (':', Some(_)) if open.is_none() => open = Some(parsed.text.len()),
            ('}', Some(name)) => {
                let start = open.take().unwrap_or(parsed.text.len());
                let span = Span::new(start, parsed.text.len());
                parsed.groups.push(group(name, span, &parsed.text));
                head = None;
            }
            ('[', None) => open = Some(parsed.text.len()),
            (']', None) => parsed.trigger = open.take().map(|start| Span::new(start, parsed.text.len())),
            (letter, Some(name)) if open.is_none() => name.push(letter),
            (letter, _) => parsed.text.push(letter),
        }
    }
    parsed
}

fn group(head: &str, span: Span, text: &str) -> Group {
    let (codes, kind) = match (head.strip_prefix('@'), head.split_once('/')) {
        (Some(codes), _) => (codes, GroupKind::Place),
        (None, Some((codes, _))) => (codes, GroupKind::Person),
        (None, None) if head.starts_with("CIV-") => (head, GroupKind::People),
        (None, None) => (head, GroupKind::State),
    };
    let codes: Vec<String> = codes.split('+').map(str::to_owned).collect();
    let name = Some(span.of(text).to_owned());
    Group { span, kind, name, plural: codes.len() > 1, codes, id: None, rule: "example" }
}

/// The event in the notation of the examples.
fn words(event: &Event) -> String {
    let codes = |sides: &[biennien_model::Actor]| {
        sides.iter().map(|side| side.code.as_str()).collect::<Vec<_>>().join("+")
    };
    let parts = [
        event.kind.word().to_owned(),
        codes(&event.actors),
        ">".to_owned(),
        codes(&event.recipients),
        event.status.word().to_owned(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_tables_hold() {
        let knowledge = Knowledge::built_in();
        let rules = crate::Rules::compile(&knowledge);
        let examples = knowledge.examples.iter().filter(|example| example.kind.starts_with("vi/event/"));
        let wrong: Vec<String> =
            examples.filter_map(|example| run_example(example, &knowledge, &rules).err()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

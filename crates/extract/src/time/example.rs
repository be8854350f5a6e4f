//! Examples of the tables as tests: a sentence, the day it was published, and the values its brackets must get.

use biennien_knowledge::{Example, Knowledge};
use biennien_model::Span;

use crate::document;

use super::{Rules, find};

/// Runs one example of kind `vi/time`: `expected` is `published = value; value`, with `-` for no day.
///
/// # Errors
/// What was found instead, in words.
pub fn run_example(example: &Example, knowledge: &Knowledge, rules: &Rules) -> Result<(), String> {
    let (published, values) =
        example.expected.split_once('=').ok_or("no value after the day of publication")?;
    let wanted: Vec<&str> = values.split(';').map(str::trim).filter(|value| !value.is_empty()).collect();
    let (text, _) = example.unmark();
    let document = document(&text, knowledge);
    let times = find(&document, published.trim().parse().ok(), rules);
    let spans: Vec<Span> = times.iter().map(|time| time.span).collect();
    let got: Vec<&str> = times.iter().map(|time| time.value.as_str()).collect();
    let marked = mark(&text, &spans);
    if marked == example.marked && got == wanted {
        return Ok(());
    }
    let named: Vec<String> = times.iter().map(|time| format!("{} ({})", time.value, time.rule)).collect();
    Err(format!(
        "{}: wanted {} = {values}, got {marked} = {}",
        example.place,
        example.marked,
        named.join("; ")
    ))
}

/// `text` with square brackets around `spans`.
fn mark(text: &str, spans: &[Span]) -> String {
    let mut marked = String::with_capacity(text.len() + 2 * spans.len());
    let mut at = 0;
    for span in spans {
        marked.push_str(text.get(at..span.start).unwrap_or(""));
        marked.push_str(&format!("[{}]", span.of(text)));
        at = span.end;
    }
    marked.push_str(text.get(at..).unwrap_or(""));
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_built_in_examples_hold() {
        let knowledge = Knowledge::built_in();
        let rules = Rules::compile(&knowledge);
        let examples = knowledge.examples.iter().filter(|example| example.kind == "vi/time");
        let mut wrong: Vec<String> = rules.problems.clone();
        let bad_rows = knowledge.problems.iter().filter(|problem| problem.message.contains("vi/time"));
        wrong.extend(bad_rows.map(|problem| problem.message.clone()));
        wrong.extend(examples.filter_map(|example| run_example(example, &knowledge, &rules).err()));
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

//! Examples of the cue table, run as tests.
//!
//! Markup: `{speaker}`, `<cue>`, `[content]`; contents may nest. A sentence without brackets must give no statement.

use biennien_knowledge::{Example, Knowledge};
use biennien_model::{Span, Statement};

use crate::document;

/// Runs one example of `vi/statement/cues.tsv` with the compiled `rules`.
///
/// # Errors
/// A sentence that says what was found instead.
pub fn run_example(example: &Example, knowledge: &Knowledge, rules: &crate::Rules) -> Result<(), String> {
    let (found, _) = read_marked(&example.marked, knowledge, rules);
    if found == example.marked {
        return Ok(());
    }
    Err(format!("found {found}"))
}

/// Reads the sentence `marked`, whose markup is taken out first, and gives it with the markup of what was found,
/// and the statements in the order of their contents.
pub fn read_marked(marked: &str, knowledge: &Knowledge, rules: &crate::Rules) -> (String, Vec<Statement>) {
    let wanted = unmark(marked);
    let document = document(&wanted.text, knowledge);
    let facts = crate::find(&document, None, rules);
    (mark(&wanted.text, &facts.statements, &wanted), facts.statements)
}

/// A sentence without its markup, and which kinds of markup it had.
struct Marked {
    text: String,
    has_speaker: bool,
    has_cue: bool,
}

fn unmark(marked: &str) -> Marked {
    Marked {
        text: marked.chars().filter(|letter| !"{}<>[]".contains(*letter)).collect(),
        has_speaker: marked.contains('{'),
        has_cue: marked.contains('<'),
    }
}

/// `text` with the markup of `statements`; a kind of markup that the example leaves out is left out.
fn mark(text: &str, statements: &[Statement], wanted: &Marked) -> String {
    let mut marks: Vec<(Span, char, char)> = Vec::new();
    for statement in statements {
        marks.push((statement.span, '[', ']'));
        if wanted.has_cue && !statement.cue.is_empty() {
            marks.push((statement.cue, '<', '>'));
        }
        if let Some(span) = statement.speaker_span.filter(|_| wanted.has_speaker) {
            marks.push((span, '{', '}'));
        }
    }
    marks.sort();
    marks.dedup();
    let mut marked = String::with_capacity(text.len() + 2 * marks.len());
    for (at, letter) in text.char_indices().chain([(text.len(), '\0')]) {
        let mut closing: Vec<_> = marks.iter().filter(|(span, ..)| span.end == at).collect();
        closing.sort_by_key(|(span, ..)| std::cmp::Reverse(span.start));
        marked.extend(closing.iter().map(|(_, _, close)| *close));
        let mut opening: Vec<_> = marks.iter().filter(|(span, ..)| span.start == at).collect();
        opening.sort_by_key(|(span, ..)| std::cmp::Reverse(span.end));
        marked.extend(opening.iter().map(|(_, open, _)| *open));
        if letter != '\0' {
            marked.push(letter);
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Rules;

    #[test]
    fn the_examples_of_the_cue_table_hold() {
        let knowledge = Knowledge::built_in();
        let rules = Rules::compile(&knowledge);
        let failed: Vec<String> = knowledge
            .examples
            .iter()
            .filter(|example| example.kind == "vi/statement/cues")
            .filter_map(|example| {
                run_example(example, &knowledge, &rules)
                    .err()
                    .map(|why| format!("{}: {}: {why}", example.place, example.marked))
            })
            .collect();
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }
}

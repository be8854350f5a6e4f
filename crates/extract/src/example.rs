//! Examples of the tables as tests: each kind is run by the stage that uses the table.

use biennien_knowledge::{Example, Knowledge};
use biennien_model::{Article, Document, Group, Mention, Span};

use crate::{Rules, context, event, mention, statement, time};

/// Runs one example of the tables; kinds that no stage of extraction uses hold.
///
/// # Errors
/// What was found in place of what was expected.
pub fn run_example(example: &Example, knowledge: &Knowledge, rules: &Rules) -> Result<(), String> {
    match example.kind {
        "vi/time" => time::run_example(example, knowledge, &rules.time),
        "vi/statement/cues" => statement::run_example(example, knowledge, rules),
        "vi/event/frames" | "vi/event/judgements" => event::run_example(example, knowledge, rules),
        "vi/contexts" => context::run_example(example, &rules.context),
        "vi/offices" | "vi/bodies" | "vi/collectives" => run_group(example, knowledge, rules),
        kind if kind.starts_with("world/") => run_name(example, knowledge, rules),
        _ => Ok(()),
    }
}

/// Every bracket must lie in a mention with the row's name or code.
fn run_name(example: &Example, knowledge: &Knowledge, rules: &Rules) -> Result<(), String> {
    let (text, brackets) = example.unmark();
    let (mentions, _) = mention::find(&document(&text, knowledge), None, &rules.mention);
    let fits = |mention: &Mention| {
        mention.name == example.expected || mention.code.as_deref() == Some(example.expected.as_str())
    };
    for (start, end) in brackets {
        let span = Span::new(start, end);
        if !mentions.iter().any(|mention| mention.span.contains(span) && fits(mention)) {
            let found: Vec<String> = mentions
                .iter()
                .map(|mention| format!("[{}] {}", mention.span.of(&text), mention.name))
                .collect();
            return Err(format!("expected {}, found {}", example.expected, found.join("; ")));
        }
    }
    Ok(())
}

/// Every bracket must lie in a group that means somebody.
fn run_group(example: &Example, knowledge: &Knowledge, rules: &Rules) -> Result<(), String> {
    let (text, brackets) = example.unmark();
    let (_, groups) = mention::find(&document(&text, knowledge), None, &rules.mention);
    let fits = |group: &Group, span: Span| group.span.contains(span) && group.name.is_some();
    for (start, end) in brackets {
        if !groups.iter().any(|group| fits(group, Span::new(start, end))) {
            let found: Vec<String> =
                groups.iter().map(|group| format!("[{}] {:?}", group.span.of(&text), group.name)).collect();
            return Err(format!("expected {}, found {}", example.expected, found.join("; ")));
        }
    }
    Ok(())
}

/// A document of one paragraph a line, published nobody knows when.
pub fn document(text: &str, knowledge: &Knowledge) -> Document {
    let article = Article { text: text.to_owned(), ..Article::default() };
    biennien_text::split(&article, knowledge)
}

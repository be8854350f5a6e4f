//! The timeline as Markdown: a heading a day, a bullet a happening.

use biennien_knowledge::Knowledge;
use biennien_view::TimelineRow;

use crate::output::safe;
use crate::terminal::names::{kind, sides};
use crate::terminal::timeline::{day_heading, outcome};

/// `rows` as Markdown: what is recalled comes last, under a heading of its own. `after` were left out at the end.
pub(crate) fn markdown(rows: &[TimelineRow], after: usize, knowledge: &Knowledge) -> String {
    let (mut text, mut heading) = (String::new(), String::new());
    let mut write = |rows: &mut dyn Iterator<Item = &TimelineRow>| {
        for row in rows {
            if row.left_out > 0 {
                text.push_str(&left_out(row.left_out, knowledge));
            }
            let head = match row.background {
                true => knowledge.labels.text("timeline/background").to_owned(),
                false => day_heading(row, knowledge),
            };
            if head != heading {
                text.push_str(&format!("\n## {}\n\n", escape(&head)));
                heading = head;
            }
            let when =
                if row.background { format!("{}: ", day_heading(row, knowledge)) } else { String::new() };
            text.push_str(&format!(
                "- {}{}  \n  {} · {}{} · {} {}, {} {} · `{}`\n",
                escape(&when),
                escape(&row.line),
                escape(&sides(row, knowledge)),
                escape(kind(row, knowledge).as_str()),
                outcome(row, knowledge),
                row.accounts,
                knowledge.labels.text("count/accounts"),
                row.origins,
                knowledge.labels.text("count/origins"),
                row.id,
            ));
        }
    };
    write(&mut rows.iter().filter(|row| !row.background));
    write(&mut rows.iter().filter(|row| row.background));
    if after > 0 {
        text.push_str(&left_out(after, knowledge));
    }
    text.trim_start().to_owned()
}

fn left_out(count: usize, knowledge: &Knowledge) -> String {
    format!("\n*… {count} {}*\n", knowledge.labels.text("timeline/left-out"))
}

/// Captured text in Markdown, where none of it may be read as markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in safe(text).chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '!' | '&') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

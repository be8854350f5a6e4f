//! The agenda on a terminal: a line an entry, under it who announced it and every account that changed it.

use std::io::Write;

use biennien_knowledge::Knowledge;
use biennien_model::{Outcome, StepKind};
use biennien_view::AgendaRow;

use crate::output::safe;
use crate::terminal::names::{acts, days, kind_of};
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns};

const INDENT: usize = 4;

/// Draws `rows`.
pub(crate) fn draw(rows: &[AgendaRow], knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let label = |key: &'static str| knowledge.labels.text(key);
    for (at, row) in rows.iter().enumerate() {
        let when = row.expected.as_ref().map_or(label("undated").to_owned(), |day| days(&day.value));
        writeln!(
            out,
            "{}{STRONG}{when} · {}{STRONG:#} · {} {FAINT}· {}{FAINT:#}",
            if at == 0 { "" } else { "\n" },
            safe(&title(row, knowledge)),
            label(outcome(row.outcome)),
            row.id
        )?;
        for step in &row.history {
            let outlet = step.outlet.as_deref().unwrap_or(&step.source_id);
            let published = step.published.as_deref().map_or(label("undated").to_owned(), days);
            let by =
                step.by.as_ref().map_or(String::new(), |by| format!(", {} {}", label("agenda/by"), by.name));
            let day = step.expected.as_deref().filter(|_| step.what == StepKind::Moved);
            let day = day.map_or(String::new(), |day| format!(" → {}", days(day)));
            let head = format!("{published} · {}{day} ({outlet}{by})", label(what(step.what)));
            for line in wrap(&safe(&head), columns() - 2) {
                writeln!(out, "  {line}")?;
            }
            for line in wrap(&safe(&step.quote), columns() - INDENT) {
                writeln!(out, "    {FAINT}{line}{FAINT:#}")?;
            }
        }
        if let Some(id) = &row.happening {
            writeln!(out, "  {} · {id}", label("outcome/held"))?;
        }
    }
    Ok(())
}

/// Who does what: `Mỹ ↔ Nga · gặp, trao đổi`.
pub(crate) fn title(row: &AgendaRow, knowledge: &Knowledge) -> String {
    let sides = acts(row.kind, &row.actors, &row.recipients, knowledge);
    format!("{sides} · {}", kind_of(row.kind, row.mode.as_deref(), knowledge))
}

fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Open => "outcome/open",
        Outcome::Held => "outcome/held",
        Outcome::Moved => "outcome/moved",
        Outcome::Postponed => "outcome/postponed",
        Outcome::Cancelled => "outcome/cancelled",
        Outcome::Overdue => "outcome/overdue",
    }
}

fn what(what: StepKind) -> &'static str {
    match what {
        StepKind::Announced => "step/announced",
        StepKind::Moved => "step/moved",
        StepKind::Postponed => "step/postponed",
        StepKind::Cancelled => "step/cancelled",
    }
}

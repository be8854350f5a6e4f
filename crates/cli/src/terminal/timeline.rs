//! The timeline on a terminal: a heading a day, a sentence, and under it who did what to whom.

use std::io::Write;

use biennien_knowledge::Knowledge;
use biennien_model::{Basis, Interval};
use biennien_view::TimelineRow;

use crate::output::safe;
use crate::terminal::names::{days, kind, sides};
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns, mark};

const INDENT: usize = 4;

/// Draws `rows`; those of one day that rest on the same sentence share it. What is recalled comes last, under a heading
/// of its own; `after` entries were left out at the end.
pub(crate) fn draw(rows: &[TimelineRow], after: usize, knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let (recalled, reported): (Vec<TimelineRow>, Vec<TimelineRow>) =
        rows.iter().cloned().partition(|row| row.background);
    draw_days(&mut out, &reported, knowledge)?;
    if !recalled.is_empty() {
        writeln!(out, "\n{STRONG}{}{STRONG:#}\n", knowledge.labels.text("timeline/background"))?;
        draw_days(&mut out, &recalled, knowledge)?;
    }
    draw_gap(&mut out, after, knowledge)?;
    draw_legend(&mut out, rows, knowledge)
}

/// Says how many entries were left out here.
fn draw_gap(out: &mut impl Write, count: usize, knowledge: &Knowledge) -> anyhow::Result<()> {
    if count > 0 {
        writeln!(out, "{FAINT}  … {count} {}{FAINT:#}", knowledge.labels.text("timeline/left-out"))?;
    }
    Ok(())
}

fn draw_days(out: &mut impl Write, rows: &[TimelineRow], knowledge: &Knowledge) -> anyhow::Result<()> {
    let (width, mut heading) = (columns(), String::new());
    let mut at = 0;
    while at < rows.len() {
        let head = day_heading(&rows[at], knowledge);
        if head != heading {
            writeln!(out, "{}{STRONG}{head}{STRONG:#}", if heading.is_empty() { "" } else { "\n" })?;
            heading.clone_from(&head);
        }
        let same_day = rows[at..].iter().take_while(|row| day_heading(row, knowledge) == head).count();
        let day = &rows[at..at + same_day];
        draw_gap(out, day.iter().map(|row| row.left_out).sum(), knowledge)?;
        for (first, row) in day.iter().enumerate() {
            if day[..first].iter().any(|other| other.line == row.line) {
                continue;
            }
            draw_sentence(out, &row.line, width)?;
            for row in day[first..].iter().filter(|other| other.line == row.line) {
                draw_row(out, row, knowledge)?;
            }
        }
        at += same_day;
    }
    Ok(())
}

fn draw_sentence(out: &mut impl Write, line: &str, width: usize) -> anyhow::Result<()> {
    for line in wrap(&safe(line), width - INDENT) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

fn draw_row(out: &mut impl Write, row: &TimelineRow, knowledge: &Knowledge) -> anyhow::Result<()> {
    let (mark, style) = mark(row.status);
    let accounts = knowledge.labels.text("count/accounts");
    let origins = knowledge.labels.text("count/origins");
    writeln!(
        out,
        "    {style}{mark}{style:#} {} · {}{} {FAINT}· {} {accounts}, {} {origins} · {}{FAINT:#}",
        safe(&sides(row, knowledge)),
        kind(row, knowledge),
        outcome(row, knowledge),
        row.accounts,
        row.origins,
        row.id,
    )?;
    Ok(())
}

/// What became of it, when it had been announced.
pub(crate) fn outcome(row: &TimelineRow, knowledge: &Knowledge) -> String {
    let Some(outcome) = row.outcome else { return String::new() };
    let word = serde_json::to_value(outcome).ok().and_then(|word| word.as_str().map(str::to_owned));
    format!(" · {}", knowledge.labels.text(&format!("outcome/{}", word.unwrap_or_default())))
}

/// The day with its weekday; for rows without a day of their own the day of the first report, named as such.
pub(crate) fn day_heading(row: &TimelineRow, knowledge: &Knowledge) -> String {
    if let Some(date) = &row.date {
        let mut heading = days(&date.value);
        if let Some(day) = Interval::parse(&date.value).filter(|days| days.first == days.last) {
            let weekday = format!("weekday/{}", day.first.weekday().to_monday_one_offset());
            heading = format!("{heading}, {}", knowledge.labels.text(&weekday));
        }
        if date.basis == "inferred" {
            heading = format!("{heading} ({})", knowledge.labels.text("date/inferred"));
        }
        return heading;
    }
    match &row.reported {
        Some(reported) => {
            let inferred = row.reported_basis == Some(Basis::Inferred);
            let words = knowledge.labels.text(if inferred { "reported/inferred" } else { "reported" });
            format!("{} ({words})", days(reported))
        }
        None => knowledge.labels.text("undated").to_owned(),
    }
}

fn draw_legend(out: &mut impl Write, rows: &[TimelineRow], knowledge: &Knowledge) -> anyhow::Result<()> {
    use biennien_model::Status::{Actual, Hypothetical, Negated, Planned};
    if rows.is_empty() {
        return Ok(());
    }
    let legend: Vec<String> = [Actual, Planned, Hypothetical, Negated]
        .into_iter()
        .filter(|status| rows.iter().any(|row| row.status == *status))
        .map(|status| {
            let (mark, style) = mark(status);
            format!("{style}{mark}{style:#} {}", knowledge.labels.text(&format!("status/{}", status.word())))
        })
        .collect();
    writeln!(out, "\n{}", legend.join("   "))?;
    Ok(())
}

//! A happening on a terminal: who, what, when; fields side by side; every account with its words.

use std::io::Write;

use biennien_knowledge::Knowledge;
use biennien_model::{Agreement, Field};
use biennien_view::{AccountRow, HappeningRow, Silent};
use unicode_width::UnicodeWidthStr;

use crate::output::safe;
use crate::terminal::names::{days, kind, side, sides};
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns, mark};

/// Draws `happening`.
pub(crate) fn draw(happening: &HappeningRow, knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let width = columns();
    let row = &happening.row;
    let (mark, style) = mark(row.status);
    let when =
        row.date.as_ref().map_or(knowledge.labels.text("undated").to_owned(), |date| days(&date.value));
    writeln!(out, "{STRONG}{} · {}{STRONG:#} · {when}", safe(&sides(row, knowledge)), kind(row, knowledge))?;
    let status = format!("status/{}", row.status.word());
    let status = knowledge.labels.text(&status);
    let accounts = knowledge.labels.text("count/accounts");
    let origins = knowledge.labels.text("count/origins");
    writeln!(
        out,
        "{style}{mark}{style:#} {status} · {} {accounts}, {} {origins} · {}",
        row.accounts, row.origins, row.id
    )?;
    for field in &happening.fields {
        draw_field(&mut out, field, knowledge, width)?;
        let silent = happening.silent.iter().find(|silent| silent.field == field.field);
        draw_silent(&mut out, silent, knowledge, width)?;
    }
    for account in &happening.told {
        draw_account(&mut out, account, width)?;
    }
    Ok(())
}

fn draw_field(
    out: &mut impl Write,
    field: &Field,
    knowledge: &Knowledge,
    width: usize,
) -> anyhow::Result<()> {
    let word = knowledge.labels.text(match field.agreement {
        Agreement::Agree => "agreement/agree",
        Agreement::Precision => "agreement/precision",
        Agreement::Zone => "agreement/zone",
        Agreement::Rounding => "agreement/rounding",
        Agreement::Contradict => "agreement/contradict",
    });
    let name = format!("field/{}", field.field);
    writeln!(out, "\n{STRONG}{}{STRONG:#} {FAINT}({word}){FAINT:#}", knowledge.labels.text(&name))?;
    for value in &field.values {
        let outlet = value.outlet.as_deref().unwrap_or(&value.source_id);
        let mode = format!("type/CONSULT/{}", value.value);
        let shown = match field.field.as_str() {
            "date" => days(&value.value),
            "medium" => knowledge.labels.find(&mode).unwrap_or(&value.value).to_owned(),
            "asked" => side(&value.value, knowledge),
            // The words tell a length better than its ISO form, and a topic is words.
            "length" | "topics" | "outcome" => String::new(),
            _ => value.value.clone(),
        };
        let words = format!("“{}”", safe(&value.quote));
        let place = format!("{}:{}–{}", value.source_id, value.span.start, value.span.end);
        draw_cells(out, [&safe(outlet), &safe(&shown), &words], width)?;
        for line in wrap(&safe(&place), width - 4) {
            writeln!(out, "    {FAINT}{line}{FAINT:#}")?;
        }
    }
    Ok(())
}

/// Columns of the outlet and of the value; the words take what is left.
const OUTLET: usize = 22;
const VALUE: usize = 22;

/// Draws one row of cells side by side, each wrapped in its own column.
fn draw_cells(out: &mut impl Write, [outlet, value, words]: [&str; 3], width: usize) -> anyhow::Result<()> {
    if width < OUTLET + VALUE + 24 {
        for line in wrap(&format!("{outlet}: {value} {words}"), width - 2) {
            writeln!(out, "  {line}")?;
        }
        return Ok(());
    }
    // A name that is wider than its column stands on a line of its own.
    let wide = outlet.split(' ').any(|word| word.width() >= OUTLET);
    if wide {
        writeln!(out, "  {outlet}")?;
    }
    let outlet = if wide { "" } else { outlet };
    let cells = [wrap(outlet, OUTLET - 1), wrap(value, VALUE - 1), wrap(words, width - OUTLET - VALUE - 2)];
    for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
        let cell = |column: usize| cells[column].get(at).map_or("", String::as_str);
        let pad = |text: &str, size: usize| " ".repeat(size.saturating_sub(text.width()));
        let (outlet, value) = (cell(0), cell(1));
        let line = format!("  {outlet}{}{value}{}{}", pad(outlet, OUTLET), pad(value, VALUE), cell(2));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn draw_silent(
    out: &mut impl Write,
    silent: Option<&Silent>,
    knowledge: &Knowledge,
    width: usize,
) -> anyhow::Result<()> {
    let Some(silent) = silent else { return Ok(()) };
    let line = format!("{}: {}", knowledge.labels.text("field/silent"), silent.outlets.join(", "));
    for line in wrap(&safe(&line), width - 2) {
        writeln!(out, "  {FAINT}{line}{FAINT:#}")?;
    }
    Ok(())
}

fn draw_account(out: &mut impl Write, account: &AccountRow, width: usize) -> anyhow::Result<()> {
    let outlet = account.outlet.as_deref().unwrap_or(&account.source_id);
    let published = account.published.as_deref().map_or(String::new(), |value| format!(" · {}", days(value)));
    writeln!(
        out,
        "\n{STRONG}{}{STRONG:#}{published} {FAINT}· {}{FAINT:#}",
        safe(outlet),
        safe(&account.fact)
    )?;
    for line in wrap(&safe(&account.quote), width - 2) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

//! A happening on a terminal: who, what, when; fields side by side; every account with its words.

use std::io::Write;

use biennien_knowledge::Knowledge;
use biennien_model::{Agreement, Field};
use biennien_view::{AccountRow, HappeningRow};

use crate::output::safe;
use crate::terminal::names::{days, kind, sides};
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
            // The words tell a length better than its ISO form.
            "length" => String::new(),
            _ => value.value.clone(),
        };
        let line = format!("{}: {} “{}”", safe(outlet), safe(&shown), safe(&value.quote));
        for line in wrap(&line, width - 2) {
            writeln!(out, "  {line}")?;
        }
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

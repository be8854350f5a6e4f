//! Stories on a terminal: a list by period; one with the words, days and articles that hold it together.

use std::io::Write;

use biennien_knowledge::Knowledge;
use biennien_view::{StoryPage, StoryRow};

use crate::output::safe;
use crate::terminal::names::{days, kind, sides};
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns, mark};

const INDENT: usize = 2;

/// Draws `rows`: period, title, and under it the counts.
pub(crate) fn draw_list(rows: &[StoryRow], knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    for row in rows {
        draw_head(&mut out, row, knowledge)?;
    }
    Ok(())
}

/// Draws one story.
pub(crate) fn draw(page: &StoryPage, knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    draw_head(&mut out, &page.row, knowledge)?;
    let label = |key: &'static str| knowledge.labels.text(key);
    let words: Vec<String> = page
        .terms
        .iter()
        .map(|term| format!("{} {}% ({})", safe(&term.words), percent(term.weight), term.articles))
        .collect();
    writeln!(out, "\n{STRONG}{}{STRONG:#}", label("story/terms"))?;
    for line in wrap(&words.join(" · "), columns() - INDENT) {
        writeln!(out, "  {line}")?;
    }
    writeln!(
        out,
        "\n{STRONG}{}{STRONG:#} {FAINT}({} {}%){FAINT:#}",
        label("story/articles"),
        label("story/weakest"),
        percent(page.weakest)
    )?;
    for article in &page.told {
        let outlet = article.outlet.as_deref().unwrap_or(&article.source_id);
        let when = article.published.as_deref().map_or(label("undated").to_owned(), days);
        writeln!(
            out,
            "  {:>3}%  {when} · {}: {} {FAINT}· {}{FAINT:#}",
            percent(article.likeness),
            safe(outlet),
            safe(&article.title),
            article.article
        )?;
    }
    if !page.chronicle.is_empty() {
        writeln!(out, "\n{STRONG}{}{STRONG:#}", label("story/happenings"))?;
    }
    for row in &page.chronicle {
        let (mark, style) = mark(row.status);
        let when = row.date.as_ref().map_or(String::new(), |date| format!("{} · ", days(&date.value)));
        let (sides, kind) = (safe(&sides(row, knowledge)), kind(row, knowledge));
        writeln!(out, "  {style}{mark}{style:#} {when}{sides} · {kind} {FAINT}· {}{FAINT:#}", row.id)?;
    }
    if let Some(stream) = &page.row.stream {
        writeln!(out, "\n{STRONG}{}{STRONG:#} {FAINT}· {stream}{FAINT:#}", label("story/stream"))?;
    }
    for other in &page.others {
        writeln!(
            out,
            "  {} · {} {FAINT}· {}{FAINT:#}",
            period(other, knowledge),
            safe(&other.title),
            other.id
        )?;
    }
    if !page.near.is_empty() {
        writeln!(out, "\n{STRONG}{}{STRONG:#}", label("story/near"))?;
    }
    for near in &page.near {
        let likeness = percent(near.likeness);
        writeln!(out, "  {likeness:>3}%  {} {FAINT}· {}{FAINT:#}", safe(&near.title), near.id)?;
    }
    Ok(())
}

fn draw_head(out: &mut impl Write, row: &StoryRow, knowledge: &Knowledge) -> anyhow::Result<()> {
    let label = |key: &'static str| knowledge.labels.text(key);
    let outlets = match row.outlets {
        0 => String::new(),
        outlets => format!(", {outlets} {}", label("count/outlets")),
    };
    for (at, line) in wrap(&safe(&row.title), columns() - INDENT).iter().enumerate() {
        writeln!(out, "{}{STRONG}{line}{STRONG:#}", if at == 0 { "" } else { "  " })?;
    }
    writeln!(
        out,
        "  {} {FAINT}· {} {}, {} {}{outlets} · {} {} · {}{FAINT:#}",
        period(row, knowledge),
        row.articles,
        label("count/accounts"),
        row.origins,
        label("count/origins"),
        row.happenings,
        label("count/happenings"),
        row.id,
    )?;
    Ok(())
}

fn period(row: &StoryRow, knowledge: &Knowledge) -> String {
    match (&row.from, &row.to) {
        (Some(from), Some(to)) if from != to => days(&format!("{from}/{to}")),
        (Some(day), _) | (None, Some(day)) => days(day),
        (None, None) => knowledge.labels.text("undated").to_owned(),
    }
}

/// A share as whole hundredths.
fn percent(share: f64) -> String {
    format!("{:.0}", share * 100.0)
}

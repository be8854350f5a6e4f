//! Pairs and actors on a terminal: counts in columns, first and last.

use std::io::Write;

use biennien_knowledge::Knowledge;
use biennien_view::{ActorPage, Listed, PairPage};

use crate::output::safe;
use crate::terminal::names::{days, side};
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns};

/// Names that a list shows at most on a terminal; JSON has them all.
const SHOWN: usize = 12;

/// Draws a pair.
pub(crate) fn draw(page: &PairPage, knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let label = |key: &'static str| knowledge.labels.text(key);
    let [one, other] = &page.pair;
    let counted = label("count/happenings");
    writeln!(
        out,
        "{STRONG}{} – {}{STRONG:#} · {} / {} {counted}",
        safe(&side(one, knowledge)),
        safe(&side(other, knowledge)),
        page.n,
        page.of
    )?;
    writeln!(out, "{FAINT}{}{FAINT:#}", label("pair/legend"))?;
    writeln!(out, "{:<12}{:>6}{:>6}{:>6}{:>6}{:>7}{:>8}", "", "h+", "H+", "x-", "X-", "n", "/")?;
    for row in &page.periods {
        let period = row.period.as_deref().unwrap_or(label("undated"));
        let counts = row.counts;
        writeln!(
            out,
            "{period:<12}{:>6}{:>6}{:>6}{:>6}{:>7}{:>8}",
            counts.verbal_cooperation,
            counts.material_cooperation,
            counts.verbal_conflict,
            counts.material_conflict,
            row.n,
            row.of
        )?;
    }
    for (key, contact) in [("pair/first", &page.first), ("pair/last", &page.last)] {
        if let Some(contact) = contact {
            writeln!(out, "{}: {} {FAINT}· {}{FAINT:#}", label(key), days(&contact.date), contact.id)?;
        }
    }
    Ok(())
}

/// Draws an actor.
pub(crate) fn draw_actor(page: &ActorPage, knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let label = |key: &'static str| knowledge.labels.text(key);
    let code = page.code.as_deref().map_or(String::new(), |code| format!(" · {}", side(code, knowledge)));
    writeln!(out, "{STRONG}{}{STRONG:#}{}", safe(&page.name), safe(&code))?;
    for office in &page.offices {
        let day = |value: &Option<String>| value.as_deref().map_or("…".to_owned(), days);
        let of: Vec<String> = office.of.iter().map(|code| side(code, knowledge)).collect();
        writeln!(out, "  {}, {}: {} – {}", office.office, of.join(", "), day(&office.from), day(&office.to))?;
    }
    writeln!(
        out,
        "{}: {} · {}: {} · {}: {}",
        label("actor/says"),
        page.says_n,
        label("actor/said-about"),
        page.said_about_n,
        label("count/happenings"),
        page.happenings_n
    )?;
    if let (Some(first), Some(last)) = (&page.first, &page.last) {
        writeln!(out, "{}: {} – {}", label("actor/span"), days(first), days(last))?;
    }
    let with = page.with.iter().map(|row| (side(&row.name, knowledge), row));
    draw_list(&mut out, label("actor/with"), with)?;
    let types =
        page.types.iter().map(|row| (knowledge.labels.text(&format!("type/{}", row.name)).to_owned(), row));
    draw_list(&mut out, label("actor/types"), types)
}

fn draw_list<'a>(
    out: &mut impl Write,
    head: &str,
    rows: impl Iterator<Item = (String, &'a Listed)>,
) -> anyhow::Result<()> {
    let rows: Vec<String> = rows.map(|(name, row)| format!("{name} {}", row.n)).collect();
    let more = rows.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!(" · … {more}") } else { String::new() };
    let line = format!("{head}: {}{more}", rows[..rows.len().min(SHOWN)].join(" · "));
    for line in wrap(&safe(&line), columns()) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

//! An explanation on a terminal.

use std::io::Write;

use biennien_view::{Explanation, Footing};

use crate::output::safe;
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns};

/// Draws `explanation`, footing by footing.
pub(crate) fn draw(explanation: &Explanation) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    let width = columns();
    for line in wrap(&safe(&explanation.what), width) {
        writeln!(out, "{STRONG}{line}{STRONG:#}")?;
    }
    for footing in &explanation.footings {
        draw_footing(&mut out, footing, width)?;
    }
    Ok(())
}

fn draw_footing(out: &mut impl Write, footing: &Footing, width: usize) -> anyhow::Result<()> {
    writeln!(out, "\n{}", safe(&footing.fact))?;
    let sentence = footing.sentence.replacen(&footing.quote, &format!("[{}]", footing.quote), 1);
    for line in wrap(&safe(&sentence), width - 2) {
        writeln!(out, "  {line}")?;
    }
    let outlet = footing.outlet.as_deref().unwrap_or("?");
    writeln!(out, "{FAINT}  {} · {}{FAINT:#}", safe(outlet), safe(&footing.source_id))?;
    if footing.sightings.len() > 1 {
        writeln!(out, "{FAINT}  {} sightings:{FAINT:#}", footing.sightings.len())?;
        for sighting in &footing.sightings {
            let told = [Some(sighting.path.as_str()), sighting.url.as_deref(), sighting.captured.as_deref()];
            let told: Vec<&str> = told.into_iter().flatten().collect();
            writeln!(out, "{FAINT}    {}{FAINT:#}", safe(&told.join(" · ")))?;
        }
    }
    let raw =
        footing.raw.map_or("stand nowhere in it".to_owned(), |(start, end)| format!("bytes {start}..{end}"));
    writeln!(
        out,
        "{FAINT}  text bytes {}..{} · capture {} {raw}{FAINT:#}",
        footing.start,
        footing.end,
        &footing.capture[..16]
    )?;
    let rule = footing.row.as_ref().map_or(footing.rule.clone(), |row| format!("{} ({row})", footing.rule));
    writeln!(
        out,
        "{FAINT}  rule {} · tables {} · program {}{FAINT:#}",
        safe(&rule),
        &footing.knowledge[..16],
        footing.program
    )?;
    for line in wrap(&safe(&footing.detail.to_string()), width - 2) {
        writeln!(out, "{FAINT}  {line}{FAINT:#}")?;
    }
    Ok(())
}

//! Hits on a terminal: what and when, the sentence with the words that were meant, where it stands.

use std::io::Write;

use biennien_knowledge::Knowledge;
use biennien_model::Span;
use biennien_view::{FacetRow, SearchRow};

use crate::output::safe;
use crate::terminal::names::days;
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns};

/// Most values of a facet that are drawn.
const FACET_VALUES: usize = 10;

/// Columns before a sentence.
const INDENT: usize = 2;

/// Draws `rows`.
pub(crate) fn draw(rows: &[SearchRow], knowledge: &Knowledge) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    for row in rows {
        let kind = format!("kind/{}", row.kind);
        let kind = knowledge.labels.text(&kind);
        let date = row.date.as_deref().map_or_else(|| knowledge.labels.text("undated").to_owned(), days);
        let outlet = row.outlet.as_deref().unwrap_or(&row.source_id);
        writeln!(out, "{STRONG}{}{STRONG:#}", safe(&row.title))?;
        let speaker = row.speaker.as_deref().map_or(String::new(), |name| format!("{}: ", safe(name)));
        let shown = format!("{speaker}{}", safe(&marked(row)));
        for line in wrap(&shown, columns() - INDENT) {
            writeln!(out, "  {line}")?;
        }
        writeln!(out, "  {FAINT}{kind} · {} · {date} · {}{FAINT:#}\n", safe(outlet), row.id)?;
    }
    Ok(())
}

/// The snippet with its marks in brackets, which stay when colours do not; words with nothing but a space between
/// share one.
fn marked(row: &SearchRow) -> String {
    let mut text = row.snippet.clone();
    let mut marks: Vec<Span> = Vec::new();
    for span in &row.marks {
        match marks.last_mut() {
            Some(last) if row.snippet.get(last.end..span.start) == Some(" ") => last.end = span.end,
            _ => marks.push(*span),
        }
    }
    for span in marks.iter().rev() {
        text.insert(span.end, ']');
        text.insert(span.start, '[');
    }
    text
}

/// Draws facets, field by field.
pub(crate) fn draw_facets(rows: &[FacetRow]) -> anyhow::Result<()> {
    let mut out = anstream::AutoStream::auto(std::io::stdout().lock());
    for facet in rows.chunk_by(|one, two| one.field == two.field) {
        writeln!(out, "{STRONG}{}{STRONG:#}", facet[0].field)?;
        for row in facet.iter().take(FACET_VALUES) {
            writeln!(out, "{:>9}  {}", row.count, safe(&row.value))?;
        }
        if facet.len() > FACET_VALUES {
            writeln!(out, "{FAINT}{:>9}  …{FAINT:#}", facet.len() - FACET_VALUES)?;
        }
    }
    Ok(())
}

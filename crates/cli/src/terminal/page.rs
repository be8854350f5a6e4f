//! A page on a terminal: number, label and score in the margin, the words beside them.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use biennien_engine::{Judged, JudgedLine};
use biennien_model::{Article, LineKind};

use crate::output::safe;
use crate::terminal::wrap::wrap;
use crate::terminal::{FAINT, STRONG, columns};

/// Columns of the margin: number 5, space, label 11, space, score 6, space, bar, space.
const MARGIN: usize = 27;

/// Draws the page of `judged`; with `why`, what made each score under its line.
pub(crate) fn draw(out: &mut impl Write, judged: &Judged, why: bool) -> anyhow::Result<()> {
    let width = columns();
    draw_head(out, judged, width)?;
    for line in &judged.lines {
        draw_line(out, line, width)?;
        if why {
            let reasons: Vec<String> = line
                .because
                .iter()
                .map(|reason| format!("{} {:+.1}", reason.feature, reason.weight))
                .collect();
            let part = serde_json::to_value(line.part)?;
            let words = format!("{}: {}", part.as_str().unwrap_or_default(), reasons.join(", "));
            for words in wrap(&words, width - MARGIN) {
                writeln!(out, "{FAINT}{:>24} │ {words}{FAINT:#}", "")?;
            }
        }
    }
    Ok(())
}

/// What was found on the page as a whole: headline, outlet, date and how it is known, problems.
fn draw_head(out: &mut impl Write, judged: &Judged, width: usize) -> anyhow::Result<()> {
    let article = &judged.article;
    writeln!(out, "{STRONG}{}{STRONG:#}", safe(&article.source_id))?;
    if !article.title.is_empty() {
        for line in wrap(&safe(&article.title), width - 2) {
            writeln!(out, "  {line}")?;
        }
    }
    let outlet = article.outlet.as_deref().unwrap_or("outlet not known");
    let kept = judged.lines.iter().filter(|line| line.kind.is_content()).count();
    writeln!(
        out,
        "  {} · {} · {kept} of {} lines are the article",
        safe(outlet),
        published(article),
        judged.lines.len()
    )?;
    let because = article.published.iter().flat_map(|published| &published.because);
    for words in because.chain(judged.problems.iter().map(|problem| &problem.message)) {
        for line in wrap(&safe(words), width - 4) {
            writeln!(out, "{FAINT}    {line}{FAINT:#}")?;
        }
    }
    writeln!(out)?;
    Ok(())
}

fn published(article: &Article) -> String {
    let Some(published) = &article.published else {
        return "undated".to_owned();
    };
    let basis = serde_json::to_value(published.basis).ok();
    let basis = basis.as_ref().and_then(|word| word.as_str()).unwrap_or_default();
    format!("{} ({basis})", published.value)
}

fn draw_line(out: &mut impl Write, line: &JudgedLine, width: usize) -> anyhow::Result<()> {
    let (words, style) = (word(line.kind), style(line.kind));
    let text = wrap(&safe(&line.text), width - MARGIN);
    let margin = format!("{:>5} {words:<11} {:>+6.1}", line.line, line.score);
    let mut rows = text.iter().map(String::as_str);
    writeln!(out, "{FAINT}{margin}{FAINT:#} │ {style}{}{style:#}", rows.next().unwrap_or_default())?;
    for row in rows {
        writeln!(out, "{:>24} │ {style}{row}{style:#}", "")?;
    }
    Ok(())
}

fn word(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Title => "title",
        LineKind::Lead => "lead",
        LineKind::Byline => "byline",
        LineKind::Date => "date",
        LineKind::Body => "body",
        LineKind::Caption => "caption",
        LineKind::Credit => "credit",
        LineKind::Related => "related",
        LineKind::Boilerplate => "boilerplate",
    }
}

fn style(kind: LineKind) -> Style {
    match kind {
        LineKind::Title | LineKind::Lead => Style::new().bold(),
        LineKind::Body => Style::new(),
        LineKind::Byline | LineKind::Date | LineKind::Credit => AnsiColor::Cyan.on_default(),
        LineKind::Caption => AnsiColor::Yellow.on_default(),
        LineKind::Related | LineKind::Boilerplate => FAINT,
    }
}

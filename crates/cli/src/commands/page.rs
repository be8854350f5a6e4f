//! `biennien page`: a page with the label and the score of every line in the margin.

use std::io::{self, BufWriter, Write};

use biennien_engine::{Inputs, Judged, JudgedLine, Reader, judge_in_order};
use serde::Serialize;
use serde_json::Value;

use crate::arguments::{Format, Page};
use crate::exit::Done;
use crate::output::{form, name_failure, print_rows, write_line};
use crate::terminal;

/// One line of a page, as it is printed in a pipe.
#[derive(Serialize)]
struct Row<'a> {
    source_id: &'a str,
    #[serde(flatten)]
    line: &'a JudgedLine,
}

/// Prints the pages in input order; inputs that cannot be read are named on standard error.
pub(crate) fn run(page: &Page, reader: &Reader) -> anyhow::Result<Done> {
    let (mut done, mut first) = (Done::All, true);
    // CSV and JSON are one document, whatever the number of pages.
    let mut whole: Vec<Value> = Vec::new();
    let format = form(page.format);
    let mut out = BufWriter::new(anstream::AutoStream::auto(io::stdout()));
    judge_in_order(Inputs { paths: &page.paths, fields: &[] }, reader, &mut |judged| {
        let judged = match judged {
            Ok(judged) => kept(judged, page),
            Err(failed) => {
                done = Done::Partly;
                name_failure(&failed.path, failed.offset, failed.code, &failed.message);
                return anyhow::Ok(());
            }
        };
        let rows = judged.lines.iter().map(|line| Row { source_id: &judged.article.source_id, line });
        match format {
            Format::Table => {
                if !std::mem::take(&mut first) {
                    writeln!(out)?;
                }
                terminal::page::draw(&mut out, &judged, page.why)?;
            }
            Format::Jsonl => rows.into_iter().try_for_each(|row| write_line(&mut out, &row))?,
            _ => {
                for row in rows {
                    whole.push(serde_json::to_value(row)?);
                }
            }
        }
        anyhow::Ok(())
    })?;
    out.flush()?;
    if !matches!(format, Format::Table | Format::Jsonl) {
        print_rows(&whole, format)?;
    }
    Ok(done)
}

/// `judged` with the lines that were asked for.
fn kept(mut judged: Judged, page: &Page) -> Judged {
    if page.kept {
        judged.lines.retain(|line| line.kind.is_content());
    }
    judged
}

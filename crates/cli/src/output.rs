//! Output: rows in the form that was asked for; captured text made harmless.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, Write};

use biennien_model::Problem;
use serde::Serialize;
use serde_json::Value;

use crate::arguments::Format;

/// The form asked for, or the usual one: a table on a terminal, JSON lines in a pipe.
pub(crate) fn form(asked: Option<Format>) -> Format {
    asked.unwrap_or(if io::stdout().is_terminal() { Format::Table } else { Format::Jsonl })
}

/// Prints `rows` as JSON, JSON lines or CSV; a table is the caller's to draw.
pub(crate) fn print_rows<T: Serialize>(rows: &[T], format: Format) -> anyhow::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write_rows(&mut out, rows, format)?;
    out.flush()?;
    Ok(())
}

/// Writes `rows` as JSON, JSON lines or CSV.
pub(crate) fn write_rows<T: Serialize>(
    out: &mut impl Write,
    rows: &[T],
    format: Format,
) -> anyhow::Result<()> {
    match format {
        Format::Csv => {
            let values: Result<Vec<Value>, _> = rows.iter().map(serde_json::to_value).collect();
            out.write_all(biennien_view::csv_lines(&values?).as_bytes())?;
        }
        Format::Json => writeln!(out, "{}", escape(&serde_json::to_string_pretty(rows)?))?,
        Format::Jsonl | Format::Table => {
            for row in rows {
                write_line(out, row)?;
            }
        }
        Format::Markdown | Format::Ics => return Err(NoSuchForm.into()),
    }
    Ok(())
}

/// Asked for a form that this listing has not.
#[derive(Debug)]
pub(crate) struct NoSuchForm;

impl std::fmt::Display for NoSuchForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this has no such form; markdown is for timeline, ics for agenda, the others take table, json, jsonl or csv")
    }
}

impl std::error::Error for NoSuchForm {}

/// Prints one object as JSON, or as one row of CSV.
pub(crate) fn print_one<T: Serialize>(row: &T, format: Format) -> anyhow::Result<()> {
    match format {
        Format::Json => {
            let mut out = io::stdout().lock();
            writeln!(out, "{}", escape(&serde_json::to_string_pretty(row)?))?;
            Ok(())
        }
        _ => print_rows(std::slice::from_ref(row), format),
    }
}

/// Writes one JSON object and a line feed.
pub(crate) fn write_line<T: Serialize>(out: &mut impl Write, row: &T) -> anyhow::Result<()> {
    writeln!(out, "{}", escape(&serde_json::to_string(row)?))?;
    Ok(())
}

/// JSON in which no control or direction mark of captured text stands as it is: a terminal may show this text.
fn escape(json: &str) -> Cow<'_, str> {
    if !json.chars().any(|letter| letter != '\n' && is_harmful(letter)) {
        return Cow::Borrowed(json);
    }
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter != '\n' && is_harmful(letter) {
            safe.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            safe.push(letter);
        }
    }
    Cow::Owned(safe)
}

/// Names an input that could not be read, on standard error: `biennien: PATH:OFFSET: CODE: sentence`.
pub(crate) fn name_failure(path: &str, offset: u64, code: &str, message: &str) {
    anstream::eprintln!("biennien: {}:{offset}: {code}: {}", safe(path), safe(message));
}

/// Names a loss inside an input that was read, on standard error.
pub(crate) fn name_problem(source_id: &str, problem: &Problem) {
    anstream::eprintln!("biennien: {}: {}: {}", safe(source_id), problem.code, safe(&problem.message));
}

/// Captured text for a terminal: control and direction marks become U+FFFD, line feeds and tabs become spaces.
pub(crate) fn safe(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\n' | '\t' | '\u{a0}' => ' ',
            letter if is_harmful(letter) => '\u{fffd}',
            letter => letter,
        })
        .collect()
}

/// True for C0 and C1 controls and for marks that turn the direction of text around.
fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        for payload in ["\u{1b}[31m", "\u{9b}2J", "\u{1b}]0;x\u{7}", "a\u{202e}b", "\u{2066}", "\r", "\u{8}"]
        {
            let shown = safe(payload);
            assert!(!shown.chars().any(is_harmful), "{shown:?}");
            let plain = serde_json::to_string(payload).unwrap();
            let json = escape(&plain);
            assert!(!json.chars().any(is_harmful), "{json:?}");
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), payload);
        }
    }
}

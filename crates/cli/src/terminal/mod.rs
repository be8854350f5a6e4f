//! Terminal: rows drawn for people. Colour and width are those of the terminal; in a pipe plain text, 100 wide.

pub(crate) mod agenda;

pub(crate) mod explain;

pub(crate) mod happening;

pub(crate) mod markdown;

pub(crate) mod page;

pub(crate) mod pair;

pub(crate) mod search;

pub(crate) mod story;

pub(crate) mod timeline;

mod names;

mod wrap;

use anstyle::{AnsiColor, Style};
use biennien_model::Status;

/// Columns of the terminal, or 100 where there is none; never under 40.
pub(crate) fn columns() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    terminal.unwrap_or(100).clamp(40, 140)
}

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();

/// The mark of a status: what was, what is to come, what might be, what is not.
pub(crate) fn mark(status: Status) -> (char, Style) {
    match status {
        Status::Actual => ('●', AnsiColor::Green.on_default()),
        Status::Planned => ('◇', AnsiColor::Cyan.on_default()),
        Status::Hypothetical => ('?', AnsiColor::Yellow.on_default()),
        Status::Negated => ('✗', AnsiColor::Red.on_default()),
    }
}

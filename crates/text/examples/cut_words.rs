//! Cuts the lines of a file into words: for each, the tokens that are no marks, and the words, as `start-end` in bytes of
//! the line, with a tab between the two lists. `cargo xtask eval` grades it.
//!
//! usage: `cargo run -p biennien-text --example cut_words -- FILE`

#![allow(clippy::print_stdout, reason = "it prints what it found")]

use std::error::Error;

use biennien_knowledge::Knowledge;
use biennien_model::{Span, TokenKind};
use biennien_text::{Words, lower_in_step, tokens};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: cut_words FILE")?;
    let words = Words::compile(&Knowledge::built_in());
    for line in std::fs::read_to_string(path)?.lines() {
        let tokens = tokens(line);
        let found = words.cut(line, &lower_in_step(line), &tokens);
        let is_mark = |kind| matches!(kind, TokenKind::Mark | TokenKind::Quote);
        let plain = tokens.iter().filter(|token| !is_mark(token.kind)).map(|token| token.span);
        println!("{}\t{}", list(plain), list(found.into_iter()));
    }
    Ok(())
}

fn list(spans: impl Iterator<Item = Span>) -> String {
    spans.map(|span| format!("{}-{}", span.start, span.end)).collect::<Vec<_>>().join(" ")
}

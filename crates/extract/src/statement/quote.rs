//! Quotations over paragraphs: which tokens are quoted, and which quotations belong together.
//!
//! In: a document. Out: one [`Quote`] for each paragraph that a quotation runs through. Many pages print a closing
//! mark after a space or at the head of the next paragraph, so a mark is judged by what is open, not by its shape alone.

use biennien_model::{Document, TokenKind};

/// How many paragraphs a quotation may run through.
const PARAGRAPHS_MAX: usize = 12;

/// The part of a quotation that stands in one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// First token, the opening mark where there is one.
    pub(super) first: usize,
    /// One past the last token, the closing mark where there is one.
    pub(super) end: usize,
    /// Its paragraph, as an index.
    pub(super) paragraph: usize,
    /// Number of the quotation; parts of one quotation share it.
    pub(super) chain: usize,
    /// True when it has its own opening mark.
    pub(super) opened: bool,
    /// True when it has its own closing mark.
    pub(super) closed: bool,
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// Finds the outermost quotations of `document`, in text order.
pub(super) fn quotes(document: &Document) -> Vec<Quote> {
    let mut found: Vec<Quote> = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut carried = 0;
    let mut chain = 0;
    for paragraph in 0..document.paragraphs.len() {
        let tokens = document.tokens_in(document.paragraphs[paragraph].span);
        let mut first = open.map(|_| tokens.start);
        let mut opened = false;
        for at in tokens.clone() {
            if document.tokens[at].kind != TokenKind::Quote {
                continue;
            }
            let mark = document.tokens[at].span.of(&document.text);
            let side = side(document, at, mark);
            match (open, first) {
                (Some((_, opening)), Some(start)) => {
                    if same_kind(opening, mark) && side != Side::Opens && !(at == start && opened) {
                        found.push(Quote {
                            first: start,
                            end: at + 1,
                            paragraph,
                            chain,
                            opened,
                            closed: true,
                        });
                        (open, first, opened) = (None, None, false);
                    }
                }
                _ => {
                    if side == Side::Opens || side == Side::Either {
                        chain += 1;
                        carried = 0;
                        (open, first, opened) = (Some((at, mark)), Some(at), true);
                    }
                }
            }
        }
        if let (Some((_, opening)), Some(start)) = (open, first) {
            if !is_double(opening) {
                open = None;
                continue;
            }
            if start < tokens.end {
                found.push(Quote { first: start, end: tokens.end, paragraph, chain, opened, closed: false });
            }
            carried += 1;
            if carried >= PARAGRAPHS_MAX || !goes_on(document, paragraph) {
                open = None;
            }
        }
    }
    found
}

/// True when the quotation that is open at the end of `paragraph` is closed in one of the next.
fn goes_on(document: &Document, paragraph: usize) -> bool {
    let last = (paragraph + PARAGRAPHS_MAX).min(document.paragraphs.len().saturating_sub(1));
    for next in paragraph + 1..=last {
        let tokens = document.tokens_in(document.paragraphs[next].span);
        for at in tokens.clone() {
            let mark = document.tokens[at].span.of(&document.text);
            if document.tokens[at].kind != TokenKind::Quote || !is_double(mark) {
                continue;
            }
            return side(document, at, mark) != Side::Opens;
        }
    }
    false
}

fn is_double(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "«" | "»")
}

fn same_kind(opening: &str, mark: &str) -> bool {
    is_double(opening) == is_double(mark)
}

/// What the mark at token `at` does, by its shape and its neighbours.
fn side(document: &Document, at: usize, mark: &str) -> Side {
    let span = document.tokens[at].span;
    let before = document.text[..span.start].chars().next_back();
    let after = document.text[span.end..].chars().next();
    let free_before = before.is_none_or(|letter| {
        letter.is_whitespace() || matches!(letter, '(' | '[' | '-' | '–' | ':' | '“' | '"' | '.' | ',')
    });
    let word_after = after
        .is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '‘' | '\'' | '“' | '…' | '['));
    let free_after = after.is_none_or(|letter| !letter.is_alphanumeric());
    match mark {
        "“" | "„" | "«" | "‘" if word_after || after == Some(' ') => Side::Opens,
        "”" | "»" | "’" if !(free_before && word_after) => Side::Closes,
        _ if free_before && word_after && before.is_none_or(|letter| !matches!(letter, '.' | ',')) => {
            Side::Opens
        }
        _ if !free_before && free_after => Side::Closes,
        _ if matches!(before, Some('.' | ',')) && !word_after => Side::Closes,
        _ if free_before && !word_after => Side::Closes,
        "\"" => Side::Either,
        _ if free_before && word_after => Side::Opens,
        _ => Side::Closes,
    }
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;

    #[test]
    fn marks_of_one_shape_pair_up() {
        check("Ông nói: [\"Xin chào\"].", "1");
        check("[“Xin chào”], ông nói. [“Tạm biệt”].", "1 2");
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        check("[\"Chúng tôi đã đến.]\n[Chúng tôi sẽ ở lại\"], ông nói.", "1 1");
        check("[\"Chúng tôi đã đến.]\n[Chúng tôi sẽ ở lại!]\n[\"], ông nói.", "1 1 1");
    }

    #[test]
    fn a_closing_mark_may_stand_after_a_space() {
        check("[\"Mọi thứ đã xong \"], bà nói.", "1");
    }

    #[test]
    fn minutes_open_nothing() {
        check("Bàn thắng ở phút 15’ và 54’ của chủ nhà.", "");
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_paragraph() {
        check("[\"Chúng tôi đã đến.]\nÔng rời đi.", "1");
    }

    /// Compares the brackets with the quotations, and their chains with `chains`.
    #[track_caller]
    fn check(marked: &str, chains: &str) {
        let text = marked.replace(['[', ']'], "");
        let document = crate::document(&text, &Knowledge::built_in());
        let quotes = quotes(&document);
        let mut found = text;
        for quote in quotes.iter().rev() {
            found.insert(document.tokens[quote.end - 1].span.end, ']');
            found.insert(document.tokens[quote.first].span.start, '[');
        }
        assert_eq!(found, marked);
        let numbers: Vec<String> = quotes.iter().map(|quote| quote.chain.to_string()).collect();
        assert_eq!(numbers.join(" "), chains);
    }
}

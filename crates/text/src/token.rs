//! Tokens: syllables, numbers and marks.

use biennien_model::{Span, Token, TokenKind};

/// Cuts `text` into tokens, in text order; white space belongs to none.
///
/// A syllable runs over letters, digits, and inner hyphens, points and apostrophes that letters or digits follow
/// ("Jong-un", "F-16", "U.S"), but not over a hyphen between a small letter and a capital (two names: "Nga-Ukraine",
/// "Al-Qaeda"); a number over digits with inner points, commas, colons, slashes and dashes.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut end = start + letter.len_utf8();
        let kind = if letter.is_numeric() {
            TokenKind::Number
        } else if letter.is_alphabetic() {
            if letter.is_uppercase() { TokenKind::Capital } else { TokenKind::Small }
        } else if is_quote(letter) {
            TokenKind::Quote
        } else {
            TokenKind::Mark
        };
        if matches!(kind, TokenKind::Number | TokenKind::Capital | TokenKind::Small) {
            while let Some(&(at, next)) = rest.peek() {
                let inside = next.is_alphanumeric() || is_combining(next) || joins(text, at, next, kind);
                if !inside {
                    break;
                }
                rest.next();
                end = at + next.len_utf8();
            }
        }
        tokens.push(Token { span: Span::new(start, end), kind });
    }
    tokens
}

/// True for marks that open or close a quotation.
pub(crate) fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'')
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036f}')
}

/// True when the mark `next` at byte `at` stands inside a token of `kind`.
fn joins(text: &str, at: usize, next: char, kind: TokenKind) -> bool {
    let Some(after) = text[at + next.len_utf8()..].chars().next() else { return false };
    match kind {
        TokenKind::Number => matches!(next, '.' | ',' | '/' | '-' | '–' | ':') && after.is_numeric(),
        _ => match next {
            '-' => after.is_alphanumeric() && !(after.is_uppercase() && ends_small(text, at)),
            '.' => after.is_alphanumeric() && text[..at].chars().next_back().is_some_and(char::is_uppercase),
            '\'' | '’' => {
                after.is_lowercase() && text[..at].chars().next_back().is_some_and(char::is_alphabetic)
            }
            _ => false,
        },
    }
}

/// True when a small letter stands before byte `at`.
fn ends_small(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts the text at the bars and at white space, and compares with the tokens.
    #[track_caller]
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let found: Vec<&str> = tokens(&text).iter().map(|token| token.span.of(&text)).collect();
        let expected: Vec<&str> = marked.split(['|', ' ']).filter(|part| !part.is_empty()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_hyphen_joins_one_name_and_parts_two() {
        check("ông Kim Jong-un gặp đoàn Lãm|-|Đoài");
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        check("30.12|, 7/12 và 100.000 tên lửa S-300|.");
    }
}

//! The parts of a Rust file: what is code, what is text, what is comment, what is only there for tests.
//!
//! In: the text of a file. Out: the same text with comments, single letters and test-only items blanked, line by
//! line in place. It knows as much of the language as that needs and leaves the rest to the compiler.

/// Blanks comments, character literals (`'x'`) and items under `#[cfg(test)]`; line numbers stay.
pub(crate) fn without_tests_and_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = parts(text).into_iter();
    while let Some(part) = parts.next() {
        match part {
            Part::Comment(text) | Part::Letter(text) => blank(&mut out, text),
            Part::Text(text) => out.push_str(text),
            Part::Code(text) => {
                out.push_str(text);
                if text == "]" && out.ends_with("#[cfg(test)]") {
                    skip_item(&mut parts, &mut out);
                }
            }
        }
    }
    out
}

#[derive(Clone, Copy)]
enum Part<'a> {
    /// One character.
    Code(&'a str),
    /// A string literal of any kind, with its quotation marks.
    Text(&'a str),
    /// A character literal.
    Letter(&'a str),
    Comment(&'a str),
}

/// Skips one item: up to a `;` or the end of a `{…}` outside all brackets.
fn skip_item<'a>(parts: &mut impl Iterator<Item = Part<'a>>, out: &mut String) {
    let mut depth = 0usize;
    for part in parts {
        let (Part::Code(text) | Part::Text(text) | Part::Letter(text) | Part::Comment(text)) = part;
        blank(out, text);
        if !matches!(part, Part::Code(_)) {
            continue;
        }
        match text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && text == "}" {
                    return;
                }
            }
            ";" if depth == 0 => return,
            _ => {}
        }
    }
}

fn blank(out: &mut String, text: &str) {
    out.extend(text.chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut at = 0;
    let mut in_word = false;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let part = if rest.starts_with("//") {
            Part::Comment(&rest[..rest.find('\n').unwrap_or(rest.len())])
        } else if rest.starts_with("/*") {
            Part::Comment(&rest[..block_comment(rest)])
        } else if letter == '"' {
            Part::Text(&rest[..string(rest)])
        } else if letter == 'r' && !in_word && raw_string(rest).is_some() {
            Part::Text(&rest[..raw_string(rest).unwrap_or(1)])
        } else if let Some(length) = letter_literal(rest) {
            Part::Letter(&rest[..length])
        } else {
            Part::Code(&rest[..letter.len_utf8()])
        };
        // The `r` of `br"…"` and `cr"…"` opens a raw string although a letter stands before it.
        in_word = (letter.is_alphanumeric() || letter == '_') && !matches!(letter, 'b' | 'c');
        let (Part::Code(text) | Part::Text(text) | Part::Letter(text) | Part::Comment(text)) = part;
        at += text.len();
        parts.push(part);
    }
    parts
}

/// Length of the block comment at the start of `rest`; block comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut at, mut depth) = (0, 0usize);
    while let Some(found) = rest[at..].find(['/', '*']) {
        at += found;
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// Length of the string literal at the start of `rest`.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Length of the raw string at the start of `rest`, which begins with `r`, if there is one.
fn raw_string(rest: &str) -> Option<usize> {
    let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
    let open = 1 + hashes;
    if !rest[open..].starts_with('"') {
        return None;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let body = &rest[open + 1..];
    Some(body.find(&close).map_or(rest.len(), |end| open + 1 + end + close.len()))
}

/// Length of the character literal at the start of `rest`, if it is one and not a lifetime.
fn letter_literal(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let first = body.chars().next()?;
    if first == '\\' {
        return body.get(2..)?.find('\'').map(|end| end + 4);
    }
    let end = first.len_utf8();
    body[end..].starts_with('\'').then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::without_tests_and_comments;

    #[test]
    fn comments_go() {
        check("a // b\nc", "a     \nc");
        check("a /* b /* c */ d */ e", "a                   e");
    }

    #[test]
    fn text_stays_whatever_is_in_it() {
        check("f(\"// not a comment \\\" }\")", "f(\"// not a comment \\\" }\")");
        check("f(r#\"a \" b\"#) // c", "f(r#\"a \" b\"#)     ");
    }

    #[test]
    fn letters_go_and_lifetimes_stay() {
        check("'a' 'b &'c d", "    'b &'c d");
        check("'\\'' '\\u{111}' x", "               x");
    }

    #[test]
    fn test_items_go() {
        check("#[cfg(test)]\nmod tests {\n \"}\" }\nx", "#[cfg(test)]\n           \n      \nx");
        check("#[cfg(test)] use a::{b, c}; x", "#[cfg(test)]              ; x");
        check("#[cfg(test)] const A: [u8; 2] = [1, 2]; x", "#[cfg(test)]                            x");
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(without_tests_and_comments(text), expected);
    }
}

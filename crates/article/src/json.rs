//! JSON strings: where the fields of an object stand, and what their escapes mean, with places kept.

use std::collections::BTreeMap;

use biennien_model::Span;

use crate::mapped::{Copying, Mapped};

/// The values of the outermost object of `text`, by key; of a key that comes twice, the last.
///
/// The text need not be good JSON: what cannot be read ends the list.
pub(crate) fn fields(text: &str) -> BTreeMap<String, Span> {
    let mut fields = BTreeMap::new();
    let bytes = text.as_bytes();
    let mut at = skip_space(bytes, 0);
    if bytes.get(at) != Some(&b'{') {
        return fields;
    }
    at += 1;
    loop {
        at = skip_space(bytes, at);
        if bytes.get(at) == Some(&b',') {
            at = skip_space(bytes, at + 1);
        }
        if bytes.get(at) != Some(&b'"') {
            return fields;
        }
        let key = Span::new(at, skip_string(bytes, at));
        at = skip_space(bytes, key.end);
        if bytes.get(at) != Some(&b':') {
            return fields;
        }
        let start = skip_space(bytes, at + 1);
        at = skip_value(bytes, start);
        let Ok(key) = serde_json::from_str::<String>(key.of(text)) else {
            return fields;
        };
        fields.insert(key, Span::new(start, at).trim(text));
    }
}

/// The meaning of the string that stands at `span` (with its quotation marks) in `source`; empty for other values.
pub(crate) fn unescape(source: &Mapped, span: Span) -> Mapped {
    let mut plain = Mapped::default();
    let written = span.of(&source.text);
    if written.len() < 2 || !written.starts_with('"') {
        return plain;
    }
    let (mut at, end) = (span.start + 1, if written.ends_with('"') { span.end - 1 } else { span.end });
    while at < end {
        let rest = &source.text[at..end];
        let run = rest.find('\\').unwrap_or(rest.len());
        plain.push_part(source, Span::new(at, at + run));
        at += run;
        if at < end {
            let (letter, length) = escape(&source.text[at..end]);
            let place = Span::new(at, at + length);
            let mut buffer = [0; 4];
            match source.map.raw(place) {
                Some(raw) => plain.push_raw(letter.encode_utf8(&mut buffer), raw, Copying::Decoded),
                None => plain.push_new(letter.encode_utf8(&mut buffer)),
            }
            at += length;
        }
    }
    plain
}

/// The letter that the escape at the beginning of `text` stands for, and the escape's length.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| text.get(at..at + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let letter = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'u') => {
            let Some(high) = unit(2) else {
                return ('\u{fffd}', 2);
            };
            let low = if text.get(6..8) == Some("\\u") { unit(8) } else { None };
            return match (high, low) {
                (0xd800..0xdc00, Some(low @ 0xdc00..0xe000)) => {
                    let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                    (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
                }
                _ => (char::from_u32(high).unwrap_or('\u{fffd}'), 6),
            };
        }
        Some(_) => {
            let letter = text[1..].chars().next().unwrap_or('\\');
            return (letter, 1 + letter.len_utf8());
        }
        None => return ('\\', 1),
    };
    (letter, 2)
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The offset after the string that begins at `at`.
fn skip_string(bytes: &[u8], mut at: usize) -> usize {
    at += 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The offset after the value that begins at `at`.
fn skip_value(bytes: &[u8], mut at: usize) -> usize {
    let mut depth = 0usize;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = skip_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, value: &str) {
        let mut source = Mapped::default();
        source.push_raw(json, Span::new(0, json.len()), Copying::Same);
        let fields = fields(json);
        let plain = fields.get("t").map(|&span| unescape(&source, span)).unwrap_or_default();
        assert_eq!(plain.text, value, "{json}");
        for piece in &plain.map.pieces {
            let decoded: String = serde_json::from_str(&format!("\"{}\"", piece.raw.of(json)))
                .expect("a piece is a whole escape");
            assert_eq!(decoded, piece.text.of(&plain.text));
        }
    }

    #[test]
    fn strings_keep_their_places() {
        check(r#"{"t": "Lãm Châu"}"#, "Lãm Châu");
        check(
            r#"{"a": [1, {"t": "no"}], "t":"một\nhai \"ba\" \u1ea1\ud83d\ude00 \/"}"#,
            "một\nhai \"ba\" ạ😀 /",
        );
        check(r#"{"t": "first", "t": "last"}"#, "last");
        check(r#"{"b": "}", "t": "x", "c": null}"#, "x");
        check(r#"{"t": null}"#, "");
        check("[]", "");
    }
}

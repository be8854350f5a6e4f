//! Decoding: the bytes of a capture to text that knows where it stands in them.

use biennien_model::{Problem, Span};
use encoding_rs::{Encoding, UTF_8, UTF_16LE, WINDOWS_1258};

use crate::mapped::{Copying, Mapped};

/// Decodes `bytes`: UTF-8, UTF-16 with a byte order mark, or the encoding that an HTML head declares.
///
/// Broken UTF-8 is read with U+FFFD in the place of each broken stretch and named once, with its offset; where
/// most letters beyond ASCII are broken, the bytes are taken for windows-1258, the old encoding of Vietnamese.
pub(crate) fn decode(bytes: &[u8], problems: &mut Vec<Problem>) -> Mapped {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return decode_wide(bytes, mark, encoding == UTF_16LE, problems);
    }
    let start = if bytes.starts_with(&[0xef, 0xbb, 0xbf]) { 3 } else { 0 };
    let mut mapped = Mapped::default();
    if let Ok(text) = std::str::from_utf8(&bytes[start..]) {
        mapped.push_raw(text, Span::new(start, bytes.len()), Copying::Same);
        return mapped;
    }
    let encoding = declared(bytes).filter(|&encoding| encoding != UTF_8 && encoding.is_single_byte());
    if let Some(encoding) = encoding.or_else(|| is_mostly_broken(&bytes[start..]).then_some(WINDOWS_1258)) {
        problems.push(Problem::new("encoding", format!("read as {}", encoding.name())));
        return decode_narrow(bytes, start, encoding);
    }
    let (mut at, mut first_bad) = (start, None);
    for chunk in bytes[start..].utf8_chunks() {
        let valid = chunk.valid();
        mapped.push_raw(valid, Span::new(at, at + valid.len()), Copying::Same);
        at += valid.len();
        let broken = chunk.invalid();
        if !broken.is_empty() {
            first_bad = first_bad.or(Some(at));
            mapped.push_raw("\u{fffd}", Span::new(at, at + broken.len()), Copying::Decoded);
            at += broken.len();
        }
    }
    if let Some(at) = first_bad {
        problems.push(Problem::new(
            "bad_utf8",
            format!("no UTF-8 at byte {at}; read with the broken bytes marked"),
        ));
    }
    mapped
}

/// The encoding that an HTML head declares in its first kilobytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .chars()
        .skip_while(|letter| matches!(letter, '"' | '\''))
        .take_while(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// True when more stretches are broken than letters beyond ASCII are whole.
fn is_mostly_broken(bytes: &[u8]) -> bool {
    let (mut broken, mut whole) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
    }
    broken > whole
}

fn decode_narrow(bytes: &[u8], start: usize, encoding: &'static Encoding) -> Mapped {
    let mut mapped = Mapped::default();
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        let (letter, _) = encoding.decode_without_bom_handling(std::slice::from_ref(byte));
        let copying = if byte.is_ascii() { Copying::Same } else { Copying::Decoded };
        mapped.push_raw(&letter, Span::new(at, at + 1), copying);
    }
    mapped
}

fn decode_wide(bytes: &[u8], mark: usize, little: bool, problems: &mut Vec<Problem>) -> Mapped {
    let units = bytes[mark..].chunks(2).map(|pair| match pair {
        [low, high] if little => u16::from_le_bytes([*low, *high]),
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0xfffd,
    });
    let (mut mapped, mut at, mut first_bad) = (Mapped::default(), mark, None);
    let mut buffer = [0; 4];
    for unit in char::decode_utf16(units) {
        let letter = unit.unwrap_or('\u{fffd}');
        if unit_is_bad(letter) {
            first_bad = first_bad.or(Some(at));
        }
        let length = (2 * letter.len_utf16()).min(bytes.len() - at);
        mapped.push_raw(letter.encode_utf8(&mut buffer), Span::new(at, at + length), Copying::Decoded);
        at += length;
    }
    if let Some(at) = first_bad {
        problems.push(Problem::new(
            "bad_utf16",
            format!("no UTF-16 at byte {at}; read with the broken bytes marked"),
        ));
    }
    mapped
}

fn unit_is_bad(letter: char) -> bool {
    letter == '\u{fffd}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, codes: &[&str]) {
        let mut problems = Vec::new();
        let mapped = decode(bytes, &mut problems);
        assert_eq!(mapped.text, text);
        assert_eq!(problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), codes);
        for piece in &mapped.map.pieces {
            assert!(
                !piece.same
                    || piece.text.of(&mapped.text).as_bytes() == &bytes[piece.raw.start..piece.raw.end]
            );
            assert!(piece.raw.end <= bytes.len());
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        check("Lãm Châu".as_bytes(), "Lãm Châu", &[]);
        check(b"\xef\xbb\xbfA", "A", &[]);
        check(b"\xff\xfeA\0\xa1\x1e", "Aạ", &[]);
        check(b"\xfe\xff\0A\x1e\xa1", "Aạ", &[]);
        check(
            "Lãm Ch\u{fffd}u, Đoài Quốc".replace('\u{fffd}', "\u{1}").as_bytes(),
            "Lãm Ch\u{1}u, Đoài Quốc",
            &[],
        );
        check(b"L\xc3\xa3m Ch\xc3u", "Lãm Ch\u{fffd}u", &["bad_utf8"]);
        check(b"V\xfd\xf2 nh\xf2 m\xe0", "Vư\u{323} nh\u{323} mà", &["encoding"]);
        check(b"\xff\xfeA\0\x00\xd8", "A\u{fffd}", &["bad_utf16"]);
    }
}

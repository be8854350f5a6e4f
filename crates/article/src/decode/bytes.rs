//! Bytes to letters: UTF-8, UTF-16, and the standard encodings of the Web.
//!
//! In: the bytes of a capture. Out: text with its places. Broken stretches become U+FFFD and are named once. Which encoding
//! it is, is decided in [`super`].

use biennien_model::{Problem, Span};
use encoding_rs::{Encoding, WINDOWS_1252};

use crate::mapped::{Copying, Mapped};

/// The order of the two bytes of a UTF-16 unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The low byte first.
    Little,
    /// The high byte first.
    Big,
}

/// Bytes looked at to tell UTF-16 without a mark.
const WIDE_BYTES: usize = 4096;

/// The order of `bytes` when they are UTF-16 text without a mark: every letter of the Latin alphabet has a zero byte,
/// on one side.
pub(crate) fn wide_order(bytes: &[u8]) -> Option<Order> {
    let head = &bytes[..bytes.len().min(WIDE_BYTES)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), head.len() / 2);
    if units < 2 {
        return None;
    }
    if odd * 4 > units && even * 50 <= units {
        return Some(Order::Little);
    }
    (even * 4 > units && odd * 50 <= units).then_some(Order::Big)
}

/// Reads UTF-8 from `start` on.
pub(crate) fn read_utf8(bytes: &[u8], start: usize, problems: &mut Vec<Problem>) -> Mapped {
    let mut mapped = Mapped::default();
    if let Ok(text) = std::str::from_utf8(&bytes[start..]) {
        mapped.push_raw(text, Span::new(start, bytes.len()), Copying::Same);
        return mapped;
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
    name_broken("bad_utf8", "UTF-8", first_bad, problems);
    mapped
}

/// Reads UTF-16 from `start` on.
pub(crate) fn read_utf16(bytes: &[u8], start: usize, order: Order, problems: &mut Vec<Problem>) -> Mapped {
    let units = bytes[start..].chunks(2).map(|pair| match (pair, order) {
        ([low, high], Order::Little) => u16::from_le_bytes([*low, *high]),
        ([high, low], Order::Big) => u16::from_be_bytes([*high, *low]),
        _ => 0xfffd,
    });
    let (mut mapped, mut at, mut first_bad) = (Mapped::default(), start, None);
    let mut buffer = [0; 4];
    for unit in char::decode_utf16(units) {
        let letter = unit.unwrap_or('\u{fffd}');
        if letter == '\u{fffd}' {
            first_bad = first_bad.or(Some(at));
        }
        let length = (2 * letter.len_utf16()).min(bytes.len() - at);
        mapped.push_raw(letter.encode_utf8(&mut buffer), Span::new(at, at + length), Copying::Decoded);
        at += length;
    }
    name_broken("bad_utf16", "UTF-16", first_bad, problems);
    mapped
}

/// Reads a standard encoding of one byte or several a letter.
pub(crate) fn read_standard(
    bytes: &[u8],
    encoding: &'static Encoding,
    problems: &mut Vec<Problem>,
) -> Mapped {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut mapped, mut start, mut first_bad) = (Mapped::default(), 0, None);
    let mut buffer = [0; 32];
    for (at, byte) in bytes.iter().enumerate() {
        let last = at + 1 == bytes.len();
        let (_, _, written, bad) = decoder.decode_to_utf8(std::slice::from_ref(byte), &mut buffer, last);
        if bad {
            first_bad = first_bad.or(Some(start));
        }
        let Some(letters) =
            std::str::from_utf8(&buffer[..written]).ok().filter(|letters| !letters.is_empty())
        else {
            continue;
        };
        let same = letters.as_bytes() == &bytes[start..=at];
        let copying = if same { Copying::Same } else { Copying::Decoded };
        mapped.push_raw(letters, Span::new(start, at + 1), copying);
        start = at + 1;
    }
    name_broken("bad_bytes", encoding.name(), first_bad, problems);
    mapped
}

/// How windows-1252 reads each byte: the view in which the tables of old encodings are applied.
pub(crate) fn read_view(bytes: &[u8], start: usize) -> Mapped {
    let mut mapped = Mapped::default();
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        let (letter, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
        let copying = if byte.is_ascii() { Copying::Same } else { Copying::Decoded };
        mapped.push_raw(&letter, Span::new(at, at + 1), copying);
    }
    mapped
}

/// What windows-1252 puts in place of the control characters of Latin-1, from 80 on; where nothing, U+FFFD.
const SIGNS: [char; 32] = [
    '\u{20ac}', '\u{fffd}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}',
    '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{fffd}', '\u{17d}', '\u{fffd}', '\u{fffd}', '\u{2018}',
    '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}',
    '\u{203a}', '\u{153}', '\u{fffd}', '\u{17e}', '\u{178}',
];

/// The byte that windows-1252, or Latin-1, reads as `letter`.
pub(crate) fn viewed_byte(letter: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(letter)) {
        return Some(byte);
    }
    if letter == '\u{fffd}' || letter > '\u{2122}' {
        return None;
    }
    let at = SIGNS.iter().position(|&sign| sign == letter)?;
    u8::try_from(0x80 + at).ok()
}

fn name_broken(code: &str, name: &str, first_bad: Option<usize>, problems: &mut Vec<Problem>) {
    if let Some(at) = first_bad {
        let message = format!("no {name} at byte {at}; read with the broken bytes marked");
        problems.push(Problem::new(code, message));
    }
}

//! Tests of decoding as a whole: every encoding there and back, disguises, other languages, arbitrary bytes.

mod disguises;

mod encodings;

mod languages;

use std::sync::LazyLock;

use biennien_knowledge::Knowledge;
use encoding_rs::WINDOWS_1252;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

pub(crate) static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::built_in);
pub(crate) static ENCODINGS: LazyLock<Encodings> = LazyLock::new(|| Encodings::compile(&KNOWLEDGE.encodings));

fn read(bytes: &[u8], media: Media) -> (Mapped, Vec<Problem>) {
    let mut problems = Vec::new();
    let mapped = decode(bytes, media, None, &ENCODINGS, &mut problems);
    check_map(bytes, &mapped);
    (mapped, problems)
}

/// Pieces are ordered, on borders and inside; those that are the same have the same bytes.
#[track_caller]
fn check_map(bytes: &[u8], mapped: &Mapped) {
    let (mut text_end, mut raw_end) = (0, 0);
    for piece in &mapped.map.pieces {
        assert!(piece.text.start >= text_end && piece.raw.start >= raw_end, "pieces in order");
        assert!(
            piece.raw.end <= bytes.len() && !piece.text.of(&mapped.text).is_empty(),
            "inside, on borders"
        );
        if piece.same {
            assert_eq!(piece.text.of(&mapped.text).as_bytes(), &bytes[piece.raw.start..piece.raw.end]);
        }
        (text_end, raw_end) = (piece.text.end, piece.raw.end);
    }
}

#[track_caller]
fn check(bytes: &[u8], text: &str, codes: &[&str]) {
    let (mapped, problems) = read(bytes, Media::Text);
    assert_eq!(mapped.composed().text, text);
    assert_eq!(problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), codes, "{text}");
}

/// Checks the readable form of a page of text and how it is called.
#[track_caller]
fn check_notice(text: &str, readable: &str, notice: &str) {
    let (mapped, problems) = read(text.as_bytes(), Media::Text);
    assert_eq!(mapped.composed().text, readable);
    let notices: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(notices.join("; "), notice);
}

/// The bytes of `text` in an old encoding, by the table `vi/encodings/letters.tsv`.
pub(crate) fn encode(text: &str, name: &str) -> Vec<u8> {
    if name == "windows-1258" {
        return encode_1258(text);
    }
    let mut bytes = Vec::new();
    let rows = &KNOWLEDGE.encodings.letters;
    for letter in text.chars() {
        let row = rows.iter().find(|row| row.letter == letter);
        let small = rows.iter().find(|row| letter.to_lowercase().eq([row.letter]));
        let code = row.map(|row| match name {
            "TCVN3 (ABC)" if row.tcvn3.is_empty() => small.map_or("", |small| &small.tcvn3),
            "TCVN3 (ABC)" => &row.tcvn3,
            "VNI" => &row.vni,
            "VISCII" => &row.viscii,
            _ => &row.vps,
        });
        match code {
            Some(code) => {
                bytes.extend((0..code.len() / 2).map(|at| {
                    u8::from_str_radix(&code[2 * at..2 * at + 2], 16).expect("codes are hexadecimal")
                }))
            }
            None => bytes.extend_from_slice(&WINDOWS_1252.encode(&letter.to_string()).0),
        }
    }
    bytes
}

/// windows-1258 writes tones as marks behind the letter.
fn encode_1258(text: &str) -> Vec<u8> {
    let mut spelt = String::new();
    for letter in text.chars() {
        let is_tone = |mark: &char| syllable::TONES.contains(mark);
        spelt.extend(letter.nfd().filter(|mark| !is_tone(mark)).nfc());
        spelt.extend(letter.nfd().filter(is_tone));
    }
    let (bytes, _, bad) = WINDOWS_1258.encode(&spelt);
    assert!(!bad, "{spelt}");
    bytes.into_owned()
}

pub(crate) fn view(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for media in [Media::Text, Media::Html, Media::Clean, Media::Feed] {
            read(&bytes, media);
        }
    }

    #[test]
    fn any_text_is_read(text in "([a-zA-Z '.?^+(<&;]|[à-ỹ]|[\u{80}-\u{ff}]|[\u{300}-\u{323}]|[\u{200b}-\u{200f}]|[а-я]|[𝐀-𝐳]|\\PC){0,200}") {
        for media in [Media::Text, Media::Html] {
            let (mapped, _) = read(text.as_bytes(), media);
            check_map(text.as_bytes(), &mapped.composed());
        }
    }
}

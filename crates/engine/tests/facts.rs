//! Facts of generated texts: sentences of our own, recombined and damaged, read through every kind of capture.
//!
//! In: generated texts. Out: spans lie on character borders inside the text and in the promised order; a text with its
//! marks apart (NFD) gives the facts of the same text with its marks in place (NFC); evidence says what facts say.

use std::sync::OnceLock;

use biennien_article::Evidence;
use biennien_engine::Reader;
use biennien_knowledge::Knowledge;
use biennien_model::{Article, Capture, Media, Reading, Span};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// What texts are put together from.
const SENTENCES: &[&str] = &[
    "Ngày 17/5, Tổng thống Mỹ Joe Biden điện đàm với Thủ tướng Israel Benjamin Netanyahu.",
    "“Chúng tôi chờ. Chúng tôi sẽ chờ tiếp”, Ngoại trưởng Nga Sergei Lavrov nói.",
    "Theo hãng tin Tass, Điện Kremlin bác bỏ cáo buộc của Washington hôm 3/6/2021.",
    "Ông cho biết hai bên sẽ gặp nhau tại Genève vào tuần tới, từ 11 đến 13/6.",
    "Quân đội Ukraine pháo kích thành phố Donetsk lúc 5h20 sáng nay, làm 12 người thiệt mạng.",
    "Bà Lụa phản đối; Lãm Châu cảnh báo sẽ trừng phạt Đoài Quốc nếu nước này tấn công.",
    "Bộ Ngoại giao Triều Tiên tuyên bố: \"Mỹ phải rút tàu về cảng\".",
    "Chủ tịch Tập Cận Bình thăm Mátxcơva cuối tháng 3, theo Tân Hoa xã.",
    "Hội đồng Bảo an Liên Hợp Quốc (LHQ) không thông qua nghị quyết đêm 23 rạng sáng 24/2.",
    "Nhà lãnh đạo này nói với báo giới rằng ông chưa quyết định.",
    "Đêm 30 Tết, khoảng 1.200 binh sĩ NATO đến Ba Lan trong cuộc tập trận kéo dài ba ngày.",
    "Năm ngoái, Đại sứ U.S. J.D. Tran và ông N.V.A. cùng ký văn bản tại TP. Hạ Lam.",
];

/// What texts are damaged with. A loose tone is not among them: behind a consonant ("Lan" and a dot below) it is mended
/// where it stands apart and not where it is part of a letter ("ṇ"), so that the two forms would differ.
const DEBRIS: &[&str] = &[
    " ",
    "\n",
    ".",
    ",",
    "“",
    "”",
    "\"",
    "‘",
    "'",
    "«",
    "(",
    ")",
    "…",
    "–",
    "-",
    ":",
    "!",
    "/",
    "12",
    "3.5",
    "17/5",
    "99/99",
    "🙂",
    "👩‍🚀",
    "🇻🇳",
    "\u{200b}",
    "\u{a0}",
    "ấ",
    "Đ",
    "ð",
    "İ",
    "ß",
    "漢",
    "và",
    "ông ",
    " Mỹ ",
    " nói ",
    "hôm ",
    " ngày ",
];

/// One change: what is put in (or, past the debris, how many letters are taken out), and where.
type Change = (usize, usize);

/// Texts that are tried.
const CASES: u32 = 128;

fn texts() -> impl Strategy<Value = String> {
    let parts = proptest::collection::vec((0..SENTENCES.len(), 0..4usize), 1..6);
    let changes = proptest::collection::vec((0..DEBRIS.len() + 4, any::<usize>()), 0..9);
    (parts, changes).prop_map(|(parts, changes)| text(&parts, &changes))
}

fn text(parts: &[(usize, usize)], changes: &[Change]) -> String {
    let mut text = "Lãm Châu và Đoài Quốc gặp nhau\n".to_owned();
    for &(sentence, behind) in parts {
        text.push_str(SENTENCES[sentence]);
        text.push_str([" ", "\n", " ", ""][behind]);
    }
    for &(what, place) in changes {
        let at = text.floor_char_boundary(place % text.len());
        match DEBRIS.get(what) {
            Some(debris) => text.insert_str(at, debris),
            None => {
                let letters = text[at..].chars().take(what + 1 - DEBRIS.len());
                let end = at + letters.map(char::len_utf8).sum::<usize>();
                text.replace_range(at..end, "");
                text.push('.');
            }
        }
    }
    text
}

fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::new(Knowledge::built_in()))
}

/// `text` as a capture of each kind: clean input, a flattened page, an HTML page.
fn captures(text: &str) -> [Capture; 3] {
    let (title, body) = text.split_once('\n').unwrap_or((text, ""));
    let clean = serde_json::json!({"id": "1", "title": title, "text": body, "published": "2021-06-05"});
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let lines: String = body.split('\n').map(|line| format!("<p>{}</p>\n", escaped(line))).collect();
    let html = format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><article>\
         <h1>{title}</h1>\n{lines}</article></body></html>",
        title = escaped(title)
    );
    [
        capture(Media::Clean, clean.to_string()),
        capture(Media::Text, format!("{title}\n05/06/2021 10:30\n{body}\n")),
        capture(Media::Html, html),
    ]
}

fn capture(media: Media, text: String) -> Capture {
    Capture {
        digest: "0".repeat(64),
        source_id: "test".to_owned(),
        media,
        bytes: text.into_bytes(),
        path: "test".to_owned(),
        offset: 0,
        url: None,
        captured: None,
        charset: None,
        problems: Vec::new(),
    }
}

/// Every span of `reading`, each with what it belongs to.
fn spans(reading: &Reading) -> Vec<(&'static str, Span)> {
    let mut spans: Vec<(&str, Span)> = Vec::new();
    spans.extend(reading.article.lines.iter().filter_map(|line| Some(("line", line.span?))));
    spans.extend(reading.mentions.iter().map(|mention| ("mention", mention.span)));
    spans.extend(reading.times.iter().map(|time| ("time", time.span)));
    for statement in &reading.statements {
        spans.extend([("statement", statement.span), ("cue", statement.cue)]);
        spans.extend(statement.speaker_span.map(|span| ("speaker", span)));
    }
    for event in &reading.events {
        spans.push(("event", event.span));
        let sides = event.actors.iter().chain(&event.recipients);
        spans.extend(sides.filter_map(|side| Some(("side", side.span?))));
        spans.extend(event.date.iter().filter_map(|date| Some(("date", date.span?))));
    }
    spans
}

/// Checks one reading by itself: no bug, spans that fit, order, evidence.
fn check(capture: &Capture, reading: &Reading) {
    assert_eq!(reading.problems.iter().find(|problem| problem.code == "bug"), None);
    let Article { text, map, .. } = &reading.article;
    let evidence = Evidence::of(capture, reader().article_rules());
    for (what, span) in spans(reading) {
        let words = text.get(span.start..span.end);
        let words = words.unwrap_or_else(|| panic!("{what} {span:?} does not fit {text:?}"));
        assert!(
            what == "cue" || what == "line" || !words.trim().is_empty(),
            "{what} {span:?} is empty in {text:?}"
        );
        if let Some(raw) = map.raw(span) {
            assert!(
                evidence.says(raw, words),
                "{what} {words:?} is not what the bytes {raw:?} of {capture:?} say"
            );
        } else {
            assert!(words.trim().is_empty(), "{what} {words:?} stands nowhere in {capture:?}");
        }
    }
    check_order("mentions", reading.mentions.iter().map(|mention| mention.span), text);
    check_apart("times", reading.times.iter().map(|time| time.span), text);
    check_order("statements", reading.statements.iter().map(|statement| statement.span), text);
    check_order("events", reading.events.iter().map(|event| event.span), text);
    let document = biennien_text::split(&reading.article, reader().knowledge());
    let facts = biennien_extract::scan(&document, reader().extract_rules()).facts(None);
    check_apart("groups", facts.groups.iter().map(|group| group.span), text);
    check_apart("tokens", document.tokens.iter().map(|token| token.span), text);
    check_apart("sentences", document.sentences.iter().map(|sentence| sentence.span), text);
}

fn check_order(what: &str, spans: impl Iterator<Item = Span>, text: &str) {
    let starts: Vec<usize> = spans.map(|span| span.start).collect();
    assert!(starts.is_sorted(), "{what} are not in text order: {starts:?} in {text:?}");
}

fn check_apart(what: &str, spans: impl Iterator<Item = Span>, text: &str) {
    let spans: Vec<Span> = spans.collect();
    let apart = spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
    let inside = spans.iter().all(|span| text.get(span.start..span.end).is_some());
    assert!(apart && inside, "{what} overlap or do not fit: {spans:?} in {text:?}");
}

/// What a reading says, without what is told of the capture's bytes.
fn said(reading: &Reading) -> String {
    let Reading { article, mentions, times, statements, events, .. } = reading;
    format!("{:#?}", (&article.title, &article.text, &article.published, mentions, times, statements, events))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(CASES) })]

    #[test]
    fn any_text_gives_facts_that_stand_in_it(text in texts()) {
        let (together, apart): (String, String) = (text.nfc().collect(), text.nfd().collect());
        for (together, apart) in captures(&together).iter().zip(&captures(&apart)) {
            let (one, other) = (reader().read(together).reading, reader().read(apart).reading);
            check(together, &one);
            check(apart, &other);
            similar(&said(&one), &said(&other));
        }
    }
}

/// Shows only the first line that differs: readings are long.
#[track_caller]
fn similar(one: &str, other: &str) {
    if let Some((a, b)) = one.lines().zip(other.lines()).find(|(a, b)| a != b) {
        panic!("marks in place: {a}\nmarks apart: {b}");
    }
    assert_eq!(one.len(), other.len());
}

#[test]
fn a_space_that_shows_as_nothing_keeps_its_place() {
    let text =
        "Lãm Châu và Đoài Quốc gặp nhau\nĐêm 30 Tết, kho\u{200b}Đả \"ng 1.200 binh sĩ NATO đến Ba Lan.";
    for capture in captures(text) {
        check(&capture, &reader().read(&capture).reading);
    }
}

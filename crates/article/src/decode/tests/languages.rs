//! Other languages in their encodings, which must not be taken for Vietnamese.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};

use super::*;

#[test]
fn other_languages_are_read_in_their_encodings() {
    let french = "L'été dernier, à Genève, les présidents ont échangé des mots très durs à propos de la frontière. Où était la presse européenne ?";
    let german =
        "Die Außenminister trafen sich in München. Über die Ergebnisse wurde nichts bekannt, hieß es später.";
    let czech = "Předseda vlády řekl, že jednání bude pokračovat v příštím týdnu. Žádná dohoda zatím není.";
    let russian = "Президент России заявил, что переговоры продолжатся на следующей неделе в Женеве.";
    let japanese = "ロシアの大統領は来週ジュネーブで会談を続けると述べた。日本政府は歓迎した。";
    let chinese = "俄罗斯总统表示，会谈将于下周在日内瓦继续举行。中国政府对此表示欢迎。";
    let taiwanese = "俄羅斯總統表示，會談將於下週在日內瓦繼續舉行。政府對此表示歡迎。";
    let korean = "러시아 대통령은 다음 주 제네바에서 회담을 계속할 것이라고 밝혔다.";
    for (text, encoding) in [
        (french, WINDOWS_1252),
        (german, WINDOWS_1252),
        (czech, WINDOWS_1250),
        (russian, WINDOWS_1251),
        (russian, KOI8_R),
        (japanese, SHIFT_JIS),
        (japanese, EUC_JP),
        (chinese, GBK),
        (taiwanese, BIG5),
        (korean, EUC_KR),
    ] {
        let (bytes, _, bad) = encoding.encode(text);
        assert!(!bad);
        let (mapped, problems) = read(&bytes, Media::Text);
        assert_eq!(mapped.text, text, "{}: {problems:?}", encoding.name());
        let html = format!("<html><head><meta charset={}></head><p>{text}", encoding.name());
        let (bytes, _, _) = encoding.encode(&html);
        assert_eq!(read(&bytes, Media::Html).0.text, html, "{}", encoding.name());
        let (mapped, problems) = read(text.as_bytes(), Media::Text);
        assert_eq!((mapped.text.as_str(), problems), (text, Vec::new()), "as UTF-8");
    }
    let english = "The talks — the first in a year — ended at ten. “I’m sure we’ll meet again,” she said… “No comment.”";
    let spanish = "El año pasado en Nueva York. Está aquí, señor, ¿qué más? Mañana será otro día.";
    let portuguese = "A reunião não terá lugar amanhã, diz o ministério. São três questões.";
    for text in [english, spanish, portuguese] {
        assert_eq!(read(&WINDOWS_1252.encode(text).0, Media::Text).0.text, text);
        check_notice(text, text, "");
    }
}

#[test]
fn what_the_server_named_counts_before_what_the_page_says() {
    let mut capture = crate::tests::capture("", Media::Html);
    capture.bytes = b"<meta charset=windows-1252><p>\xcf\xf0\xe8\xe2\xe5\xf2".to_vec();
    for (named, letters) in
        [(Some("windows-1251"), "Привет"), (Some("nothing known"), "Ïðèâåò"), (None, "Ïðèâåò")]
    {
        capture.charset = named.map(str::to_owned);
        let decoded = decode_capture(&capture, &ENCODINGS, &mut Vec::new());
        assert!(decoded.text.ends_with(letters), "{named:?}: {}", decoded.text);
    }
}

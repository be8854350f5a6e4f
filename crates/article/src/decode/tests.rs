//! Tests of decoding as a whole: every encoding there and back, disguises, other languages, arbitrary bytes.

use std::sync::LazyLock;

use biennien_knowledge::Knowledge;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

pub(crate) static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::built_in);
pub(crate) static ENCODINGS: LazyLock<Encodings> = LazyLock::new(|| Encodings::compile(&KNOWLEDGE.encodings));

/// Sentences of our own.
const SENTENCES: &[&str] = &[
    "Lãm Châu mở lại cửa khẩu với Đoài Quốc từ tuần tới.",
    "Ông Tám nói việc mở lại cửa khẩu chỉ là bước đi đầu tiên.",
    "Bà Lụa cho biết hai bên đã họp kín suốt bốn giờ ở thị trấn biên giới.",
    "Xe tải của hai nước được qua cửa khẩu từ 6 giờ sáng mỗi ngày.",
    "Người phát ngôn phủ nhận mọi cáo buộc, gọi đó là chuyện bịa đặt.",
    "Giá gạo tăng ở các chợ đầu mối miền xuôi trong tháng này.",
    "Họ bàn về an ninh, năng lượng và những vấn đề hai bên cùng quan tâm.",
    "Cuộc gặp diễn ra ngay trước kỳ nghỉ lễ dài nhất trong năm.",
    "Theo ông, chưa có thỏa thuận nào được ký giữa hai chính phủ.",
    "Thủ tướng kêu gọi các bên kiềm chế, tránh leo thang căng thẳng.",
    "Nhiều người dân vẫn chưa biết khi nào trường học mở cửa lại.",
    "Đoàn chuyên gia sẽ tới thăm nhà máy điện vào thứ Bảy.",
    "Lũ cuốn trôi mấy cây cầu gỗ, nhưng chưa rõ thiệt hại về người.",
    "Quý khách vui lòng giữ vé đến hết chặng đường.",
    "Ngoại trưởng hai nước ngồi ghế đối diện nhau, không ai mỉm cười.",
    "Ý kiến ấy bị bác bỏ ngay tại phòng họp.",
    "Ở vùng núi, tuyết rơi dày và gió thổi mạnh suốt đêm.",
    "Em bé ngủ khì trong chiếc nôi cũ kỹ của bà ngoại.",
    "Tỷ lệ ủng hộ giảm xuống mức thấp nhất kể từ đầu nhiệm kỳ.",
    "Kẻ gian đã lẻn vào kho, lấy đi cả bộ sưu tập.",
    "Các nhà báo đặt câu hỏi, nhưng vị bộ trưởng chẳng trả lời.",
    "Bức thư ngắn gọn, chỉ vỏn vẹn mấy dòng chữ.",
    "Ẩn ý trong bài diễn văn khiến dư luận xôn xao.",
    "Ủy ban sẽ xem xét lại khoản viện trợ ấy.",
    "Ảnh vệ tinh cho thấy những hàng xe nối đuôi nhau.",
    "Ấy thế mà chẳng ai hay biết điều gì.",
    "Đường phố vắng lặng, hàng quán đóng cửa sớm.",
    "Sự việc xảy ra lúc rạng sáng, khi mọi người còn ngủ.",
    "Cả hai ông đều mặc áo khoác dày và đội mũ len.",
    "Lỵ sở cũ nay chỉ còn là phế tích, cỏ mọc um tùm.",
];

fn read(bytes: &[u8], media: Media) -> (Mapped, Vec<Problem>) {
    let mut problems = Vec::new();
    let mapped = decode(bytes, media, &ENCODINGS, &mut problems);
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

/// The bytes of `text` in an encoding of the table `vi/encodings/letters.tsv`.
fn encode(text: &str, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for letter in text.chars() {
        let row = KNOWLEDGE.encodings.letters.iter().find(|row| row.letter == letter);
        let small = KNOWLEDGE.encodings.letters.iter().find(|row| letter.to_lowercase().eq([row.letter]));
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
            None => bytes.push(u8::try_from(u32::from(letter)).expect("other letters are ASCII")),
        }
    }
    bytes
}

/// windows-1258 writes tones as marks behind the letter.
fn encode_1258(text: &str) -> Vec<u8> {
    let mut spelt = String::new();
    for letter in text.chars() {
        let is_tone = |mark: &char| super::syllable::TONES.contains(mark);
        spelt.extend(letter.nfd().filter(|mark| !is_tone(mark)).nfc());
        spelt.extend(letter.nfd().filter(is_tone));
    }
    let (bytes, _, bad) = WINDOWS_1258.encode(&spelt);
    assert!(!bad, "{spelt}");
    bytes.into_owned()
}

fn encode_viqr(text: &str) -> String {
    let mut spelt = String::new();
    let mut after_vowel = false;
    for letter in text.chars() {
        match KNOWLEDGE.encodings.letters.iter().find(|row| row.letter == letter) {
            Some(row) => spelt.push_str(&row.viqr[0]),
            None => {
                if after_vowel && "'`?~.^(+*".contains(letter) {
                    spelt.push('\\');
                }
                spelt.push(letter);
            }
        }
        after_vowel = letter.is_alphabetic();
    }
    spelt
}

fn view(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// The sentences, and the words of the table (a line of small letters, one of capitals), as one page.
fn page(name: &str) -> String {
    let rows = KNOWLEDGE.examples.iter().filter(|example| example.kind == "vi/encodings/letters");
    let words: Vec<String> = rows.map(|example| example.unmark().0).collect();
    let (capitals, small): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| word.chars().all(char::is_uppercase));
    let page = format!("{}\n{}\n{}", SENTENCES.join("\n"), small.join(" "), capitals.join(" "));
    // The table has no code for it.
    if name == "VPS" { page.replace('Ỗ', "Ô") } else { page }
}

#[test]
fn old_encodings_are_read_as_bytes_and_as_utf8() {
    for name in ["TCVN3 (ABC)", "VNI", "VISCII", "VPS", "windows-1258"] {
        let page = page(name);
        let bytes = if name == "windows-1258" { encode_1258(&page) } else { encode(&page, name) };
        let (mapped, problems) = read(&bytes, Media::Text);
        assert_eq!(problems, [notice(name)]);
        let mapped = mapped.composed();
        assert_eq!(mapped.text, page, "{name}");
        // Every letter's bytes, read alone by the table, are the letter.
        for (at, letter) in mapped.text.char_indices() {
            let span = Span::new(at, at + letter.len_utf8());
            let raw = mapped.map.raw(span).expect("every letter has its bytes");
            let alone = &bytes[raw.start..raw.end];
            let small: Vec<u8> =
                encode(&letter.to_lowercase().to_string(), if name == "windows-1258" { "VNI" } else { name });
            let own = if name == "windows-1258" {
                encode_1258(&letter.to_string())
            } else {
                encode(&letter.to_string(), name)
            };
            assert!(alone == own || alone == small, "{name}: {letter} from {alone:?}");
        }
        let (wrapped, problems) = read(view(&bytes).as_bytes(), Media::Text);
        assert_eq!(problems, [notice(name)]);
        assert_eq!(wrapped.composed().text, page, "{name} as UTF-8");
    }
}

#[test]
fn unicode_is_read_in_all_its_forms() {
    let page = page("");
    let wide: Vec<u16> = page.encode_utf16().collect();
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    check(page.as_bytes(), &page, &[]);
    check(page.nfd().collect::<String>().as_bytes(), &page, &[]);
    check(&[b"\xef\xbb\xbf", page.as_bytes()].concat(), &page, &[]);
    check(&[b"\xff\xfe", little.as_slice()].concat(), &page, &[]);
    check(&[b"\xfe\xff", big.as_slice()].concat(), &page, &[]);
    check(&little, &page, &["encoding"]);
    check(&big, &page, &["encoding"]);
    check(encode_viqr(&page).as_bytes(), &page, &["encoding"]);
    check(view(page.as_bytes()).as_bytes(), &page, &["encoding"]);
    check(view(view(page.as_bytes()).as_bytes()).as_bytes(), &page, &["encoding"]);
}

#[test]
fn broken_bytes_are_named() {
    check("Lãm Ch\u{1}u, Đoài Quốc".as_bytes(), "Lãm Ch\u{1}u, Đoài Quốc", &[]);
    check(b"L\xc3\xa3m Ch\xc3u", "Lãm Ch\u{fffd}u", &["bad_utf8"]);
    check(b"\xff\xfeA\0\x00\xd8", "A\u{fffd}", &["bad_utf16"]);
    check(b"A", "A", &[]);
    check(b"", "", &[]);
}

#[test]
fn short_texts_and_mixed_pages_are_told_apart() {
    check(b"Vi\xd6t Nam", "Việt Nam", &["encoding"]);
    check_notice(
        "Báo Mẫu điện tử\nThÕ giíi\nL·m Ch©u më l¹i cöa khÈu víi §oµi Quèc tõ tuÇn tíi.\nBà Lụa có là\n© 2003",
        "Báo Mẫu điện tử\nThế giới\nLãm Châu mở lại cửa khẩu với Đoài Quốc từ tuần tới.\nBà Lụa có là\n© 2003",
        "read as TCVN3 (ABC)",
    );
    check_notice(
        "Vieät Nam vaø Laõm Chaâu\nMüller ñaõ hoïp",
        "Việt Nam và Lãm Châu\nMüller đã họp",
        "read as VNI",
    );
    check_notice(
        "CéNG HßA L·M CH¢U\nHµ Néi, ®ªm qua. ¤ng Ta",
        "CỘNG HÒA LÃM CHÂU\nHà Nội, đêm qua. Ông Ta",
        "read as TCVN3 (ABC)",
    );
}

#[test]
fn html_is_read_with_its_references() {
    let html =
        "<p title=x>Vi&Ouml;t Nam v&micro; L&middot;m Ch&copy;u &amp; Mü</p><p>&#167;oµi Quèc më cöa khÈu";
    let (mapped, problems) = read(html.as_bytes(), Media::Html);
    assert_eq!(mapped.text, "<p title=x>Việt Nam và Lãm Châu &amp; Mỹ</p><p>Đoài Quốc mở cửa khẩu");
    assert_eq!(problems, [notice("TCVN3 (ABC)")]);
    let html = "<style>a.b{}</style><p>Vie^.t nu+o+'c ddi dde^'n tho^ng ho.p<script>a^b</script><!-- o^ -->";
    let (mapped, _) = read(html.as_bytes(), Media::Html);
    assert_eq!(
        mapped.text,
        "<style>a.b{}</style><p>Việt nước đi đến thông họp<script>a^b</script><!-- o^ -->"
    );
}

#[test]
fn disguises_are_read_through() {
    check_notice(
        "N̲gh̲i v̲ấn U̲k̲r̲a̲i̲n̲e",
        "Nghi vấn Ukraine",
        "read through disguises: marks across letters in 3 words",
    );
    check_notice(
        "Nga nói về Uƙrаι̇пе và Рutin",
        "Nga nói về Ukraine và Putin",
        "read through disguises: letters of other shapes or scripts in 2 words, marks across letters in 1 words",
    );
    check_notice(
        "Chiến sự ＵＫＲＡＩＮＥ và 𝐔𝐤𝐫𝐚𝐢𝐧𝐞",
        "Chiến sự UKRAINE và Ukraine",
        "read through disguises: letters of other shapes or scripts in 2 words",
    );
    check_notice(
        "𝐂𝐡𝐢ế𝐧 sự ở Lãm Châu",
        "Chiến sự ở Lãm Châu",
        "read through disguises: letters of other shapes or scripts in 1 words",
    );
    check_notice(
        "Bà nói về ᴜᴋʀᴀɪɴᴇ",
        "Bà nói về ukraine",
        "read through disguises: letters of other shapes or scripts in 1 words",
    );
    check_notice(
        "U\u{200b}k\u{ad}raine và\u{200b} Lãm\u{200b}Châu\u{feff}",
        "Ukraine và Lãm Châu",
        "read through disguises: invisible characters in 2 words",
    );
    check_notice(
        "Ðoài Quốc, Ðà Lạt",
        "Đoài Quốc, Đà Lạt",
        "read through disguises: a barred letter of another language in 2 words",
    );
    check_notice("Lãm\u{a0}Châu", "Lãm Châu", "");
}

#[test]
fn honest_words_stay() {
    for text in [
        "Tờ «Известия» viết về Украина, theo Сергей Лавров",
        "Τα Νέα έγραψαν για την Ελλάδα, theo bà Lụa",
        "Bước sóng 5 μm, điện trở 3 kΩ, ΔT = 4 °C, tia α và β",
        "Công thức 𝑥 + 𝑦 = 𝑧 và 𝑎𝑏𝑐 = 1 trong bài",
        "phát âm /ˈjuːkreɪn/, [ɡɪvɪŋ] và /ɡɪv/",
        "Erdoğan, Kılıçdaroğlu, Błaszczak, Ólafur Ðórsson, Muñoz, Müller, Çeviköz",
        "Hasumi 蓮實 ＮＡＴＯ首脳会議 và 习近平",
        "👨\u{200d}👩\u{200d}👧 می\u{200c}خواهم",
        "hoà hòa thuý thúy",
        "Ⓐ x̅ và ŷ",
    ] {
        check_notice(text, &text.nfc().collect::<String>(), "");
    }
    let russian = "Россия и Украина провели переговоры в Минске. Cобрание NАТО состоялось.";
    check_notice(russian, russian, "");
}

#[test]
fn examples_of_look_alikes_hold() {
    for example in KNOWLEDGE.examples.iter().filter(|example| example.kind == "vi/encodings/look-alikes") {
        let (word, _) = example.unmark();
        let text = format!("Bà Lụa nói về {word}, Рutin và Вiden hôm qua.");
        let (mapped, _) = read(text.as_bytes(), Media::Text);
        let found =
            mapped.text.trim_start_matches("Bà Lụa nói về ").trim_end_matches(", Putin và Biden hôm qua.");
        assert_eq!(found, example.expected, "{}", example.place);
    }
}

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
    let spanish = "El año pasado en Nueva York. Está aquí, señor, ¿qué más? Mañana será otro día.";
    let portuguese = "A reunião não terá lugar amanhã, diz o ministério. São três questões.";
    for text in [spanish, portuguese] {
        assert_eq!(read(&WINDOWS_1252.encode(text).0, Media::Text).0.text, text);
        check_notice(text, text, "");
    }
}

#[test]
fn clean_input_is_only_decoded() {
    let text = "Vieät Nam vaø Laõm Chaâu ñaõ Uƙrаι̇пе\u{a0}Ð\u{200b}";
    let (mapped, problems) = read(text.as_bytes(), Media::Clean);
    assert_eq!((mapped.text.as_str(), problems), (text, Vec::new()));
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

//! Disguises that are read through, and honest words that stay.

use super::*;

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
fn clean_input_is_only_decoded() {
    let text = "Vieät Nam vaø Laõm Chaâu ñaõ Uƙrаι̇пе\u{a0}Ð\u{200b}";
    let (mapped, problems) = read(text.as_bytes(), Media::Clean);
    assert_eq!((mapped.text.as_str(), problems), (text, Vec::new()));
}

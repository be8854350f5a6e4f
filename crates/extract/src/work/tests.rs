use std::sync::LazyLock;

use biennien_knowledge::Knowledge;
use jiff::civil::date;

use super::STEPS;
use crate::{Rules, document, scan};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::built_in);
static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::compile(&KNOWLEDGE));

/// Bytes of the shorter text: several times what any loop looks around.
const BYTES: usize = 24_000;

/// The steps that all stages take, with and without a day of publication.
fn steps(text: &str) -> u64 {
    let document = document(text, &KNOWLEDGE);
    STEPS.set(0);
    let scan = scan(&document, &RULES);
    let undated = scan.facts(None);
    scan.infer_published(&undated, None);
    scan.facts(Some(date(2022, 3, 1)));
    STEPS.get()
}

/// Four times as much of what `part` makes of a number gives four times the work.
#[track_caller]
fn check_parts(name: &str, part: impl Fn(usize) -> String) {
    let text = |bytes: usize| {
        let mut text = String::new();
        for number in 0.. {
            if text.len() >= bytes {
                break;
            }
            text.push_str(&part(number));
        }
        text
    };
    let (few, many) = (steps(&text(BYTES)), steps(&text(4 * BYTES)));
    assert!(few > 0, "{name}: nothing was counted");
    assert!(many <= few * 5 + 20_000, "{name}: {few} steps, then {many}");
}

/// The same part again and again.
#[track_caller]
fn check(name: &str, part: &str) {
    check_parts(name, |_| part.to_owned());
}

/// A name of three syllables that no other number has.
fn name(number: usize) -> String {
    const ONSETS: [&str; 12] = ["B", "D", "G", "H", "K", "L", "M", "N", "R", "S", "T", "V"];
    const RHYMES: [&str; 12] = ["an", "em", "im", "on", "un", "at", "ek", "ip", "ok", "ut", "ar", "el"];
    let syllable = |place: usize| {
        let digit = number / 144_usize.pow(u32::try_from(place).unwrap()) % 144;
        format!("{}{}", ONSETS[digit / 12], RHYMES[digit % 12])
    };
    format!("{} {} {}", syllable(2), syllable(1), syllable(0))
}

#[test]
fn one_thing_without_end_takes_linear_work() {
    check("words", "hòn đá ");
    check("one word", "a");
    check("numbers", "31 7,5 ");
    check("commas", ", ");
    check("cues", "nói ");
    check("cues with subjects", "ông nói rằng bà cho biết ");
    check("cues and commas", "ông nói, ");
    check("sources", "theo ");
    check("triggers", "tấn công ");
    check("triggers and sides", "Nga tấn công Ukraine ");
    check("sides and commas", "Nga, ");
    check("sides joined", "Nga và Mỹ và ");
    check("demands", "yêu cầu Nga ");
    check("offices", "tổng thống ");
    check("pronouns", "ông ");
    check("dates", "ngày 12-3 ");
    check("initials", "A. ");
    check("a name", "Lê Văn Tám ");
    check("small words", "sau khi và của trong ");
}

#[test]
fn marks_without_end_take_linear_work() {
    check("quotation marks that open", "“");
    check("quotation marks that open words", "“a ");
    check("quotation marks that close", "a” ");
    check("straight quotation marks", "\"a ");
    check("a row of quotations", "“a”, ");
    check("quotations in quotations", "“a ‘b ");
    check("quotations with speakers", "“Nga rút quân”, ông nói. ");
    check("brackets that open", "(a ");
    check("brackets", "(Nga) ");
    check("brackets that close", "a) ");
    check("dashes", "a - b – ");
    check("colons", "Ông nói: ");
    check("bullets", "• Nga tấn công Ukraine\n");
    check("lines", "ông nói\n");
    check("combining marks", "a\u{301}\u{323}");
    check("characters without spaces", "中文新闻");
}

#[test]
fn many_different_things_take_linear_work() {
    check_parts("names", |number| format!("{} ", name(number)));
    check_parts("names with titles", |number| format!("Tổng thống {} nói. ", name(number)));
    check_parts("names with one surname", |number| format!("Ông {} Kan đến. ", name(number)));
    check_parts("speakers", |number| format!("Ông {} nói với bà {}. ", name(number), name(number + 7)));
    check_parts("days", |number| format!("Ngày {}-{}, Nga rút quân. ", number % 28 + 1, number % 12 + 1));
    check_parts("sentences", |number| format!("Nga tấn công Ukraine {number} lần. "));
    check_parts("accusations", |_| "Nga cáo buộc Mỹ. Mỹ bác bỏ. ".to_owned());
    check_parts("known people", |_| "Tổng thống Mỹ Joe Biden gặp ông Putin. ".to_owned());
}

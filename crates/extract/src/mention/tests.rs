//! Groups of sentences, and whom they mean.

use std::sync::LazyLock;

use super::*;

static TABLES: LazyLock<(Knowledge, Rules)> = LazyLock::new(|| {
    let knowledge = Knowledge::built_in();
    let rules = Rules::compile(&knowledge);
    (knowledge, rules)
});

/// Finds the groups of the unbracketed text, published on 30 December 2021, and compares those that the brackets
/// mark; `meant` says who they are: name, `/`, codes joined by `+`.
#[track_caller]
fn check(marked: &str, meant: &[&str]) {
    check_on(marked, meant, "2021-12-30");
}

#[track_caller]
fn check_on(marked: &str, meant: &[&str], day: &str) {
    let text = marked.replace(['[', ']'], "");
    let (knowledge, rules) = &*TABLES;
    let document = crate::document(&text, knowledge);
    let (_, groups) = find(&document, day.parse().ok(), rules);
    let mut found = Vec::new();
    let (mut at, mut rest) = (0, marked);
    while let Some((before, tail)) = rest.split_once('[') {
        let Some((words, tail)) = tail.split_once(']') else { break };
        at += before.len();
        let group =
            groups.iter().find(|group| group.span.start == at && group.span.of(&document.text) == words);
        found.push(group.map_or(format!("no group {words:?}"), |group| {
            format!("{}/{}", group.name.as_deref().unwrap_or(""), group.codes.join("+"))
        }));
        at += words.len();
        rest = tail;
    }
    assert_eq!(found, meant, "{groups:#?}");
}

#[test]
fn an_office_means_who_held_it_on_the_day() {
    check("[Tổng thống Mỹ] và [Ngoại trưởng Nga] nói chuyện.", &["Joe Biden/USA", "Sergei Lavrov/RUS"]);
    check_on("[Tổng thống Mỹ] về nước.", &["Donald Trump/USA"], "2017-12-15");
}

#[test]
fn a_group_takes_title_state_and_name() {
    check(
        "[Tổng thống Nga Vladimir Putin] gọi cho [người đồng cấp Mỹ Joe Biden].",
        &["Vladimir Putin/RUS", "Joe Biden/USA"],
    );
}

#[test]
fn the_counterpart_is_of_the_same_office() {
    check("[Tổng thống Nga Putin] gọi cho [người đồng cấp Mỹ].", &["Vladimir Putin/RUS", "Joe Biden/USA"]);
}

#[test]
fn whoever_is_in_no_table_is_learned_from_the_title() {
    check(
        "[Thứ trưởng Ngoại giao Nga Lua Tran] đến. [Bà Tran] không nói gì. [Bà] về ngay.",
        &["Lua Tran/RUS", "Lua Tran/RUS", "Lua Tran/RUS"],
    );
}

#[test]
fn an_apposition_belongs_to_the_name() {
    check("[Lua Tran, giáo sư đại học ở Bình Nhưỡng], nói như vậy.", &["Lua Tran/"]);
}

#[test]
fn a_capital_stands_for_its_government_unless_it_is_where() {
    check("[Moscow] bác bỏ tin ấy. Cuộc họp ở [Moscow] kết thúc.", &["Russia/RUS", "Moscow/RUS"]);
}

#[test]
fn states_in_other_words_are_no_states() {
    check("Luật sư Phạm Văn Đức sống ở Mỹ Đình. [Đức] và [Mỹ] họp.", &["Germany/DEU", "United States/USA"]);
}

#[test]
fn two_names_with_a_dash_are_two_groups() {
    check(
        "Căng thẳng [Nga]-[Ukraine] và [Mỹ] - [Trung Quốc] tăng.",
        &["Russia/RUS", "Ukraine/UKR", "United States/USA", "China/CHN"],
    );
}

#[test]
fn bodies_and_crowds_act_for_their_side() {
    check(
        "[Bộ Quốc phòng Nga] bác tin. [Người biểu tình Venezuela] xuống đường, [một quan chức Mỹ giấu tên] nói.",
        &["Russian Ministry of Defence/RUS", "Venezuelan protesters/OPP-VEN", "US official/USA"],
    );
}

#[test]
fn pairs_are_the_two_named_before() {
    check(
        "[Nga] và [Ukraine] đàm phán. [Hai nước] chưa đạt thỏa thuận.",
        &["Russia/RUS", "Ukraine/UKR", "Russia and Ukraine/RUS+UKR"],
    );
}

#[test]
fn this_state_is_the_last_one_named() {
    check("[Triều Tiên] phóng tên lửa. [Nước này] không báo trước.", &["North Korea/PRK", "North Korea/PRK"]);
}

#[test]
fn a_former_holder_has_no_side() {
    check("[Cựu Tổng thống Mỹ Donald Trump] đến thăm.", &["Donald Trump/"]);
}

#[test]
fn the_master_of_a_house_is_its_head() {
    check(
        "[Ông chủ Điện Kremlin] nói, [người đứng đầu NATO] đáp.",
        &["Vladimir Putin/RUS", "Jens Stoltenberg/NATO"],
    );
}

#[test]
fn a_hyphen_with_spaces_stays_in_a_foreign_name() {
    check("[Ông Lua Tran - chul, quan chức Bộ Ngoại giao Triều Tiên], nói vậy.", &["Lua Tran - chul/PRK"]);
}

#[test]
fn this_state_after_a_cue_is_its_subject() {
    check(
        "[Ngoại trưởng Syria] tin rằng [nước này] vẫn mở cửa cho khách.",
        &["Faisal Mekdad/SYR", "Syria/SYR"],
    );
}

#[test]
fn offices_of_a_page_without_states_are_those_of_the_papers_country() {
    check("[Thủ tướng] dự lễ khởi công.", &["Phạm Minh Chính/VNM"]);
}

#[test]
fn odd_text_breaks_nothing() {
    check("((( \u{301}a – - . ông ông, của của Bộ trưởng của Bộ trưởng của - Kim Jong-", &[]);
}

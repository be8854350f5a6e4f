//! The command as its users meet it: what it prints, with which exit code, and what it leaves in the store.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use std::fs;
use std::path::{Path, PathBuf};

use desk::{Desk, gzip};

fn examples() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/captures")
        .canonicalize()
        .unwrap()
        .display()
        .to_string()
}

const CALL: &str = r#"{"id":"a1","title":"Nga và Mỹ điện đàm","text":"Tổng thống Nga Vladimir Putin ngày 30/12 điện đàm với Tổng thống Mỹ Joe Biden. Ông Biden nói rằng hai bên sẽ gặp lại ở Geneva.","published":"2021-12-31T07:35","outlet":"Báo Mẫu","url":null}"#;

#[test]
fn the_examples_become_a_chronicle_that_can_be_read_again() {
    let desk = Desk::new();
    let built = desk.ask(&["build", &examples()], 0);
    assert!(built.lines().count() > 10);
    assert_eq!(desk.ask(&["timeline"], 0), built);
    for line in built.lines().take(3) {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = row["id"].as_str().unwrap();
        let happening: serde_json::Value = serde_json::from_str(&desk.ask(&["happening", id], 0)).unwrap();
        assert_eq!(happening["line"], row["line"]);
        let explained = desk.ask(&["explain", id], 0);
        assert!(explained.contains("\"rule\""));
    }
    assert_eq!(desk.ask(&["check"], 0), "no faults\n");
}

#[test]
fn articles_that_tell_the_same_news_are_a_story() {
    let desk = Desk::new();
    desk.ask(&["build", "--quiet", &examples()], 0);
    let stories = desk.ask(&["stories"], 0);
    let story: serde_json::Value = serde_json::from_str(stories.lines().next().unwrap()).unwrap();
    let id = story["id"].as_str().unwrap();
    let page: serde_json::Value = serde_json::from_str(&desk.ask(&["story", id], 0)).unwrap();
    assert_eq!(page["title"], story["title"]);
    assert_eq!(page["told"].as_array().unwrap().len(), story["articles"].as_u64().unwrap() as usize);
    let rows = desk.ask(&["timeline", "--story", id], 0);
    assert_eq!(rows.lines().count(), story["happenings"].as_u64().unwrap() as usize);
    assert!(rows.lines().all(|row| row.contains(&format!("\"story\":\"{id}\""))));
    desk.ask(&["export", "articles", "--to", "articles.jsonl"], 0);
    let articles = fs::read_to_string(desk.path("articles.jsonl")).unwrap();
    let inside = articles.lines().filter(|row| row.contains(&format!("\"story\":\"{id}\""))).count();
    assert_eq!(inside, story["articles"].as_u64().unwrap() as usize);
    desk.complain(&["story", "nothing"], 1);
    desk.complain(&["timeline", "--story", "nothing"], 1);
}

#[test]
fn the_same_captures_again_change_nothing() {
    let desk = Desk::new();
    let first = desk.ask(&["build", &examples()], 0);
    let again = desk.run(&["build", &examples()]);
    assert_eq!(String::from_utf8(again.stdout).unwrap(), first);
    assert!(String::from_utf8(again.stderr).unwrap().contains(" 0 new, 22 unchanged"));
}

#[test]
fn order_batches_and_threads_do_not_matter() {
    let mut pages: Vec<PathBuf> =
        fs::read_dir(examples()).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let whole = Desk::new();
    let at_once = whole.ask(&["--threads", "1", "build", &examples()], 0);
    let desk = Desk::new();
    for page in pages.iter().rev() {
        desk.ask(&["--threads", "2", "build", "--quiet", &page.display().to_string()], 0);
    }
    assert_eq!(desk.ask(&["timeline"], 0), at_once);
    let stories = ["stories", "--format", "json"];
    assert_eq!(desk.ask(&stories, 0), whole.ask(&stories, 0));
}

#[test]
fn a_store_is_not_needed_to_read() {
    let desk = Desk::new();
    desk.file("in.jsonl", CALL.as_bytes());
    let reading: serde_json::Value = serde_json::from_str(&desk.ask(&["read", "in.jsonl"], 0)).unwrap();
    assert_eq!(reading["article"]["source_id"], "a1");
    let text = reading["article"]["text"].as_str().unwrap();
    assert!(text.starts_with("Nga và Mỹ điện đàm\nTổng thống Nga"));
    let event = &reading["events"][0];
    let (start, end) = (event["start"].as_u64().unwrap() as usize, event["end"].as_u64().unwrap() as usize);
    assert_eq!(&text[start..end], "điện đàm");
    assert!(!desk.path("biennien.store").exists());
}

#[test]
fn bad_inputs_are_named_and_the_rest_is_kept() {
    let desk = Desk::new();
    let cut = gzip(format!("{CALL}\n{}\n", CALL.replace("a1", "a2")).repeat(50).as_bytes());
    desk.file("in/empty.txt", b"");
    desk.file("in/binary.bin", &[0, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0, 7]);
    desk.file("in/cut.jsonl.gz", &cut[..cut.len() - 12]);
    desk.file("in/good.jsonl", CALL.replace("a1", "good").as_bytes());
    let errors = desk.complain(&["build", "in"], 3);
    for code in ["empty", "binary", "truncated"] {
        assert!(errors.contains(code), "{code} is not named in:\n{errors}");
    }
    let stats = desk.ask(&["stats", "--format", "csv"], 0);
    assert!(stats.contains("store,articles,3"), "{stats}");
}

#[test]
fn broken_utf8_is_told_with_its_place() {
    let desk = Desk::new();
    let mut page = b"T\xe1\xbb\x95ng th\xe1\xbb\x91ng Nga \xff\xfe n\xc3\xb3i chuy\xe1\xbb\x87n v\xe1\xbb\x9bi T\xe1\xbb\x95ng th\xe1\xbb\x91ng M\xe1\xbb\xb9\n\n".to_vec();
    page.extend(
        "Tổng thống Nga Vladimir Putin hôm qua điện đàm với Tổng thống Mỹ Joe Biden về biên giới.\n".bytes(),
    );
    desk.file("page.txt", &page);
    let reading: serde_json::Value = serde_json::from_str(&desk.ask(&["read", "page.txt"], 0)).unwrap();
    assert_eq!(reading["problems"][0]["code"], "bad_utf8", "{}", reading["problems"]);
    assert!(
        reading["problems"][0]["message"].as_str().unwrap().contains("byte 19"),
        "{}",
        reading["problems"]
    );
}

#[test]
fn what_is_not_there_is_said() {
    let desk = Desk::new();
    assert!(desk.complain(&["build", "nowhere.txt"], 3).contains("nowhere.txt"));
    assert!(desk.complain(&["timeline", "--store", "none"], 1).contains("biennien build"));
    desk.file("in.jsonl", CALL.as_bytes());
    desk.ask(&["build", "in.jsonl"], 0);
    assert!(desk.complain(&["happening", "zzz"], 1).contains("zzz"));
    assert!(desk.complain(&["explain", "zzz/event/0"], 1).contains("zzz"));
}

#[test]
fn wrong_usage_is_told_apart() {
    let desk = Desk::new();
    assert!(desk.complain(&["timeline", "--from", "31/2/2021"], 2).contains("no such day"));
    assert!(desk.complain(&["timeline", "--status", "maybe"], 2).contains("hypothetical"));
    desk.complain(&["build"], 2);
    desk.complain(&["fly"], 2);
}

#[test]
fn a_store_of_another_kind_is_not_touched() {
    let desk = Desk::new();
    desk.file("in.jsonl", CALL.as_bytes());
    desk.file(
        "biennien.store/chronicle.sqlite",
        b"this is no database at all, only some text that stands here",
    );
    assert!(desk.complain(&["timeline"], 4).contains("damaged"));
    desk.complain(&["build", "in.jsonl"], 4);
    assert!(
        fs::read(desk.path("biennien.store/chronicle.sqlite")).unwrap().starts_with(b"this is no database")
    );
}

#[test]
fn a_newer_store_is_refused_with_a_sentence() {
    let desk = Desk::new();
    desk.file("in.jsonl", CALL.as_bytes());
    desk.ask(&["build", "in.jsonl"], 0);
    // SQLite keeps `user_version` in bytes 60 to 63 of the file, high byte first.
    let path = desk.path("biennien.store/chronicle.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&99u32.to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    assert!(desk.complain(&["timeline"], 4).contains("format 99"));
    assert!(desk.complain(&["build", "in.jsonl"], 4).contains("newer"));
}

#[test]
fn captured_text_cannot_speak_to_the_terminal() {
    let desk = Desk::new();
    let hostile = CALL.replace("Nga và Mỹ", "\\u001b[2JNga và \\u202eMỹ");
    desk.file("in.jsonl", hostile.as_bytes());
    for format in ["table", "jsonl", "json"] {
        let shown = desk.ask(&["build", "in.jsonl", "--format", format], 0);
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{format}: {shown:?}");
    }
}

#[test]
fn tables_of_ones_own_replace_the_built_in_ones() {
    let desk = Desk::new();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").canonicalize().unwrap();
    desk.file("in.jsonl", CALL.as_bytes());
    let with = desk.ask(&["--data", &data.display().to_string(), "read", "in.jsonl"], 0);
    assert_eq!(desk.ask(&["read", "in.jsonl"], 0), with);
    assert!(desk.complain(&["--data", "nowhere", "read", "in.jsonl"], 1).contains("nowhere"));
}

#[test]
fn a_page_shows_the_label_and_the_score_of_each_line() {
    let desk = Desk::new();
    let page = "Trang chủ\nLãm Châu mở lại cửa khẩu với Đoài Quốc\n\
        Sau ba tháng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu với Đoài Quốc từ tuần tới, theo bà Lụa.\n\
        Bà Lụa nói hai bên đã họp kín ở thị trấn biên giới suốt bốn giờ, và sẽ còn gặp lại nhau trong tháng.\n\
        Bình luận (0)\n";
    desk.file("page.txt", page.as_bytes());
    let table = desk.ask(&["page", "page.txt", "--why", "--format", "table"], 0);
    for words in
        ["2 title", "4 body", "5 boilerplate", "heading -6.", "undated", "of 5 lines are the article"]
    {
        assert!(table.contains(words), "{words}: {table}");
    }
    let kept = desk.ask(&["page", "page.txt", "--kept"], 0);
    let rows: Vec<serde_json::Value> = kept.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let numbers: Vec<i64> = rows.iter().filter_map(|row| row["line"].as_i64()).collect();
    assert_eq!(numbers, [2, 3, 4]);
    assert!(rows.iter().all(|row| row["because"][0]["weight"].is_number()), "{kept}");
    assert!(desk.complain(&["page", "missing.txt"], 3).contains("missing.txt"));
}

//! Inputs as the command's users meet them: archives, feeds, records with other keys, and what cannot be read.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use std::process::Command;

use serde_json::Value;

use desk::{Desk, gzip};

fn readings(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const PAGE: &str = "<html><head><title>Lãm Châu mở lại cửa khẩu với Đoài Quốc</title></head><body>\
    <h1>Lãm Châu mở lại cửa khẩu với Đoài Quốc</h1>\
    <p>Tổng thống Nga Vladimir Putin ngày 30/12 điện đàm với Tổng thống Mỹ Joe Biden về cửa khẩu của Lãm Châu.</p>\
    <p>Ông Biden nói rằng hai bên sẽ gặp lại ở Geneva trong tháng tới, sau khi các cửa khẩu được mở lại.</p>\
    <p>Trước đó, Lãm Châu đã đóng cửa khẩu suốt ba tháng, khiến nhiều xe hàng phải quay đầu và nông sản hỏng dọc đường.</p>\
    <p>Bà Lụa, người giữ cửa khẩu, cho biết hai bên đã họp kín ở thị trấn biên giới suốt bốn giờ trước khi có quyết định.</p>\
    <p>Theo bà, từ tuần tới mỗi ngày sẽ có ba trăm xe hàng được đi qua, và số xe sẽ còn tăng lên trong những tháng sau.</p></body></html>";

fn response(url: &str, date: &str, page: &str) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    record("response", url, date, "WARC-Payload-Digest: sha1:SAME\r\n", &answer)
}

fn record(kind: &str, url: &str, date: &str, more: &str, block: &str) -> Vec<u8> {
    let length = block.len();
    format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{kind}-{date}>\r\nWARC-Target-URI: {url}\r\n\
         WARC-Date: {date}\r\n{more}Content-Type: application/http\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
    .into_bytes()
}

#[test]
fn the_same_page_under_two_addresses_is_one_capture_with_two_sightings() {
    let early = response("https://a.vn/1", "2022-01-01T00:00:00Z", PAGE);
    let late = response("https://b.vn/1", "2022-01-02T00:00:00Z", PAGE);
    let again =
        record("revisit", "https://a.vn/1", "2022-01-03T00:00:00Z", "WARC-Payload-Digest: sha1:SAME\r\n", "");
    let (forward, backward) = (Desk::new(), Desk::new());
    for desk in [&forward, &backward] {
        desk.file("late.warc.gz", &gzip(&[late.clone(), again.clone()].concat()));
        desk.file("z-early.warc", &early);
    }
    forward.feed(&["build", "-q", "z-early.warc", "late.warc.gz"], b"", 0);
    let (_, said) = backward.feed(&["build", "-q", "late.warc.gz"], b"", 0);
    assert!(said.contains("1 captures met again"), "{said}");
    backward.feed(&["build", "-q", "z-early.warc"], b"", 0);
    let (stats, _) = forward.feed(&["stats"], b"", 0);
    assert!(
        stats.contains(r#""captures","count":1"#) && stats.contains(r#""sightings","count":3"#),
        "{stats}"
    );
    // The order in which they came does not matter: the page is that of its first capture.
    let (timeline, _) = forward.feed(&["timeline"], b"", 0);
    assert_eq!(backward.feed(&["timeline"], b"", 0).0, timeline);
    let id = readings(&timeline)[0]["id"].as_str().unwrap().to_owned();
    let explained: Value =
        serde_json::from_str(&forward.feed(&["explain", &id, "--format", "json"], b"", 0).0).unwrap();
    let sightings = explained["footings"][0]["sightings"].as_array().unwrap();
    let urls: Vec<&str> = sightings.iter().map(|sighting| sighting["url"].as_str().unwrap()).collect();
    assert_eq!(urls, ["https://a.vn/1", "https://b.vn/1", "https://a.vn/1"]);
    assert_eq!(
        backward.feed(&["explain", &id, "--format", "json"], b"", 0).0,
        forward.feed(&["explain", &id, "--format", "json"], b"", 0).0
    );
    assert!(forward.feed(&["explain", &id, "--format", "table"], b"", 0).0.contains("3 sightings"));
    forward.feed(&["check"], b"", 0);
    // `read` has no memory: a reading for each page that is there.
    let (read, _) = forward.feed(&["read", "z-early.warc", "late.warc.gz"], b"", 0);
    assert_eq!(readings(&read).len(), 2);
}

#[test]
fn records_without_a_page_are_counted_by_their_reason() {
    let desk = Desk::new();
    let gone = record(
        "response",
        "https://a.vn/2",
        "2022-01-01T00:00:00Z",
        "",
        "HTTP/1.1 404 Not Found\r\n\r\n<html>",
    );
    let info = record("warcinfo", "", "2022-01-01T00:00:00Z", "", "software: x");
    let bytes = [info, gone, response("https://a.vn/1", "2022-01-01T00:00:00Z", PAGE)].concat();
    let (_, said) = desk.feed(&["build", "-q", "-"], &bytes, 0);
    assert!(
        said.contains("1 captures read: 1 new") && said.contains("1 records hold no page: 1 HTTP status 404"),
        "{said}"
    );
}

#[test]
fn damage_in_an_archive_is_named_and_the_rest_read() {
    let desk = Desk::new();
    let mut bytes: Vec<u8> =
        gzip(&response("https://a.vn/1", "2022-01-01T00:00:00Z", &PAGE.replace("30/12", "29/12")));
    let at = bytes.len() / 2;
    bytes[at] ^= 4;
    bytes.extend(gzip(&response("https://a.vn/2", "2022-01-02T00:00:00Z", PAGE)));
    let (read, said) = desk.feed(&["read", "-"], &bytes, 3);
    assert!(said.contains("damaged") && said.contains("of the compressed file"), "{said}");
    assert_eq!(readings(&read).last().unwrap()["article"]["url"], "https://a.vn/2");
}

#[test]
fn keys_of_records_are_told_with_field() {
    let desk = Desk::new();
    let record = r#"{"headline": "Nga và Mỹ điện đàm", "content": ["Tổng thống Nga ngày 30/12 điện đàm với Tổng thống Mỹ.", "Hai bên sẽ gặp lại."], "meta": {"date": 1640910900}, "link": "https://a.vn/1", "source": "Báo Mẫu", "no": 7}"#;
    let fields = "--field text=content --field title=headline --field published=meta.date --field url=link --field id=no --field outlet=source";
    let mut arguments = vec!["read", "-"];
    arguments.extend(fields.split(' '));
    for input in [
        format!("{record}\n"),
        format!("[\n{record}\n]"),
        format!("{record}{record}").replacen("}{", "}\n{", 1),
    ] {
        let (read, _) = desk.feed(&arguments, input.as_bytes(), 0);
        let article = &readings(&read)[0]["article"];
        assert_eq!(article["source_id"], "7");
        assert_eq!(article["outlet"], "Báo Mẫu");
        assert_eq!(article["published"]["value"], "2021-12-31T07:35:00");
        assert_eq!(
            article["text"],
            "Nga và Mỹ điện đàm\nTổng thống Nga ngày 30/12 điện đàm với Tổng thống Mỹ.\nHai bên sẽ gặp lại."
        );
    }
    let (_, said) =
        desk.feed(&["read", "-", "--field", "text=contents"], format!("\n{record}\n").as_bytes(), 3);
    assert!(
        said.contains("line 2: no contents (for text)") && said.contains("did you mean content?"),
        "{said}"
    );
    let (_, said) = desk.feed(&["read", "-"], record.as_bytes(), 3);
    assert!(said.contains("no title and no text") && said.contains("headline"), "{said}");
    let (_, said) = desk.feed(&["read", "-", "--field", "txt=content"], b"", 2);
    assert!(said.contains("published"), "{said}");
}

#[test]
fn bad_input_is_named_in_words() {
    let desk = Desk::new();
    let whole = gzip(PAGE.as_bytes());
    for (bytes, words) in [
        (&b""[..], "empty"),
        (b"\n\n", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\0", "zip"),
        (b"BZh91AY&SY\0\0", "bzip2"),
        (&[0; 100], "no text"),
        (&whole[..20], "truncated"),
        (b"\x1f\x8bnot gzip at all", "damaged"),
    ] {
        desk.file("in.gz", bytes);
        assert!(desk.feed(&["read", "in.gz"], b"", 3).1.contains(words), "{words}");
        assert!(desk.feed(&["read", "-"], bytes, 3).1.contains(words), "{words}");
    }
    // A name says nothing: this is a page.
    desk.file("page.gz", PAGE.as_bytes());
    assert_eq!(readings(&desk.feed(&["read", "page.gz"], b"", 0).0).len(), 1);
    assert!(desk.feed(&["read", "/dev/null"], b"", 0).0.is_empty());
}

#[cfg(unix)]
#[test]
fn folders_are_read_whatever_is_in_them() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.file("in/b/page.html", PAGE.as_bytes());
    desk.file("in/a.html", PAGE.as_bytes());
    desk.file("in/.hidden.html", PAGE.as_bytes());
    desk.file("in/big.txt", &vec![b'x'; (64 << 20) + 1]);
    let folder = desk.path("in");
    symlink(&folder, folder.join("loop")).unwrap();
    symlink(folder.join("nowhere"), folder.join("dangling")).unwrap();
    symlink(folder.join("a.html"), folder.join("c.html")).unwrap();
    Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap();
    let (read, said) = desk.feed(&["read", "in"], b"", 3);
    let ids: Vec<Value> =
        readings(&read).iter().map(|reading| reading["article"]["source_id"].clone()).collect();
    assert_eq!(ids, ["a.html", "page.html", "c.html"]);
    assert!(said.contains("big.txt:0: too_large") && said.contains("dangling:0: unreadable"), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
}

//! Order: whatever the order, the batches and the number of threads, a store says the same.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shuffle;

use std::path::{Path, PathBuf};

use shuffle::{Way, digest_of};

/// The example pages, and undated articles that others date: by a reprint, by the same call; one that nothing dates.
fn captures(dir: &Path) -> Vec<PathBuf> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/captures");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(examples).unwrap().map(|entry| entry.unwrap().path()).collect();
    for (name, line) in RECORDS {
        let path = dir.join(format!("{name}.jsonl"));
        std::fs::write(&path, line).unwrap();
        paths.push(path);
    }
    paths.sort();
    paths
}

const RECORDS: [(&str, &str); 5] = [
    (
        "dated",
        r#"{"id":"dated","outlet":"Báo Một","published":"2019-05-04T08:00:00+07:00","title":"Hai tổng thống điện đàm","text":"Tổng thống Nga và Tổng thống Mỹ điện đàm ngày 3/5 trong hơn một giờ. Hai bên bàn về kiểm soát vũ khí hạt nhân, tình hình bán đảo và thương mại giữa hai nước trong những tháng tới. Điện Kremlin nói cuộc điện đàm diễn ra theo đề nghị của phía Mỹ và hai bên hẹn giữ liên lạc ở mọi cấp."}"#,
    ),
    (
        "reprint",
        r#"{"id":"reprint","outlet":"Báo Hai","title":"Nga - Mỹ nói chuyện hơn một giờ","text":"Tổng thống Nga và Tổng thống Mỹ điện đàm ngày 3/5 trong hơn một giờ. Hai bên bàn về kiểm soát vũ khí hạt nhân, tình hình bán đảo và thương mại giữa hai nước trong những tháng tới. Điện Kremlin nói cuộc điện đàm diễn ra theo đề nghị của phía Mỹ và hai bên hẹn giữ liên lạc ở mọi cấp."}"#,
    ),
    (
        "neighbour",
        r#"{"id":"neighbour","outlet":"Báo Ba","title":"Lãnh đạo Nga, Mỹ trao đổi qua điện thoại","text":"Tổng thống Putin điện đàm với Tổng thống Trump hôm 3/5. Hôm qua, Ngoại trưởng Nga gặp Ngoại trưởng Mỹ."}"#,
    ),
    (
        "third",
        r#"{"id":"third","outlet":"Báo Bốn","title":"Ngoại trưởng hai nước gặp nhau","text":"Ngoại trưởng Nga gặp Ngoại trưởng Mỹ hôm 2/5."}"#,
    ),
    (
        "open",
        r#"{"id":"open","title":"Pháp và Đức hội đàm","text":"Tổng thống Pháp gặp Thủ tướng Đức hôm 7/8."}"#,
    ),
];

#[track_caller]
fn check(ways: &[Way]) {
    let dir = tempfile::tempdir().unwrap();
    let captures = captures(dir.path());
    let first = digest_of(&captures, Way { seed: 0, batches: 1, threads: 1 }).unwrap();
    for &way in ways {
        assert_eq!(digest_of(&captures, way).unwrap(), first, "{way:?}");
    }
}

#[test]
fn the_order_of_captures_does_not_matter() {
    check(&[Way { seed: 1, batches: 1, threads: 2 }, Way { seed: 2, batches: 1, threads: 1 }]);
}

#[test]
fn captures_may_come_later() {
    check(&[Way { seed: 3, batches: 3, threads: 1 }, Way { seed: 4, batches: 22, threads: 2 }]);
}

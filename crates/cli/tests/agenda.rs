//! The agenda, pairs and actors as their users meet them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use std::fs;
use std::path::Path;

use desk::Desk;
use serde_json::Value;

/// A desk with the example captures in its store.
fn examples() -> Desk {
    let captures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/captures");
    let desk = Desk::new();
    desk.ask(&["build", "--quiet", &captures.display().to_string()], 0);
    desk
}

fn rows(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The outcome of the entry of these sides that is expected on this day, as of another.
#[track_caller]
fn check(desk: &Desk, as_of: &str, day: &str, outcome: &str) {
    let rows = rows(&desk.ask(&["agenda", "--as-of", as_of], 0));
    let found: Vec<&Value> = rows
        .iter()
        .filter(|row| row["expected"]["value"] == day && row["type"] == "CONSULT")
        .map(|row| &row["outcome"])
        .collect();
    assert!(found.iter().any(|found| *found == outcome), "{as_of} {day}: {found:?}");
}

#[test]
fn plans_are_followed_to_their_end() {
    let desk = examples();
    check(&desk, "2021-05-27", "2021-06-16", "open");
    check(&desk, "2021-06-18", "2021-06-16", "held");
    check(&desk, "2022-02-22", "2022-02-24", "open");
    check(&desk, "2022-02-23", "2022-02-24", "cancelled");
    check(&desk, "2023-02-01", "2023-02-05", "open");
    check(&desk, "2023-02-04", "2023-02-05", "postponed");
    check(&desk, "2024-10-01", "2024-10-10", "open");
    check(&desk, "2024-10-12", "2024-10-10", "overdue");
    check(&desk, "2024-10-16", "2024-10-18", "moved");
    check(&desk, "2024-10-20", "2024-10-18", "moved");
}

#[test]
fn a_moved_meeting_stays_one_entry_of_the_calendar() {
    let desk = examples();
    let entry = |as_of: &str, day: &str| -> (String, u32) {
        desk.ask(&["export", "agenda", "--as-of", as_of, "--to", "a.ics"], 0);
        let text = fs::read_to_string(desk.path("a.ics")).unwrap();
        assert!(text.lines().all(|line| line.len() <= 75) && text.contains("\r\n"));
        let entries: Vec<&str> = text.split("BEGIN:VEVENT").collect();
        let found: Vec<&&str> =
            entries.iter().filter(|entry| entry.contains(&format!("DTSTART;VALUE=DATE:{day}"))).collect();
        assert_eq!(found.len(), 1, "{text}");
        let line = |name: &str| found[0].lines().find_map(|line| line.strip_prefix(name)).unwrap().to_owned();
        (line("UID:"), line("SEQUENCE:").parse().unwrap())
    };
    let (before, after) = (entry("2024-10-01", "20241010"), entry("2024-10-16", "20241018"));
    assert_eq!(before.0, after.0);
    assert!(before.1 < after.1);
    let text = fs::read_to_string(desk.path("a.ics")).unwrap();
    assert!(!text.contains("VALUE=DATE:20241010") && text.contains("STATUS:CANCELLED"));
    desk.complain(&["export", "articles", "--format", "ics"], 2);
    desk.complain(&["timeline", "--format", "ics"], 2);
}

#[test]
fn each_count_is_the_length_of_the_list_behind_it() {
    let desk = examples();
    let mut n = 0;
    for by in ["week", "month", "quarter", "year"] {
        let rows = rows(&desk.ask(&["pair", "usa", "RUS", "--by", by], 0));
        for row in &rows {
            let mut all = 0;
            for class in
                ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
            {
                let list = row[class].as_array().unwrap();
                assert_eq!(row["counts"][class], list.len());
                all += list.len();
                for id in list {
                    desk.ask(&["happening", id.as_str().unwrap()], 0);
                }
            }
            assert_eq!(row["n"], all);
            assert!(row["of"].as_u64().unwrap() >= all as u64);
        }
        n = rows.iter().map(|row| row["n"].as_u64().unwrap()).sum();
    }
    let listed = desk.ask(&["timeline", "--pair", "USA", "RUS", "--status", "actual"], 0);
    assert_eq!(listed.lines().count() as u64, n);
    let page: Value = serde_json::from_str(&desk.ask(&["actor", "Vladimir Putin"], 0)).unwrap();
    for (count, list) in [("says_n", "says"), ("said_about_n", "said_about"), ("happenings_n", "happenings")]
    {
        assert_eq!(page[count], page[list].as_array().unwrap().len());
        assert_ne!(page[count], 0, "{count}");
    }
    assert!(page["offices"].as_array().unwrap().iter().any(|office| office["office"] == "President"));
    assert!(
        page["with"]
            .as_array()
            .unwrap()
            .iter()
            .all(|row| { row["n"] == row["happenings"].as_array().unwrap().len() })
    );
    desk.complain(&["pair", "USA", "XXX"], 1);
    desk.complain(&["actor", "Không Ai Cả"], 1);
}

#[test]
fn the_timeline_shows_the_most_important_and_says_what_it_leaves_out() {
    let desk = examples();
    let all = desk.ask(&["timeline"], 0).lines().count() as u64;
    let most = rows(&desk.ask(&["timeline", "--most", "5"], 0));
    assert_eq!(most.len(), 5);
    assert!(most.iter().map(|row| row["left_out"].as_u64().unwrap_or(0)).sum::<u64>() < all);
    let text = desk.ask(&["timeline", "--most", "5", "--format", "markdown"], 0);
    assert!(text.starts_with("*…") || text.starts_with("## "), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("- ")).count(), 5);
}

//! Stories as a whole: what is joined, and that order and growth do not matter.

use std::sync::LazyLock;

use biennien_knowledge::{Knowledge, StorySettings};
use biennien_model::{Head, Story};

use super::{Candidate, stories, story_id, units};

static SETTINGS: LazyLock<StorySettings> = LazyLock::new(|| Knowledge::built_in().stories);

/// `id | day | headline | text`, each a different origin.
const NEWS: &[&str] = &[
    "a | 2022-03-01 | Bão Lam Giang đổ bộ Lãm Châu | Bão Lam Giang đổ bộ thành phố cảng Tân Hải của Lãm Châu rạng sáng nay, làm tốc mái hàng trăm ngôi nhà ven biển.",
    "b | 2022-03-01 | Tân Hải tan hoang sau bão Lam Giang | Hàng trăm ngôi nhà ven biển ở Tân Hải, Lãm Châu bị tốc mái khi bão Lam Giang đổ bộ.",
    "c | 2022-03-02 | Lãm Châu khắc phục hậu quả bão Lam Giang | Quân đội Lãm Châu đến Tân Hải dọn dẹp sau khi bão Lam Giang làm tốc mái nhiều ngôi nhà.",
    "d | 2022-03-01 | Đoài Quốc bầu quốc hội mới | Cử tri Đoài Quốc đi bỏ phiếu bầu quốc hội khóa mới, kết quả có thể được công bố ngày mai.",
    "e | 2022-03-02 | Kết quả bầu quốc hội Đoài Quốc | Đảng cầm quyền ở Đoài Quốc giữ đa số sau khi cử tri bỏ phiếu bầu quốc hội khóa mới.",
    "f | 2022-03-02 | Giá gạo tăng nhẹ | Giá gạo xuất khẩu tăng nhẹ trong phiên giao dịch sáng nay.",
];

fn candidates(rows: &[&str]) -> Vec<Candidate> {
    let candidate = |row: &&str| {
        let cells: Vec<&str> = row.split(" | ").collect();
        let published = Some(cells[1].to_owned()).filter(|day| !day.is_empty());
        let head = Head {
            article: cells[0].to_owned(),
            source_id: cells[0].to_owned(),
            outlet: None,
            title: cells[2].to_owned(),
            published,
            text: cells[3].to_owned(),
        };
        Candidate { units: units(&head, &SETTINGS), origin: cells[0].to_owned(), head }
    };
    rows.iter().map(candidate).collect()
}

fn join(candidates: Vec<Candidate>) -> Vec<Story> {
    stories(candidates, &SETTINGS)
}

/// The articles of each story.
#[track_caller]
fn check(rows: &[&str], expected: &[&str]) {
    let found: Vec<String> = join(candidates(rows))
        .iter()
        .map(|story| story.articles.iter().map(|article| article.article.as_str()).collect())
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn articles_that_tell_the_same_news_are_one_story() {
    check(NEWS, &["abc", "de"]);
}

#[test]
fn the_same_words_a_year_later_are_another_story() {
    let mut rows = NEWS.to_vec();
    let later = NEWS[4].replace("e | 2022", "g | 2023");
    rows[4] = &later;
    check(&rows, &["abc"]);
}

#[test]
fn an_undated_article_joins_by_its_words_alone() {
    let mut rows = NEWS.to_vec();
    let undated = NEWS[1].replace("2022-03-01", "");
    rows[1] = &undated;
    check(&rows, &["acb", "de"]);
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    let all = candidates(NEWS);
    let expected = join(all.clone());
    for seed in 0..20 {
        let mut shuffled = all.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, (seed * 7919 + at * 104_729) % (at + 1));
        }
        assert_eq!(join(shuffled), expected);
    }
}

#[test]
fn a_story_keeps_its_id_when_later_articles_come_in() {
    let early = join(candidates(&NEWS[..2]));
    let late = join(candidates(NEWS));
    assert_eq!(early[0].id, story_id("a"));
    assert_eq!(late[0].id, early[0].id);
}

#[test]
fn title_period_and_words_are_those_of_its_articles() {
    let story = &join(candidates(NEWS))[0];
    assert!(story.articles.iter().any(|article| article.title == story.title));
    assert_eq!((story.from.as_deref(), story.to.as_deref()), (Some("2022-03-01"), Some("2022-03-02")));
    assert!(story.terms[0].words.contains("Lam Giang"), "{:?}", story.terms);
}

#[test]
fn nothing_is_no_story() {
    check(&[], &[]);
    check(&["a |  |  | ", "b |  |  | "], &[]);
}

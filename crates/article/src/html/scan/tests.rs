//! The scan on small pages, broken ones and hostile ones.

use biennien_knowledge::Knowledge;

use super::*;
use crate::html::line::is_space;
use crate::mapped::Copying;

/// Checks the lines, and that every piece decodes from its place in the page.
#[track_caller]
fn check(html: &str, lines: &[&str]) -> Scanned {
    let mut source = Mapped::default();
    source.push_raw(html, Span::new(0, html.len()), Copying::Same);
    let page = scan(&source, &MarkupRules::compile(&Knowledge::built_in().pages));
    let found: Vec<&str> = page.text.text.split('\n').filter(|line| !line.is_empty()).collect();
    assert_eq!(found, lines, "{html}");
    for piece in &page.text.map.pieces {
        let raw = html_escape::decode_html_entities(piece.raw.of(html)).into_owned();
        let written = piece.text.of(&page.text.text);
        assert!(raw == written || (written == " " && raw.chars().all(is_space)), "{written:?} from {raw:?}");
    }
    page
}

#[test]
fn blocks_become_lines() {
    check("<p>Một <b>hai</b>&nbsp;ba</p><p>Bốn<br>năm", &["Một hai ba", "Bốn", "năm"]);
    check("<div>A &amp; B&#7841;\n  C</div>", &["A & Bạ C"]);
    check("<script>if (a < b) {}</script><style>p{}</style>A<!-- <p>no</p> -->B", &["AB"]);
    check("1 < 2 và 3 > 2", &["1 < 2 và 3 > 2"]);
    check("<p title=\"a > b\">A</p", &["A"]);
    check("<", &["<"]);
    check(
        "<p><span class=author>Lụa</span> <time datetime='2022-01-02'>2/1</time> x</p>",
        &["Lụa", "2/1", "x"],
    );
}

#[test]
fn the_head_is_kept() {
    let page = check("<title>T &amp; t</title><meta property=\"og:title\" content=\"Ư&#417;\">", &[]);
    let head: Vec<_> =
        page.head.iter().map(|stated| (stated.name.as_str(), stated.value.text.as_str())).collect();
    assert_eq!(head, [("title", "T & t"), ("og:title", "Ươ")]);
}

#[test]
fn deep_nesting_is_read() {
    let deep = format!("{}A{}", "<div><b>".repeat(200_000), "</b></div>".repeat(200_000));
    let page = check(&deep, &["A"]);
    assert!(page.tree.blocks.len() <= crate::html::tree::DEPTH_MAX + 1);
}

/// The work that `part`, many times over, gives: four times as much of it gives four times the work.
#[track_caller]
fn check_linear(part: &str) {
    let steps = |count: usize| {
        let mut source = Mapped::default();
        let html = part.repeat(count);
        source.push_raw(&html, Span::new(0, html.len()), Copying::Same);
        scan(&source, &MarkupRules::compile(&Knowledge::built_in().pages)).steps
    };
    let (few, many) = (steps(2_000), steps(8_000));
    assert!(many <= few * 5 + 100_000, "{part}: {few} steps, then {many}");
}

#[test]
fn hostile_pages_take_linear_work() {
    let parts = [
        "<ul><li>",
        "<",
        "</",
        "<!--",
        "<a href=\"",
        "<div class='x",
        "<div>",
        "</div>",
        "<a><div>",
        "<svg>",
        "<svg><script>",
        "<noscript>",
        "<p><b><table><tr><td>",
        "</td>",
        "<time datetime=1>x",
        "&amp;&lt",
    ];
    for part in parts {
        check_linear(part);
    }
}

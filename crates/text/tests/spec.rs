//! The pages of `spec/vi/` about text as tests: every row of their tables is one case.

use std::path::Path;

use biennien_knowledge::Knowledge;
use biennien_model::{Article, Document};
use biennien_text::Words;

#[test]
fn sentences_end_where_the_page_says() {
    let knowledge = Knowledge::built_in();
    check("sentence.md", |marked| {
        let text = plain(marked);
        let document = document(&text, &knowledge);
        let mut found = String::new();
        for (index, sentence) in document.sentences.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).map(|before| &document.sentences[before]) {
                found.push_str(if before.paragraph == sentence.paragraph { "‖" } else { "¶" });
            }
            found.push_str(sentence.span.of(&text));
        }
        let wanted: Vec<&str> = marked.split_inclusive(['‖', '¶']).map(str::trim).collect();
        let wanted: String =
            wanted.join(" ").replace(" ‖", "‖").replace("‖ ", "‖").replace(" ¶", "¶").replace("¶ ", "¶");
        if found == wanted { Ok(()) } else { Err(found) }
    });
}

#[test]
fn words_are_cut_where_the_page_says() {
    let knowledge = Knowledge::built_in();
    let words = Words::compile(&knowledge);
    check("word.md", |marked| {
        let text = marked.replace('_', " ");
        let mut found = text.clone();
        for word in words.find(&document(&text, &knowledge)) {
            // A space and the mark that joins are both one byte.
            found.replace_range(word.start..word.end, &word.of(&text).replace(' ', "_"));
        }
        if found == marked { Ok(()) } else { Err(found) }
    });
}

/// The text of a marked row.
fn plain(marked: &str) -> String {
    marked.replace(" ‖ ", " ").replace('‖', "").replace(" ¶ ", "\n")
}

fn document(text: &str, knowledge: &Knowledge) -> Document {
    let article = Article { text: text.to_owned(), ..Article::default() };
    biennien_text::split(&article, knowledge)
}

/// Runs `case` on the first cell of every row of one page; all failures are shown at once.
#[track_caller]
fn check(page: &str, case: impl Fn(&str) -> Result<(), String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/vi").join(page);
    let text = std::fs::read_to_string(&path).expect("the page is part of the repository");
    let cells = text.lines().enumerate().filter_map(|(index, line)| {
        let cell = line.strip_prefix("| ")?.trim_end().strip_suffix(" |")?;
        (cell != "text").then_some((index + 1, cell))
    });
    let cells: Vec<(usize, &str)> = cells.collect();
    assert!(!cells.is_empty(), "{page} has no row");
    let wrong: Vec<String> = cells
        .iter()
        .filter_map(|(line, cell)| {
            case(cell).err().map(|got| format!("{page}:{line}\n  wants {cell}\n  got   {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), cells.len(), wrong.join("\n"));
}

//! Language in code: a Vietnamese word in a `.rs` file belongs to `data/`.
//!
//! Words show themselves by letters that English does not write. Comments may quote the case that forced a rule,
//! tests are written in the language they test, and one letter alone (`'x'`) is an alphabet, not a word.

use crate::repository::TextFile;
use crate::source::without_tests_and_comments;

/// Letters of the Vietnamese alphabet outside ASCII and outside the block U+1EA0 to U+1EF9, in lower case.
const LETTERS: &str = concat!(
    "\u{e0}\u{e1}\u{e2}\u{e3}\u{e8}\u{e9}\u{ea}\u{ec}\u{ed}\u{f2}\u{f3}\u{f4}\u{f5}\u{f9}\u{fa}\u{fd}",
    "\u{103}\u{111}\u{129}\u{169}\u{1a1}\u{1b0}"
);

/// Marks that stand alone in decomposed text: grave, acute, tilde, hook above, dot below.
const MARKS: &str = "\u{300}\u{301}\u{303}\u{309}\u{323}";

/// Every line with a Vietnamese letter in the code or text of a `.rs` file, as `file:line: the line`.
pub(crate) fn find_language(files: &[TextFile]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        if file.path.ends_with(".rs") && !is_test(&file.path) {
            let code = without_tests_and_comments(&file.text);
            for ((number, line), original) in code.lines().enumerate().zip(file.text.lines()) {
                if line.chars().any(is_vietnamese) {
                    found.push(format!("{}:{}: {}", file.path, number + 1, original.trim()));
                }
            }
        }
    }
    found
}

fn is_test(path: &str) -> bool {
    path.split('/').any(|name| matches!(name, "tests" | "tests.rs" | "benches" | "fuzz"))
}

fn is_vietnamese(letter: char) -> bool {
    matches!(letter, '\u{1ea0}'..='\u{1ef9}')
        || MARKS.contains(letter)
        || letter.to_lowercase().any(|lower| LETTERS.contains(lower))
}

#[cfg(test)]
mod tests {
    use super::find_language;
    use crate::repository::TextFile;

    #[test]
    fn a_word_in_code_is_found() {
        check("src/a.rs", "fn f() {\n    g(\"điện đàm\");\n}", &["src/a.rs:2: g(\"điện đàm\");"]);
        check("src/a.rs", "\"Ngoại trưởng\"", &["src/a.rs:1: \"Ngoại trưởng\""]);
        check("src/a.rs", "\"Ô\"", &["src/a.rs:1: \"Ô\""]);
    }

    #[test]
    fn comments_tests_letters_and_other_languages_may_stay() {
        check("src/a.rs", "// điện đàm\n'đ' \"naïve Müller\"", &[]);
        check("src/a.rs", "#[cfg(test)]\nmod tests { const A: &str = \"điện đàm\"; }", &[]);
        check("src/a/tests.rs", "\"điện đàm\"", &[]);
        check("data/a.tsv", "điện đàm", &[]);
    }

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let file = TextFile { path: path.to_owned(), text: text.to_owned() };
        assert_eq!(find_language(&[file]), expected);
    }
}

//! Paths of machines: a file of the repository must mean the same on every machine.

use crate::repository::TextFile;

/// Top folders that are somebody's own.
const FOLDERS: [&str; 3] = ["work", "tmp", "root"];

/// Every line that names a place on one machine, as `file:line: the line`.
pub(crate) fn find_paths(files: &[TextFile]) -> Vec<String> {
    let patterns = FOLDERS.map(|folder| format!("/{folder}/"));
    let mut found = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            if patterns.iter().any(|pattern| begins_a_path(line, pattern)) {
                found.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    found
}

/// Whether `pattern` stands in `line` as the beginning of a path, not inside an address or a longer path.
fn begins_a_path(line: &str, pattern: &str) -> bool {
    line.match_indices(pattern).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        !before.is_some_and(|letter| {
            letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_' | '}' | '/' | '*')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::find_paths;
    use crate::repository::TextFile;

    #[test]
    fn a_path_of_a_machine_is_found() {
        check("cp a /~tmp/b", &["a.md:1: cp a /~tmp/b"]);
        check("see\n  `/~work/main`", &["a.md:2: `/~work/main`"]);
    }

    #[test]
    fn parts_of_longer_paths_and_addresses_may_stay() {
        check("target/~tmp/x https://example.org/~work/y ./~tmp/z", &[]);
        check("work/ and tmp", &[]);
    }

    /// `~` in the cases keeps this file clean of what it looks for.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let file = TextFile { path: "a.md".to_owned(), text: text.replace('~', "") };
        let expected: Vec<String> = expected.iter().map(|line| line.replace('~', "")).collect();
        assert_eq!(find_paths(&[file]), expected);
    }
}

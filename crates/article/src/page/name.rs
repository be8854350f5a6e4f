//! Names: whether a line is nothing but people's names, by its shape.

/// True for words that look like one or more people's names: two to four words each (or initials with points), every
/// word with a capital, no digits.
pub(crate) fn is_name(words: &str) -> bool {
    /// More people than a line of writers names.
    const PEOPLE_MAX: usize = 4;
    let parts: Vec<&str> = words.split([',', '|', '-', '–', '&', '/']).map(str::trim).collect();
    let mut names = 0;
    for part in &parts {
        let count = part.split_whitespace().count();
        if count == 0 || count > 4 || !part.chars().all(is_letter) || !part.split_whitespace().all(is_capital)
        {
            return false;
        }
        names += usize::from(count >= 2 || has_initial(part));
    }
    names > 0 && parts.len() <= PEOPLE_MAX
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || letter.is_whitespace() || matches!(letter, '.' | '\'')
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(|letter| letter.is_alphabetic() && letter.is_uppercase())
}

/// True for `Q.Huy` and `D.T`.
fn has_initial(word: &str) -> bool {
    let rest = word.split_once('.').map_or("", |(_, rest)| rest);
    word.chars().count() <= 10 && is_capital(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &str, name: bool) {
        assert_eq!(is_name(words), name, "{words}");
    }

    #[test]
    fn names_are_told_by_shape() {
        check("Lụa Trần", true);
        check("LỤA TRẦN - MINH TÁM", true);
        check("Q.Huy", true);
        check("Lụa Trần/BMO", true);
        check("Bạn đọc", false);
        check("Multimedia", false);
        check("Lụa Trần, 26/5/2021", false);
        check("Chủ tịch Đoài Quốc thăm Lãm Châu", false);
    }
}

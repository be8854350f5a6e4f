//! Patterns: the language of `vi/time/rules.tsv` as regular expressions over a token line.
//!
//! A pattern is a row of elements: a word or mark stands for itself, `{class}` for a word of `words.tsv` or a shape of
//! `shapes.tsv`, `{name:class}` keeps the words under a name, `( | )` and `?` mean what they always mean, `\` makes the
//! next character a word, and `[ ]` stand around the time when the rule needs words beside it.

use std::collections::{BTreeMap, BTreeSet};

use biennien_knowledge::TimeTables;
use regex::Regex;

use super::line::{CAPITAL, OPEN, SMALL};
use super::number;

/// Name of the capture that `[ ]` stand for.
pub(crate) const TIME: &str = "time";

/// Words by class, and the parts of regular expressions that patterns are made of.
pub(crate) struct Classes {
    parts: BTreeMap<String, String>,
    values: BTreeMap<String, BTreeMap<String, String>>,
}

impl Classes {
    /// Compiles words and shapes.
    pub(crate) fn new(tables: &TimeTables) -> Classes {
        let mut values: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let days = tables.days.iter().map(|day| ("holiday", &day.day, &day.words));
        let rows = tables.words.iter().map(|row| (row.class.as_str(), &row.value, &row.words));
        for (class, value, row) in rows.chain(days) {
            let values = values.entry(class.to_owned()).or_default();
            let words = words.entry(class.to_owned()).or_default();
            for word in row {
                values.insert(word.replace('^', ""), value.clone());
                words.insert(word.clone());
            }
        }
        let mut parts = BTreeMap::new();
        for (class, words) in words {
            let mut words: Vec<String> = words.into_iter().collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.split(' ').count()));
            let all: Vec<String> = words.iter().map(|word| phrase(word)).collect();
            parts.insert(class, format!("(?:{})", all.join("|")));
        }
        for shape in &tables.shapes {
            parts.insert(shape.name.clone(), token(&shape.shape));
        }
        let digits = format!("{OPEN}[0-9][0-9.,]*[{SMALL}{CAPITAL}]");
        let spelled = parts.get(number::CLASS).cloned().unwrap_or_else(|| digits.clone());
        parts.insert("num".to_owned(), format!("(?:{digits}|{spelled}{{1,5}})"));
        if let (Some(digits), Some(names)) = (parts.get("m"), parts.get("monthname")) {
            parts.insert("month".to_owned(), format!("(?:{digits}|{names})"));
        }
        Classes { parts, values }
    }

    /// What `words` mean in `class`.
    pub(crate) fn value(&self, class: &str, words: &str) -> Option<&str> {
        self.values.get(class)?.get(words).map(String::as_str)
    }

    /// Compiles one pattern.
    ///
    /// # Errors
    /// When it names an unknown class or does not hold together.
    pub(crate) fn compile(&self, pattern: &str) -> Result<Regex, String> {
        let mut made = String::new();
        let mut rest = pattern.trim();
        while let Some(letter) = rest.chars().next() {
            match letter {
                '(' => made.push_str("(?:"),
                '[' => made.push_str(&format!("(?P<{TIME}>")),
                ']' => made.push(')'),
                ')' | '|' | '?' => made.push(letter),
                letter if letter.is_whitespace() => {}
                '{' => {
                    let end = rest.find('}').ok_or("a brace is not closed")?;
                    made.push_str(&self.element(&rest[1..end])?);
                    rest = &rest[end..];
                }
                _ => {
                    let escaped = rest.strip_prefix('\\');
                    let word = escaped.unwrap_or(rest);
                    let length = match escaped.and_then(|word| word.chars().next()) {
                        Some(mark) => mark.len_utf8(),
                        None => word
                            .find(|l: char| l.is_whitespace() || "()[]{}|?".contains(l))
                            .unwrap_or(word.len()),
                    };
                    made.push_str(&format!("(?:{})", phrase(&word[..length])));
                    rest = &word[length..];
                    continue;
                }
            }
            rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        }
        Regex::new(&made).map_err(|error| error.to_string())
    }

    fn element(&self, element: &str) -> Result<String, String> {
        let (name, class) =
            element.split_once(':').map_or((None, element), |(name, class)| (Some(name), class));
        let part = self.parts.get(class).ok_or_else(|| format!("no class or shape {class:?}"))?;
        Ok(match name {
            Some(name) => format!("(?P<{name}>{part})"),
            None => format!("(?:{part})"),
        })
    }
}

/// A shape as a token of the line; `^` before it asks for a capital.
fn token(shape: &str) -> String {
    match shape.strip_prefix('^') {
        Some(shape) => format!("{OPEN}(?:{shape}){CAPITAL}"),
        None => format!("{OPEN}(?:{shape})[{SMALL}{CAPITAL}]"),
    }
}

/// A phrase as tokens of the line; `^` before a syllable asks for a capital.
fn phrase(words: &str) -> String {
    let mut made = String::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let (word, close) = match word.strip_prefix('^') {
            Some(word) => (word, CAPITAL.to_string()),
            None => (word, format!("[{SMALL}{CAPITAL}]")),
        };
        made.push_str(&format!("{OPEN}{}{close}", regex::escape(word)));
    }
    made
}

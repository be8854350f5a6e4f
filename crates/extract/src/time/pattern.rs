//! Patterns: the language of `vi/time/rules.tsv`, read into programs over tokens.
//!
//! A pattern is a row of elements: a word or mark stands for itself, `{class}` for a word of `words.tsv` or a shape of
//! `shapes.tsv`, `{name:class}` and `{name:( … )}` keep the words under a name, `( | )` and `?` mean what they always mean, `\` makes the
//! next character a word, and `[ ]` stand around the time when the rule needs words beside it.

use std::collections::{BTreeMap, BTreeSet};

use biennien_knowledge::TimeTables;

use super::number;
use super::program::{Phrase, Program, Step};
use super::vocabulary::{UNKNOWN, Vocabulary};

/// Name of the capture that `[ ]` stand for.
pub(crate) const TIME: &str = "time";

/// The most words of class `number` that spell one number.
const NUMBER_WORDS_MAX: usize = 5;

/// Words by class, and the parts of programs that patterns are made of.
pub(crate) struct Classes {
    parts: BTreeMap<String, Vec<Step>>,
    values: BTreeMap<String, BTreeMap<String, String>>,
}

impl Classes {
    /// Compiles words and shapes; their words become known to `vocabulary`.
    pub(crate) fn new(tables: &TimeTables, vocabulary: &mut Vocabulary) -> Classes {
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
            let phrases = words.iter().map(|word| Phrase::new(word, vocabulary)).collect();
            parts.insert(class, vec![Step::Words(phrases)]);
        }
        for (bit, shape) in tables.shapes.iter().enumerate() {
            parts.insert(shape.name.clone(), vec![Step::Shape(bit)]);
        }
        let digits = parts.get("digits").cloned().unwrap_or_default();
        let spelled = parts.get(number::CLASS).cloned().unwrap_or_default();
        parts.insert("num".to_owned(), either(vec![digits, repeated(&spelled, NUMBER_WORDS_MAX)]));
        if let (Some(digits), Some(names)) = (parts.get("m"), parts.get("monthname")) {
            parts.insert("month".to_owned(), either(vec![digits.clone(), names.clone()]));
        }
        Classes { parts, values }
    }

    /// What `words` mean in `class`.
    pub(crate) fn value(&self, class: &str, words: &str) -> Option<&str> {
        self.values.get(class)?.get(words).map(String::as_str)
    }

    /// Compiles one pattern; its words become known to `vocabulary`.
    ///
    /// # Errors
    /// When it names an unknown class or does not hold together.
    pub(crate) fn compile(&self, pattern: &str, vocabulary: &mut Vocabulary) -> Result<Program, String> {
        let mut reader = Reader { classes: self, vocabulary, rest: pattern.trim(), names: Vec::new() };
        let steps = reader.alternatives(None)?;
        let names = reader.names;
        if Program::is_skippable(&steps) {
            return Err("nothing but optional words".to_owned());
        }
        Ok(Program::new(steps, names))
    }
}

/// Reads one pattern from the left.
struct Reader<'a> {
    classes: &'a Classes,
    vocabulary: &'a mut Vocabulary,
    rest: &'a str,
    names: Vec<String>,
}

impl Reader<'_> {
    /// Reads up to `close`, or to the end.
    fn alternatives(&mut self, close: Option<char>) -> Result<Vec<Step>, String> {
        let mut ways = vec![Vec::new()];
        // Where the last element of the last way begins: what a question mark belongs to.
        let mut last = 0;
        loop {
            self.rest = self.rest.trim_start();
            let Some(letter) = self.rest.chars().next() else {
                return if close.is_none() { Ok(either(ways)) } else { Err("a bracket is open".to_owned()) };
            };
            let way = ways.last_mut().ok_or("no way")?;
            if close == Some(letter) {
                self.skip(letter);
                return Ok(either(ways));
            }
            if letter == '|' {
                self.skip(letter);
                ways.push(Vec::new());
                last = 0;
                continue;
            }
            if letter == '?' {
                self.skip(letter);
                let element = way.split_off(last);
                way.extend(optional(element));
                continue;
            }
            let element = self.element(letter)?;
            let way = ways.last_mut().ok_or("no way")?;
            last = way.len();
            way.extend(element);
        }
    }

    fn element(&mut self, letter: char) -> Result<Vec<Step>, String> {
        match letter {
            '(' => {
                self.skip(letter);
                self.alternatives(Some(')'))
            }
            '[' => {
                self.skip(letter);
                let inner = self.alternatives(Some(']'))?;
                self.keep(TIME, inner)
            }
            '{' => {
                if let Some((name, rest)) =
                    self.rest[1..].split_once(":(").filter(|(name, _)| !name.contains('}'))
                {
                    self.rest = rest;
                    let inner = self.alternatives(Some(')'))?;
                    self.rest = self.rest.strip_prefix('}').ok_or("a brace is not closed")?;
                    return self.keep(name, inner);
                }
                let end = self.rest.find('}').ok_or("a brace is not closed")?;
                let element = &self.rest[1..end];
                self.rest = &self.rest[end + 1..];
                let (name, class) =
                    element.split_once(':').map_or((None, element), |(name, class)| (Some(name), class));
                let part =
                    self.classes.parts.get(class).ok_or_else(|| format!("no class or shape {class:?}"))?;
                match name {
                    Some(name) => self.keep(name, part.clone()),
                    None => Ok(part.clone()),
                }
            }
            ')' | ']' => Err(format!("{letter} closes nothing")),
            _ => Ok(vec![Step::Words(vec![self.word()])]),
        }
    }

    fn word(&mut self) -> Phrase {
        let escaped = self.rest.strip_prefix('\\');
        let word = escaped.unwrap_or(self.rest);
        let length = match escaped.and_then(|word| word.chars().next()) {
            Some(mark) => mark.len_utf8(),
            None => word.find(|l: char| l.is_whitespace() || "()[]{}|?".contains(l)).unwrap_or(word.len()),
        };
        let (word, rest) = word.split_at(length);
        self.rest = rest;
        Phrase::new(word, self.vocabulary)
    }

    fn keep(&mut self, name: &str, inner: Vec<Step>) -> Result<Vec<Step>, String> {
        if self.names.iter().any(|other| other == name) {
            return Err(format!("two parts are named {name}"));
        }
        let slot = self.names.len();
        self.names.push(name.to_owned());
        let mut steps = vec![Step::Begin(slot)];
        steps.extend(inner);
        steps.push(Step::End(slot));
        Ok(steps)
    }

    fn skip(&mut self, letter: char) {
        self.rest = &self.rest[letter.len_utf8()..];
    }
}

/// Tries `ways` in their order.
fn either(mut ways: Vec<Vec<Step>>) -> Vec<Step> {
    let Some(mut steps) = ways.pop() else { return Vec::new() };
    for way in ways.into_iter().rev() {
        let mut made = vec![Step::Either(way.len() + 2)];
        made.extend(way);
        made.push(Step::Jump(steps.len() + 1));
        made.extend(steps);
        steps = made;
    }
    steps
}

/// Tries `element`, else nothing.
fn optional(element: Vec<Step>) -> Vec<Step> {
    let mut steps = vec![Step::Either(element.len() + 1)];
    steps.extend(element);
    steps
}

/// `element` once or more, as often as it goes, at most `max` times.
fn repeated(element: &[Step], max: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for _ in 1..max {
        let mut more = element.to_vec();
        more.extend(steps);
        steps = optional(more);
    }
    let mut all = element.to_vec();
    all.extend(steps);
    all
}

impl Phrase {
    /// A phrase of words; `^` before a syllable asks for a capital.
    fn new(words: &str, vocabulary: &mut Vocabulary) -> Phrase {
        let tokens = words.split(' ').filter(|word| !word.is_empty()).map(|word| {
            let plain = word.strip_prefix('^').unwrap_or(word);
            let id = vocabulary.add(plain);
            debug_assert_ne!(id, UNKNOWN);
            (id, plain.len() < word.len())
        });
        Phrase { tokens: tokens.collect() }
    }
}

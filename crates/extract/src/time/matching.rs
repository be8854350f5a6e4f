//! Matching: every rule on the token line, and which match wins where two overlap.

use std::collections::BTreeSet;

use super::line::TokenLine;
use super::moment::{Moment, Tense, day_near};
use super::pattern::TIME;
use super::program::{Machine, Program, Step};
use super::vocabulary::{SHAPES_MAX, Vocabulary};
use super::{Rules, number};

/// Rules by the tokens that they can begin with.
#[derive(Default)]
pub(crate) struct Starts {
    by_word: Vec<Vec<usize>>,
    by_shape: Vec<Vec<usize>>,
}

impl Starts {
    pub(crate) fn new<'p>(programs: impl Iterator<Item = &'p Program>, vocabulary: &Vocabulary) -> Starts {
        let mut starts =
            Starts { by_word: vec![Vec::new(); vocabulary.len()], by_shape: vec![Vec::new(); SHAPES_MAX] };
        for (rule, program) in programs.enumerate() {
            for step in program.first() {
                match step {
                    Step::Words(phrases) => {
                        for (word, _) in phrases.iter().filter_map(|phrase| phrase.tokens.first()) {
                            add(starts.by_word.get_mut(*word as usize), rule);
                        }
                    }
                    Step::Shape(bit) => add(starts.by_shape.get_mut(*bit), rule),
                    _ => {}
                }
            }
        }
        starts
    }
}

fn add(rules: Option<&mut Vec<usize>>, rule: usize) {
    if let Some(rules) = rules.filter(|rules| rules.last() != Some(&rule)) {
        rules.push(rule);
    }
}

/// One match of one rule.
pub(crate) struct Found<'r> {
    /// The rule, as an index.
    pub(crate) rule: usize,
    /// First token of the time.
    pub(crate) first: usize,
    /// One past the last token of the time.
    pub(crate) end: usize,
    /// One past the last token of the match, words after the time counted.
    to: usize,
    captures: Vec<(&'r str, String)>,
}

impl Found<'_> {
    /// The words kept under `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.captures.iter().find(|(other, _)| *other == name).map(|(_, words)| words.as_str())
    }

    /// The day and month that the match names, in no year.
    pub(crate) fn day_of_no_year(&self) -> Option<Moment> {
        let &[day, month] = number::parts(self.get("dm")?).as_slice() else { return None };
        day_near(month, day, Moment::unknown(), Tense::Open)
    }
}

/// Finds the matches of all rules: leftmost first, then the one that reaches farthest, words after the time counted;
/// of two that reach as far the earlier row wins. The matches kept never overlap.
pub(crate) fn find<'r>(line: &TokenLine<'_>, rules: &'r Rules) -> Vec<Found<'r>> {
    let mut all = Vec::new();
    let mut machine = Machine::default();
    // Matches of one rule do not overlap: where its next one may begin.
    let mut free = vec![0; rules.rules.len()];
    for at in 0..line.len() {
        let Some(unit) = line.unit(at) else { break };
        let by_word = &rules.starts.by_word[unit.word as usize];
        let mut shapes = unit.shapes;
        let by_shape = std::iter::from_fn(|| {
            let bit = shapes.trailing_zeros() as usize;
            shapes &= shapes.wrapping_sub(1);
            rules.starts.by_shape.get(bit)
        });
        for &rule in by_shape.flatten().chain(by_word) {
            if free[rule] > at {
                continue;
            }
            let Some(to) = rules.rules[rule].program.run(line, at, &mut machine) else { continue };
            free[rule] = to;
            let found = keep(rule, (at, to), &machine, line, rules);
            if is_possible(&found) {
                all.push(found);
            }
        }
    }
    drop_unknown(&mut all, rules);
    all.sort_by_key(|found| (found.first, std::cmp::Reverse(found.to), found.rule));
    let mut kept: Vec<Found<'_>> = Vec::new();
    for found in all {
        let clear =
            kept.iter().rev().take(3).all(|other| found.first >= other.end || found.end <= other.first);
        if clear {
            kept.push(found);
        }
    }
    kept.sort_by_key(|found| found.first);
    kept
}

/// The match of `rule` that takes the tokens `whole`.
fn keep<'r>(
    rule: usize,
    whole: (usize, usize),
    machine: &Machine,
    line: &TokenLine<'_>,
    rules: &'r Rules,
) -> Found<'r> {
    let mut found = Found { rule, first: whole.0, end: whole.1, to: whole.1, captures: Vec::new() };
    for (name, slot) in rules.rules[rule].program.names.iter().zip(&machine.slots) {
        let Some((first, end)) = *slot else { continue };
        if name == TIME {
            (found.first, found.end) = (first, end);
        } else {
            found.captures.push((name, line.words(first, end)));
        }
    }
    found
}

/// False for matches whose numbers name no day or month.
fn is_possible(found: &Found<'_>) -> bool {
    let day = |day: i16| (1..=31).contains(&day);
    let month = |month: i16| (1..=12).contains(&month);
    found.captures.iter().all(|(name, words)| {
        let parts = number::parts(words);
        match (*name, parts.as_slice()) {
            ("dm" | "of" | "a" | "b", &[d, m]) => day(d) && month(m),
            ("dmx", &[d, m]) => day(d) && month(m) && d > m,
            ("dmy" | "b", &[d, m, y]) if y > 99 => day(d) && month(m),
            ("ddm" | "ddmy", &[a, b, m, ..]) => day(a) && day(b) && a < b && month(m),
            ("my", &[m, _]) => month(m),
            ("d", &[d]) => day(d),
            ("m", &[m]) => month(m),
            _ => true,
        }
    })
}

/// Drops the matches of rules marked `known` whose day is named by no other rule of the document.
fn drop_unknown(all: &mut Vec<Found<'_>>, rules: &Rules) {
    let asks =
        |found: &Found<'_>| rules.rules[found.rule].arguments.iter().any(|argument| argument == "known");
    let sure: BTreeSet<Vec<i16>> = all
        .iter()
        .filter(|found| !asks(found))
        .filter_map(|found| found.get("dm"))
        .map(number::parts)
        .collect();
    all.retain(|found| !asks(found) || found.get("dm").is_some_and(|dm| sure.contains(&number::parts(dm))));
}

/// The day that an undated article calls today by its day and month, without a year; else [`Moment::unknown`].
pub(crate) fn presumed_today(found: &[Found<'_>], rules: &Rules) -> Moment {
    let asks =
        |found: &&Found<'_>| rules.rules[found.rule].arguments.iter().any(|argument| argument == "today");
    found.iter().filter(asks).find_map(|found| found.day_of_no_year()).unwrap_or_else(Moment::unknown)
}

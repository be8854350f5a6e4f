//! Matching: every rule on the token line, and which match wins where two overlap.

use std::collections::BTreeSet;

use super::line::{TokenLine, Unit};
use super::moment::{Moment, Tense, day_near};
use super::pattern::TIME;
use super::program::{Machine, Program};
use super::vocabulary::{SHAPES_MAX, Vocabulary};
use super::{Rules, number};

/// How many tokens are asked which rules they allow, before any rule is run.
const DEPTH: usize = 3;

/// Which rules a token allows as their first one, as their second one and so on.
#[derive(Default)]
pub(crate) struct Starts {
    places: Vec<Allowed>,
}

/// Which rules allow a token at one place; a set is one bit a rule.
struct Allowed {
    by_word: Vec<Option<RuleSet>>,
    by_shape: Vec<Option<RuleSet>>,
    /// Rules that may end before this place.
    any: RuleSet,
}

type RuleSet = Vec<u64>;

impl Starts {
    pub(crate) fn new(programs: &[&Program], vocabulary: &Vocabulary) -> Starts {
        let none: RuleSet = vec![0; programs.len().div_ceil(64)];
        let mut places = Vec::new();
        for depth in 0..DEPTH {
            let mut allowed = Allowed {
                by_word: vec![None; vocabulary.len()],
                by_shape: vec![None; SHAPES_MAX],
                any: none.clone(),
            };
            for (rule, program) in programs.iter().enumerate() {
                let ahead = program.ahead(depth);
                let insert = |set: &mut RuleSet| set[rule / 64] |= 1 << (rule % 64);
                for word in ahead.words {
                    insert(allowed.by_word[word as usize].get_or_insert_with(|| none.clone()));
                }
                for shape in ahead.shapes {
                    insert(allowed.by_shape[shape].get_or_insert_with(|| none.clone()));
                }
                if ahead.is_over {
                    insert(&mut allowed.any);
                }
            }
            places.push(allowed);
        }
        Starts { places }
    }

    /// Writes the rules that the tokens from `at` on allow into `rules`; false when there are none.
    fn allowed(&self, line: &TokenLine<'_>, at: usize, rules: &mut RuleSet, room: &mut RuleSet) -> bool {
        rules.clear();
        for (index, place) in self.places.iter().enumerate() {
            room.clone_from(&place.any);
            if let Some(unit) = line.unit(at + index) {
                place.add(unit, room);
            }
            if index == 0 {
                std::mem::swap(rules, room);
            } else {
                rules.iter_mut().zip(&*room).for_each(|(rules, here)| *rules &= here);
            }
            if rules.iter().all(|word| *word == 0) {
                return false;
            }
        }
        true
    }
}

impl Allowed {
    /// Adds the rules that allow `unit` here.
    fn add(&self, unit: &Unit, rules: &mut RuleSet) {
        let by_word = self.by_word[unit.word as usize].iter();
        let by_shape = bits(unit.shapes).filter_map(|bit| self.by_shape[bit].as_ref());
        for more in by_word.chain(by_shape) {
            rules.iter_mut().zip(more).for_each(|(rules, more)| *rules |= more);
        }
    }

    /// True when no rule allows `unit` here.
    fn is_empty(&self, unit: &Unit) -> bool {
        self.by_word[unit.word as usize].is_none()
            && bits(unit.shapes).all(|bit| self.by_shape[bit].is_none())
    }
}

/// The places of the bits of `set`, the lowest first.
fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = set.trailing_zeros() as usize;
        set &= set.wrapping_sub(1);
        (bit < 64).then_some(bit)
    })
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
    let (mut allowed, mut room) = (RuleSet::new(), RuleSet::new());
    for at in 0..line.len() {
        crate::work::step();
        let is_empty = |unit| rules.starts.places.first().is_none_or(|place| place.is_empty(unit));
        if line.unit(at).is_none_or(is_empty) || !rules.starts.allowed(line, at, &mut allowed, &mut room) {
            continue;
        }
        for rule in
            allowed.iter().enumerate().flat_map(|(word, set)| bits(*set).map(move |bit| word * 64 + bit))
        {
            if free[rule] > at {
                continue;
            }
            let Some(to) = rules.rules[rule].program.run(line, at, &mut machine) else { continue };
            free[rule] = to;
            let found = keep(rule, (at, to), &machine, line, rules);
            if is_possible(&found, rules) {
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

/// False for matches whose numbers are none, or name no day or month.
fn is_possible(found: &Found<'_>, rules: &Rules) -> bool {
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
            ("n" | "n2" | "to" | "min", _) => number::digits(words, &rules.classes).is_some(),
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

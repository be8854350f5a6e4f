//! Tune: weights of annotated pages, their figures as the grader counts them, and the limit that raises these.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use biennien_extract::event::rank::{
    CHANGE_LIMIT, Change, Pick, Question, Sums, apply, choose, edits, gains, loses,
};

use super::annotated::{self, Act};
use super::fit::{Choice, fit};
use super::gold::Page;

/// Weights by feature.
#[derive(Clone)]
pub(crate) struct Fits {
    weights: BTreeMap<String, f64>,
}

/// What was found, summed over pages.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Tally {
    gold: usize,
    found: usize,
    kind: usize,
    dyad: usize,
}

/// Sorted actors and recipients.
type Sides<'a> = (Vec<&'a str>, Vec<&'a str>);

impl Fits {
    /// Learns from the events of `pages` whose type and trigger are right.
    pub(crate) fn of(pages: &[&Page], pull: f64) -> Fits {
        Fits {
            weights: fit(
                &pages.iter().flat_map(|page| choices(page)).map(|(_, choice)| choice).collect::<Vec<_>>(),
                pull,
            ),
        }
    }

    /// Weights with four digits, without those that round to nothing.
    pub(crate) fn rounded(mut self) -> Fits {
        self.weights.values_mut().for_each(|weight| *weight = (*weight * 1e4).round() / 1e4);
        self.weights.retain(|_, weight| *weight != 0.0);
        self
    }

    /// Number of weights.
    pub(crate) fn len(&self) -> usize {
        self.weights.len()
    }

    fn sums(&self, question: &Question) -> Sums {
        let sum = |features: &Vec<String>| {
            features.iter().filter_map(|feature| self.weights.get(feature)).sum::<f64>()
        };
        Sums {
            actor: question.candidates.iter().map(|one| sum(&one.actor)).collect(),
            recipient: question.candidates.iter().map(|one| sum(&one.recipient)).collect(),
            changes: question.changes.iter().map(sum).collect(),
        }
    }

    /// Writes the table.
    pub(crate) fn write(&self, out: &mut impl Write, limit: f64, pull: f64, pages: usize) -> io::Result<()> {
        writeln!(out, "feature\tweight")?;
        writeln!(
            out,
            "# How much each feature speaks for a side or for changing the rules' choice of sides (log-odds), made by"
        )?;
        writeln!(
            out,
            "#   cargo run -p biennien-extract --example train_event -- data SOURCES GOLD > data/vi/event/weights.tsv"
        )?;
        writeln!(
            out,
            "# from {pages} annotated articles, pull {pull}. Not edited by hand: made anew when frames or words change."
        )?;
        writeln!(out, "# crates/extract/src/event/rank/traits.rs says what each feature means.")?;
        writeln!(out, "{CHANGE_LIMIT}\t{limit}")?;
        for (name, weight) in &self.weights {
            writeln!(out, "{name}\t{weight}")?;
        }
        Ok(())
    }
}

/// What there is to choose on `page`, by question: where type and trigger are right and one change at most is needed.
fn choices(page: &Page) -> Vec<(usize, Choice<'_>)> {
    let sets: Vec<Sides<'_>> =
        page.questions.iter().map(|question| codes(question, &rule(question))).collect();
    let mut choices = Vec::new();
    for (gold, asked) in pair(page, &sets) {
        let (gold, question) = (&page.events[gold], &page.questions[asked]);
        if gold.span.overlaps(question.span) {
            choices.extend(choice(question, gold).map(|choice| (asked, choice)));
        }
    }
    choices
}

fn choice<'a>(question: &'a Question, gold: &Act) -> Option<Choice<'a>> {
    let picks = rule(question);
    let is_right = |picks: &[Pick]| is_same(gold, &codes(question, picks));
    let mut right = is_right(&picks).then_some(0);
    let mut options = vec![Vec::new()];
    for edit in edits(&picks, question.mutual) {
        if right.is_none() && is_right(&apply(&picks, edit)) {
            right = Some(options.len());
        }
        let mut features = Vec::new();
        let mut add = |names: &'a [String], count: f64| {
            features.extend(names.iter().map(|name| (name.as_str(), count)))
        };
        if let Some(at) = Change::ALL.iter().position(|change| *change == edit.change) {
            add(&question.changes[at], 1.0);
        }
        for (who, roles, count) in [(edit.new, gains(edit.change), 1.0), (edit.out, loses(edit.change), -1.0)]
        {
            let Some(who) = who.map(|index| &question.candidates[index]) else { continue };
            if roles.0 {
                add(&who.actor, count);
            }
            if roles.1 {
                add(&who.recipient, count);
            }
        }
        options.push(features);
    }
    Some(Choice { options, right: right? })
}

fn rule(question: &Question) -> Vec<Pick> {
    question.candidates.iter().map(|one| one.rule).collect()
}

fn codes<'a>(question: &'a Question, picks: &[Pick]) -> Sides<'a> {
    let of = |is: fn(&Pick) -> bool| {
        let picked = question.candidates.iter().zip(picks).filter(|(_, pick)| is(pick));
        let mut codes: Vec<&str> = picked.map(|(one, _)| one.code.as_str()).collect();
        codes.sort_unstable();
        codes
    };
    (of(|pick| pick.actor), of(|pick| pick.recipient))
}

fn is_same(gold: &Act, sides: &Sides<'_>) -> bool {
    gold.actors == sides.0 && gold.recipients == sides.1
}

/// Pairs annotated events (first) with those found (second) as the grader does.
fn pair(page: &Page, sets: &[Sides<'_>]) -> Vec<(usize, usize)> {
    let mut edges = Vec::new();
    for (index, gold) in page.events.iter().enumerate() {
        let asked = page.questions.iter().enumerate().filter(|(_, question)| question.kind == gold.kind);
        for (asked, question) in asked {
            edges.push((page.article.likeness(gold, question.span, &sets[asked].0), index, asked));
        }
    }
    annotated::pair(edges)
}

impl Tally {
    /// The figures of `pages`, each with its own weights; without weights those of the rules.
    pub(crate) fn of(pages: &[Page], fits: Option<&[Fits]>, limit: f64) -> Tally {
        let mut tally = Tally::default();
        for (index, page) in pages.iter().enumerate() {
            let mut sets = Vec::with_capacity(page.questions.len());
            for question in &page.questions {
                let picks = rule(question);
                let picks = match fits {
                    Some(fits) => choose(&picks, question.mutual, &fits[index].sums(question), limit),
                    None => picks,
                };
                sets.push(codes(question, &picks));
            }
            let pairs = pair(page, &sets);
            tally.gold += page.events.len();
            tally.found += page.questions.len();
            tally.kind += pairs.len();
            tally.dyad +=
                pairs.iter().filter(|(gold, asked)| is_same(&page.events[*gold], &sets[*asked])).count();
        }
        tally
    }

    /// Harmonic mean of precision and recall of `right`.
    fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.found).max(1) as f64
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (type_f1, dyad_f1) = (self.f1(self.kind), self.f1(self.dyad));
        let Tally { gold, found, kind, dyad } = self;
        write!(f, "type {type_f1:.3} dyad {dyad_f1:.3} (gold {gold} found {found} type {kind} dyad {dyad})")
    }
}

/// How badly the weights foresee the right choices: the negative logarithm of their probability.
pub(crate) fn loss(pages: &[Page], fits: &[Fits]) -> f64 {
    let mut loss = 0.0;
    for (page, fits) in pages.iter().zip(fits) {
        for (asked, choice) in choices(page) {
            let question = &page.questions[asked];
            let sums = fits.sums(question);
            let mut all = vec![0.0];
            all.extend(edits(&rule(question), question.mutual).into_iter().map(|edit| sums.of(edit)));
            loss += all.iter().map(|sum: &f64| sum.exp()).sum::<f64>().ln() - all[choice.right];
        }
    }
    loss
}

/// The change limit with the most right dyads: the middle of the best stretch, for single peaks are chance.
pub(crate) fn limit(pages: &[Page], fits: &[Fits]) -> f64 {
    let grid: Vec<f64> = (0..=8).map(|step| f64::from(step) * 0.25).collect();
    let merits: Vec<usize> = grid.iter().map(|limit| Tally::of(pages, Some(fits), *limit).dyad).collect();
    let smooth = |at: usize| {
        let near = &merits[at.saturating_sub(1)..merits.len().min(at + 2)];
        near.iter().sum::<usize>() as f64 / near.len() as f64
    };
    grid[(0..grid.len()).fold(0, |chosen, at| if smooth(at) > smooth(chosen) + 1e-9 { at } else { chosen })]
}

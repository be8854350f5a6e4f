//! Programs: what a pattern becomes, and how it runs at one token.
//!
//! A program tries its ways in the order of the pattern and takes the first that leads to the end, as regular
//! expressions do. Repetition is bounded, so a run ends after a number of steps that does not depend on the text.

use super::line::{TokenLine, Unit};
use super::vocabulary::WordId;

/// One step of a program; distances count from the step itself.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// One of the phrases stands here; the earlier is tried first.
    Words(Vec<Phrase>),
    /// A token of the shape stands here.
    Shape(usize),
    /// Goes on with the next step, else so many steps further.
    Either(usize),
    /// Goes on so many steps further.
    Jump(usize),
    /// The capture begins here.
    Begin(usize),
    /// The capture ends here.
    End(usize),
}

/// Words in a row; each may have to begin with a capital.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    pub(crate) tokens: Vec<(WordId, bool)>,
}

/// A compiled pattern.
pub(crate) struct Program {
    steps: Vec<Step>,
    /// Names of the captures, by slot.
    pub(crate) names: Vec<String>,
}

/// What can stand at one place of a program.
#[derive(Default)]
pub(crate) struct Ahead {
    pub(crate) words: Vec<WordId>,
    pub(crate) shapes: Vec<usize>,
    /// True when the program may have ended before.
    pub(crate) is_over: bool,
}

/// First token, and one past the last token, of a capture.
type Slot = Option<(usize, usize)>;

/// Memory of runs, to be used again.
#[derive(Default)]
pub(crate) struct Machine {
    stack: Vec<Task>,
    begins: Vec<usize>,
    /// The captures of the last match, by slot.
    pub(crate) slots: Vec<Slot>,
}

enum Task {
    /// Go on with step `.0` at token `.1`.
    Run(usize, usize),
    /// Undo a capture.
    Restore(usize, usize, Slot),
}

impl Program {
    pub(crate) fn new(steps: Vec<Step>, names: Vec<String>) -> Program {
        Program { steps, names }
    }

    /// True when `steps` can be passed without a token.
    pub(crate) fn is_skippable(steps: &[Step]) -> bool {
        reach(steps).contains(&steps.len())
    }

    /// What can stand `depth` tokens after the first one.
    pub(crate) fn ahead(&self, depth: usize) -> Ahead {
        let mut ahead = Ahead::default();
        let mut open = vec![(0, 0)];
        let mut seen = Vec::new();
        while let Some((step, taken)) = open.pop() {
            if seen.contains(&(step, taken)) || taken > depth {
                continue;
            }
            seen.push((step, taken));
            match self.steps.get(step) {
                None => ahead.is_over = true,
                Some(Step::Either(other)) => open.extend([(step + 1, taken), (step + other, taken)]),
                Some(Step::Jump(further)) => open.push((step + further, taken)),
                Some(Step::Begin(_) | Step::End(_)) => open.push((step + 1, taken)),
                Some(Step::Shape(bit)) if taken == depth => ahead.shapes.push(*bit),
                Some(Step::Shape(_)) => open.push((step + 1, taken + 1)),
                Some(Step::Words(phrases)) => {
                    for phrase in phrases {
                        match phrase.tokens.get(depth - taken) {
                            Some((word, _)) => ahead.words.push(*word),
                            None => open.push((step + 1, taken + phrase.tokens.len())),
                        }
                    }
                }
            }
        }
        ahead
    }

    /// Runs at token `start`; gives one past the last token of the match, and leaves its captures in `machine`.
    pub(crate) fn run(&self, line: &TokenLine<'_>, start: usize, machine: &mut Machine) -> Option<usize> {
        let Machine { stack, begins, slots } = machine;
        stack.clear();
        begins.clear();
        begins.resize(self.names.len(), 0);
        slots.clear();
        slots.resize(self.names.len(), None);
        stack.push(Task::Run(0, start));
        while let Some(task) = stack.pop() {
            let (mut step, mut at) = match task {
                Task::Run(step, at) => (step, at),
                Task::Restore(slot, begin, kept) => {
                    begins[slot] = begin;
                    slots[slot] = kept;
                    continue;
                }
            };
            loop {
                crate::work::step();
                match self.steps.get(step) {
                    None => return Some(at),
                    Some(Step::Words(phrases)) => {
                        let here = line.unit(at);
                        let mut fits = phrases.iter().filter(|phrase| phrase.stands(line, here, at));
                        let Some(first) = fits.next() else { break };
                        let base = stack.len();
                        stack.extend(fits.map(|phrase| Task::Run(step + 1, at + phrase.tokens.len())));
                        stack[base..].reverse();
                        at += first.tokens.len();
                        step += 1;
                    }
                    Some(Step::Shape(bit)) => {
                        if line.unit(at).is_none_or(|unit| unit.shapes & 1 << bit == 0) {
                            break;
                        }
                        at += 1;
                        step += 1;
                    }
                    Some(Step::Either(other)) => {
                        stack.push(Task::Run(step + other, at));
                        step += 1;
                    }
                    Some(Step::Jump(further)) => step += further,
                    Some(&Step::Begin(slot)) => {
                        stack.push(Task::Restore(slot, begins[slot], slots[slot]));
                        begins[slot] = at;
                        step += 1;
                    }
                    Some(&Step::End(slot)) => {
                        stack.push(Task::Restore(slot, begins[slot], slots[slot]));
                        slots[slot] = Some((begins[slot], at));
                        step += 1;
                    }
                }
            }
        }
        None
    }
}

/// The steps, one past the last counted, that can be reached without a token.
fn reach(steps: &[Step]) -> Vec<usize> {
    let mut reached = Vec::new();
    let mut open = vec![0];
    while let Some(index) = open.pop() {
        if reached.contains(&index) {
            continue;
        }
        reached.push(index);
        match steps.get(index) {
            Some(Step::Either(other)) => open.extend([index + 1, index + other]),
            Some(Step::Jump(further)) => open.push(index + further),
            Some(Step::Begin(_) | Step::End(_)) => open.push(index + 1),
            Some(Step::Words(_) | Step::Shape(_)) | None => {}
        }
    }
    reached
}

impl Phrase {
    fn stands(&self, line: &TokenLine<'_>, here: Option<&Unit>, at: usize) -> bool {
        let fits = |unit: Option<&Unit>, (word, capital): (WordId, bool)| {
            unit.is_some_and(|unit| unit.word == word && (!capital || unit.is_capital))
        };
        let Some((&first, rest)) = self.tokens.split_first() else { return false };
        fits(here, first) && rest.iter().zip(at + 1..).all(|(&token, at)| fits(line.unit(at), token))
    }
}

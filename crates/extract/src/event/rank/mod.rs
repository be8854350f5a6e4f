//! Rank: a learned second opinion on what the rules found.
//!
//! In: drafts of events with the sides that the rules chose. Out: the same drafts; where clearly more speaks for it,
//! one side is added, dropped, exchanged or given the other role. What speaks for it is a sum of weights of named
//! features (`data/vi/event/weights.tsv`), made by `examples/train_event`. Without weights nothing changes. Which
//! words are triggers, and all else about an event, stays with the rules.
//!
//! scene (who is there to be a side) → traits (what is known of each) → choose (sums to sets).

mod scene;

mod traits;

mod choose;

use std::collections::{BTreeMap, HashMap};

use biennien_model::{EventType, Span};

use super::draft::Draft;
use super::find::Given;

pub use choose::{Change, Edit, Pick, Sums, apply, choose, edits, gains, loses};

use scene::{Person, Scene};
use traits::Side;

/// Row of the table that says how much more must speak for a change than for leaving the rules' choice.
pub const CHANGE_LIMIT: &str = "limit:change";

/// What the trainer sees of one event that the rules found.
#[derive(Debug, Clone)]
pub struct Question {
    /// The trigger.
    pub span: Span,
    /// PLOVER type.
    pub kind: EventType,
    /// True when everybody who takes part is an actor.
    pub mutual: bool,
    /// Features of each change, in the order of [`Change::ALL`].
    pub changes: Vec<Vec<String>>,
    /// Who may be a side.
    pub candidates: Vec<Candidate>,
}

/// A side code that may be actor or recipient.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The code.
    pub code: String,
    /// What the rules made of it.
    pub rule: Pick,
    /// Features of "is actor".
    pub actor: Vec<String>,
    /// Features of "is recipient".
    pub recipient: Vec<String>,
}

/// Learned weights by feature.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    features: HashMap<String, f64>,
    limit: Option<f64>,
}

impl Weights {
    /// Reads the rows of the table; without [`CHANGE_LIMIT`] nothing is changed.
    pub(crate) fn compile(rows: &BTreeMap<String, f64>) -> Weights {
        let features = rows.iter().map(|(name, weight)| (name.clone(), *weight)).collect();
        Weights { features, limit: rows.get(CHANGE_LIMIT).copied() }
    }

    fn of(&self, name: &str) -> f64 {
        self.features.get(name).copied().unwrap_or(0.0)
    }
}

/// Looks at the sides of every draft anew.
pub(crate) fn judge(drafts: &mut [Draft<'_>], given: Given<'_>, weights: &Weights) {
    let Some(limit) = weights.limit else { return };
    let scene = Scene::new(given, drafts);
    let mut dyads = Vec::with_capacity(drafts.len());
    for draft in drafts.iter() {
        let people = scene.candidates(draft);
        let rule: Vec<Pick> = people.iter().map(|person| person.rule).collect();
        let picks = choose(&rule, scene::is_mutual(draft), &sums(&scene, draft, &people, weights), limit);
        dyads.push((picks != rule).then(|| scene.dyad(draft, &people, &picks)));
    }
    for (draft, dyad) in drafts.iter_mut().zip(dyads) {
        if let Some(dyad) = dyad {
            draft.dyad = dyad;
        }
    }
}

fn sums(scene: &Scene<'_>, draft: &Draft<'_>, people: &[Person<'_>], weights: &Weights) -> Sums {
    let mut name = String::new();
    let mut sums = Sums::default();
    for person in people {
        let (mut actor, mut recipient) = (0.0, 0.0);
        traits::side(scene, draft, person, Side::Actor, &mut name, &mut |name| actor += weights.of(name));
        traits::side(scene, draft, person, Side::Recipient, &mut name, &mut |name| {
            recipient += weights.of(name)
        });
        sums.actor.push(actor);
        sums.recipient.push(recipient);
    }
    for change in Change::ALL {
        let mut sum = 0.0;
        traits::change(draft, change, &mut name, &mut |name| sum += weights.of(name));
        sums.changes.push(sum);
    }
    sums
}

/// What [`judge`] would decide on, for the trainer.
pub(crate) fn questions(drafts: &[Draft<'_>], given: Given<'_>) -> Vec<Question> {
    let scene = Scene::new(given, drafts);
    let mut name = String::new();
    let mut questions = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut changes = Vec::new();
        for change in Change::ALL {
            let mut features = Vec::new();
            traits::change(draft, change, &mut name, &mut |name| features.push(name.to_owned()));
            changes.push(features);
        }
        let mut candidates = Vec::new();
        for person in scene.candidates(draft) {
            let (mut actor, mut recipient) = (Vec::new(), Vec::new());
            traits::side(&scene, draft, &person, Side::Actor, &mut name, &mut |name| {
                actor.push(name.to_owned())
            });
            traits::side(&scene, draft, &person, Side::Recipient, &mut name, &mut |name| {
                recipient.push(name.to_owned())
            });
            candidates.push(Candidate { code: person.code.to_owned(), rule: person.rule, actor, recipient });
        }
        let (span, kind, mutual) = (draft.span, draft.frame.kind, scene::is_mutual(draft));
        questions.push(Question { span, kind, mutual, changes, candidates });
    }
    questions
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use crate::event::check;

    #[test]
    fn what_the_rules_chose_and_the_clause_supports_stays() {
        check_learned("{LAM:Lãm Châu} [không kích] {DOA:Đoài Quốc} = ASSAULT LAM > DOA actual");
        check_learned("{LAM:Lãm Châu} [cáo buộc] {DOA:Đoài Quốc} gây rối = ACCUSE LAM > DOA actual");
        check_learned(
            "{LAM:Lãm Châu} và {DOA:Đoài Quốc} [đàm phán] tại {@CHE:Geneva} = CONSULT LAM+DOA > actual",
        );
    }

    #[test]
    fn nobody_is_added_without_need() {
        check_learned("{LAM:Lãm Châu} [tập trận] ngoài khơi = MOBILIZE LAM > actual");
    }

    #[test]
    fn without_a_limit_nothing_changes() {
        let mut knowledge = Knowledge::built_in();
        let limit = knowledge.events.weights.remove(super::CHANGE_LIMIT);
        assert!(limit.is_some(), "the table has a limit");
        knowledge.events.weights.insert("add-recipient:any".to_owned(), 99.0);
        let rules = crate::Rules::compile(&knowledge);
        let marked = "{LAM:Lãm Châu} [tập trận], {DOA:Đoài Quốc} lo lắng = MOBILIZE LAM > actual";
        assert_eq!(check(marked, &knowledge, &rules), Ok(()));
    }

    /// Runs a marked sentence with the built-in weights.
    #[track_caller]
    fn check_learned(marked: &str) {
        let knowledge = Knowledge::built_in();
        assert_eq!(check(marked, &knowledge, &crate::Rules::compile(&knowledge)), Ok(()));
    }
}

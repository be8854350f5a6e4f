//! Choose: from sums of weights to who is actor and who is recipient.
//!
//! In: what the rules chose, for each candidate how much speaks for either role, and how much speaks for each way to
//! change a choice. Out: the choice, changed in one point where that has clearly more for it than to leave it.

/// What a candidate is in an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pick {
    /// One of the actors.
    pub actor: bool,
    /// One of the recipients.
    pub recipient: bool,
}

/// A way to change the rules' choice in one point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// One more actor.
    AddActor,
    /// One actor less.
    DropActor,
    /// Another actor in the place of one.
    SwapActor,
    /// One more recipient.
    AddRecipient,
    /// One recipient less.
    DropRecipient,
    /// Another recipient in the place of one.
    SwapRecipient,
    /// An actor becomes recipient.
    FaceActor,
    /// A recipient becomes actor.
    JoinRecipient,
}

impl Change {
    /// All of them, in order.
    pub const ALL: [Change; 8] = [
        Change::AddActor,
        Change::DropActor,
        Change::SwapActor,
        Change::AddRecipient,
        Change::DropRecipient,
        Change::SwapRecipient,
        Change::FaceActor,
        Change::JoinRecipient,
    ];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Change::AddActor => "add-actor",
            Change::DropActor => "drop-actor",
            Change::SwapActor => "swap-actor",
            Change::AddRecipient => "add-recipient",
            Change::DropRecipient => "drop-recipient",
            Change::SwapRecipient => "swap-recipient",
            Change::FaceActor => "face-actor",
            Change::JoinRecipient => "join-recipient",
        }
    }
}

/// One change and whom it concerns, as indices of candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edit {
    /// What is changed.
    pub change: Change,
    /// Who loses a role.
    pub out: Option<usize>,
    /// Who gains one.
    pub new: Option<usize>,
}

/// Every change that is allowed: a side stays in the event, and nobody becomes both.
pub fn edits(picks: &[Pick], mutual: bool) -> Vec<Edit> {
    let (mut actors, mut recipients, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (index, pick) in picks.iter().enumerate() {
        match (pick.actor, pick.recipient) {
            (true, false) => actors.push(index),
            (false, true) => recipients.push(index),
            (false, false) => others.push(index),
            (true, true) => {}
        }
    }
    let both = picks.iter().any(|pick| pick.actor && pick.recipient);
    let mut edits = Vec::new();
    let mut add = |change, out: Option<usize>, new: Option<usize>| edits.push(Edit { change, out, new });
    for &new in &others {
        add(Change::AddActor, None, Some(new));
        if !mutual {
            add(Change::AddRecipient, None, Some(new));
        }
    }
    let several = actors.len() + recipients.len() > 1 || both;
    for &out in &actors {
        if several {
            add(Change::DropActor, Some(out), None);
            add(Change::FaceActor, Some(out), Some(out));
        }
        others.iter().for_each(|&new| add(Change::SwapActor, Some(out), Some(new)));
    }
    for &out in &recipients {
        if several {
            add(Change::DropRecipient, Some(out), None);
        }
        add(Change::JoinRecipient, Some(out), Some(out));
        others.iter().for_each(|&new| add(Change::SwapRecipient, Some(out), Some(new)));
    }
    edits
}

/// How much speaks for each candidate as actor and as recipient, and for each change whomever it concerns.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// By candidate.
    pub actor: Vec<f64>,
    /// By candidate.
    pub recipient: Vec<f64>,
    /// By change, in the order of [`Change::ALL`].
    pub changes: Vec<f64>,
}

impl Sums {
    /// How much more speaks for `edit` than for leaving the choice as it is.
    pub fn of(&self, edit: Edit) -> f64 {
        let (gains_actor, gains_recipient) = gains(edit.change);
        let (loses_actor, loses_recipient) = loses(edit.change);
        let of = |sums: &[f64], who: Option<usize>, counts: bool| match who {
            Some(index) if counts => sums.get(index).copied().unwrap_or(0.0),
            _ => 0.0,
        };
        let change = Change::ALL
            .iter()
            .position(|change| *change == edit.change)
            .and_then(|at| self.changes.get(at))
            .copied();
        change.unwrap_or(0.0)
            + of(&self.actor, edit.new, gains_actor)
            + of(&self.recipient, edit.new, gains_recipient)
            - of(&self.actor, edit.out, loses_actor)
            - of(&self.recipient, edit.out, loses_recipient)
    }
}

/// Which role (actor, recipient) the new one gains.
pub fn gains(change: Change) -> (bool, bool) {
    match change {
        Change::AddActor | Change::SwapActor | Change::JoinRecipient => (true, false),
        Change::AddRecipient | Change::SwapRecipient | Change::FaceActor => (false, true),
        Change::DropActor | Change::DropRecipient => (false, false),
    }
}

/// Which role (actor, recipient) the old one loses.
pub fn loses(change: Change) -> (bool, bool) {
    match change {
        Change::DropActor | Change::SwapActor | Change::FaceActor => (true, false),
        Change::DropRecipient | Change::SwapRecipient | Change::JoinRecipient => (false, true),
        Change::AddActor | Change::AddRecipient => (false, false),
    }
}

/// The choice after `edit`.
pub fn apply(picks: &[Pick], edit: Edit) -> Vec<Pick> {
    let mut picks = picks.to_vec();
    let (loses, gains) = (loses(edit.change), gains(edit.change));
    if let Some(pick) = edit.out.and_then(|index| picks.get_mut(index)) {
        pick.actor &= !loses.0;
        pick.recipient &= !loses.1;
    }
    if let Some(pick) = edit.new.and_then(|index| picks.get_mut(index)) {
        pick.actor |= gains.0;
        pick.recipient |= gains.1;
    }
    picks
}

/// The rules' choice, or the change with most for it if that is at least `limit` more than for leaving it.
pub fn choose(picks: &[Pick], mutual: bool, sums: &Sums, limit: f64) -> Vec<Pick> {
    let mut best: Option<(f64, Edit)> = None;
    for edit in edits(picks, mutual) {
        let sum = sums.of(edit);
        if sum >= limit && best.is_none_or(|(known, _)| sum > known) {
            best = Some((sum, edit));
        }
    }
    best.map_or_else(|| picks.to_vec(), |(_, edit)| apply(picks, edit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_stays_unless_more_speaks_for_a_change() {
        check("A > B | C", &[0.0, 0.0, 0.0], &[0.0, 0.0, 0.0], -1.0, "A > B");
        check("A > B | C", &[1.0, 0.0, 0.5], &[0.0, 1.0, 0.5], -1.0, "A > B");
    }

    #[test]
    fn one_side_is_exchanged_added_or_faced() {
        check("A > B | C", &[0.0, 0.0, 0.0], &[0.0, -1.0, 2.0], -1.0, "A > C");
        check("A > | C", &[0.0, 0.0], &[0.0, 2.0], -1.0, "A > C");
        check("A B > | C", &[1.0, -1.0, 0.0], &[0.0, 1.0, 0.0], -1.0, "A > B");
    }

    #[test]
    fn the_last_side_is_never_dropped() {
        check("A > |", &[-9.0], &[0.0], 0.0, "A >");
    }

    /// Chooses for `actors > recipients | others`, one letter each in this order, with equal sums for all changes.
    #[track_caller]
    fn check(rules: &str, actor: &[f64], recipient: &[f64], change: f64, wanted: &str) {
        let (sides, others) = rules.split_once('|').unwrap();
        let (actors, recipients) = sides.split_once('>').unwrap();
        let mut names = Vec::new();
        for (part, actor, recipient) in
            [(actors, true, false), (recipients, false, true), (others, false, false)]
        {
            names.extend(part.split_whitespace().map(|name| (name, Pick { actor, recipient })));
        }
        let picks: Vec<Pick> = names.iter().map(|(_, pick)| *pick).collect();
        let sums = Sums {
            actor: actor.to_vec(),
            recipient: recipient.to_vec(),
            changes: vec![change; Change::ALL.len()],
        };
        let picks = choose(&picks, false, &sums, 0.0);
        let of = |is: fn(&Pick) -> bool| {
            let picked = names.iter().zip(&picks).filter(|(_, pick)| is(pick));
            picked.map(|((name, _), _)| *name).collect::<Vec<_>>().join(" ")
        };
        let got = format!("{} > {}", of(|pick| pick.actor), of(|pick| pick.recipient));
        assert_eq!(got.trim(), wanted);
    }
}

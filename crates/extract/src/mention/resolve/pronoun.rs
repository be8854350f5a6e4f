//! Pronouns: whom "he", "they", "this state", "the two leaders" mean.
//!
//! In: the groups before the pronoun. Out: the name, side and id of one of them, or nobody.

use biennien_knowledge::WordClass;
use biennien_model::{Group, GroupKind, Span};

use super::super::grammar::Draft;
use super::{Found, LOOKBACK_MAX, Resolver};

impl Resolver<'_> {
    /// Whom a pronoun means.
    pub(super) fn pronoun(
        &mut self,
        class: WordClass,
        value: Option<&str>,
        draft: &Draft,
        span: Span,
    ) -> Option<Found> {
        let copy = |group: &Group, rule| Found {
            kind: GroupKind::Pronoun,
            name: group.name.clone(),
            codes: group.codes.clone(),
            id: group.id.clone(),
            plural: group.plural,
            rule,
        };
        match class {
            WordClass::Honorific | WordClass::He => {
                let antecedent = self.person_before(value, span);
                if let Some(index) = antecedent {
                    let group = self.groups[index].clone();
                    return Some(copy(&group, "pronoun.person"));
                }
                Some(nobody(draft.rule))
            }
            WordClass::They => {
                let found = self.groups_before().find(|group| group.plural);
                Some(found.map_or(nobody("pronoun.they"), |group| copy(group, "pronoun.they")))
            }
            WordClass::ThisState => {
                let code = self.state_before(span).or_else(|| self.any_side());
                Some(match code {
                    Some(code) => Found {
                        kind: GroupKind::Pronoun,
                        name: Some(self.rules.side_name(&code)),
                        id: Some(format!("state:{code}")),
                        codes: vec![code],
                        plural: false,
                        rule: "pronoun.state",
                    },
                    None => nobody("pronoun.state"),
                })
            }
            WordClass::Two => Some(self.two_sides()),
            WordClass::TwoLeaders => Some(self.two_leaders()),
            WordClass::ThisAlliance | WordClass::ThisBody => {
                let found = self.groups_before().find(|group| group.kind == GroupKind::Organization);
                Some(found.map_or(nobody("pronoun.body"), |group| copy(group, "pronoun.body")))
            }
            WordClass::ThisOutlet => {
                let found = self.groups_before().find(|group| group.kind == GroupKind::Outlet);
                Some(found.map_or(nobody("pronoun.outlet"), |group| copy(group, "pronoun.outlet")))
            }
            _ => None,
        }
    }

    /// The two sides named last, in text order.
    fn two_sides(&self) -> Found {
        let mut codes: Vec<String> = Vec::new();
        for group in self.groups_before() {
            for code in group.codes.iter().rev() {
                if self.rules.is_side(code) && !codes.contains(code) && codes.len() < 2 {
                    codes.insert(0, code.clone());
                }
            }
            if codes.len() == 2 {
                break;
            }
        }
        let names: Vec<String> = codes.iter().map(|code| self.rules.side_name(code)).collect();
        let name = (names.len() == 2).then(|| names.join(" and "));
        Found { kind: GroupKind::Pronoun, name, codes, id: None, plural: true, rule: "pronoun.two" }
    }

    /// The two people of different sides named last, in text order.
    fn two_leaders(&self) -> Found {
        let mut people: Vec<&Group> = Vec::new();
        for group in
            self.groups_before().filter(|group| group.kind == GroupKind::Person && !group.codes.is_empty())
        {
            if people.iter().all(|other| other.codes != group.codes) {
                people.insert(0, group);
            }
            if people.len() == 2 {
                break;
            }
        }
        let names: Vec<String> = people.iter().filter_map(|group| group.name.clone()).collect();
        let codes = people.iter().flat_map(|group| group.codes.clone()).collect();
        let name = (names.len() == 2).then(|| names.join(" and "));
        Found { kind: GroupKind::Pronoun, name, codes, id: None, plural: true, rule: "pronoun.leaders" }
    }

    /// The state that "this state" at `span` means: the subject of its sentence when a content begins here
    /// ("Ngoại trưởng X nói nước này …"), the subject of the sentence before at the head of a sentence, else the
    /// state named last.
    fn state_before(&self, span: Span) -> Option<String> {
        let side =
            |group: &&Group| group.codes.len() == 1 && self.rules.world.state(&group.codes[0]).is_some();
        let code = |group: &Group| group.codes[0].clone();
        let sentence = &self.document.sentences[self.document.sentence_at(span.start)?];
        let before = self.document.text.get(sentence.span.start..span.start)?.trim_end();
        let lower = &self.document.lower[sentence.span.start..sentence.span.start + before.len()];
        if before.is_empty() {
            return self.home_side(span);
        }
        let near = self.groups_before();
        let mut same = near.clone().take_while(|group| group.span.start >= sentence.span.start).filter(side);
        if self.rules.ends_saying(lower) {
            return same.last().map(code).or_else(|| self.home_side(span));
        }
        let named = |group: &&Group| matches!(group.kind, GroupKind::State | GroupKind::Place);
        same.find(named).or_else(|| near.filter(side).find(named)).map(code)
    }

    /// The person that "he" or "she" at `span` means, as a group's index.
    ///
    /// At the head of a sentence the first person of the sentence before; else the first of the same sentence.
    fn person_before(&self, gender: Option<&str>, span: Span) -> Option<usize> {
        let sentence = |group: &Group| self.document.sentence_at(group.span.start);
        let mut best: Option<usize> = None;
        for (index, group) in self.groups.iter().enumerate().rev().take(LOOKBACK_MAX) {
            if let Some(found) = best
                && sentence(group) != sentence(&self.groups[found])
            {
                break;
            }
            let person = self.is_person(group) && self.has_gender(index, gender);
            if person && group.span.end <= span.start {
                best = Some(index);
            }
        }
        best
    }

    fn is_person(&self, group: &Group) -> bool {
        if matches!(group.rule, "unknown" | "acronym" | "crowd") {
            return false;
        }
        let person = matches!(group.kind, GroupKind::Person | GroupKind::Observer | GroupKind::Officials);
        (person && !group.plural && group.name.is_some())
            || (group.kind == GroupKind::Pronoun && group.rule == "pronoun.person")
    }

    fn has_gender(&self, index: usize, gender: Option<&str>) -> bool {
        let Some(gender) = gender else { return true };
        let own = self.figures[index].and_then(|figure| self.cast.figures[figure].gender.as_deref());
        own.is_none_or(|own| own == gender)
    }
}

/// A pronoun that means nobody known.
fn nobody(rule: &'static str) -> Found {
    Found { kind: GroupKind::Pronoun, name: None, codes: Vec::new(), id: None, plural: false, rule }
}

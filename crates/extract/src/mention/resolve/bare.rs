//! Bare titles: who an office without a name means, and the counterpart of somebody.
//!
//! In: a title with its owners and whoever was met before. Out: the person who held the office, else the office.

use biennien_knowledge::WordClass;
use biennien_model::{GroupKind, Span};

use super::super::grammar::{Count, Draft, Owner, THIS_STATE, Title};
use super::{Found, Resolver, ends_with_word};

impl Resolver<'_> {
    /// Who a title without a name means: the one who held the office on the day, else the office itself.
    pub(super) fn title(&mut self, title: &Title, draft: &Draft, span: Span) -> Option<Found> {
        let mut title = title.clone();
        for owner in &mut title.owners {
            if let Owner::State(code) | Owner::Body(_, Some(code)) | Owner::Named(Some(code)) = owner
                && code == THIS_STATE
            {
                *code = self.any_side()?;
            }
        }
        if title.owners.is_empty() && title.relative.is_none() && self.is_office_only(span) {
            return None;
        }
        if let Some(relative) = title.relative {
            return self.relative(relative, &title, draft, span);
        }
        let many = draft.count == Count::Many;
        let observer = title.offices.iter().all(|row| self.rules.is_observer(*row));
        let code = title.owners.iter().rev().find_map(|owner| self.rules.owner_code(owner, self.cast));
        let code = code.or_else(|| title.offices.iter().find_map(|row| self.rules.fixed_code(*row)));
        let unnamed = many || draft.count == Count::One;
        let head =
            self.document.sentence_at(span.start).map(|index| self.document.sentences[index].span.start);
        let capital =
            head == Some(span.start) || self.document.text[span.start..].starts_with(char::is_uppercase);
        let said = title.marked || self.rules.says(&self.document.lower[span.end..]);
        let vague = title.offices.iter().all(|row| self.rules.is_vague(*row));
        if title.owners.is_empty() && code.is_none() && vague && !(capital || unnamed || said) {
            return None;
        }
        if !observer && !unnamed {
            let near = self.near.clone();
            if let Some(figure) = self.rules.holder(&title, self.cast, self.published, &near) {
                return Some(self.figure(figure, "office.holder", span));
            }
        }
        let rules = self.rules;
        let office = &rules.names.offices[*title.offices.first()?];
        if title.owners.is_empty() && code.is_none() && !unnamed && !observer {
            if !capital && !said {
                return None;
            }
            if let Some(code) = self.home_side(span) {
                title.owners.push(Owner::State(code));
                let near = self.near.clone();
                if let Some(figure) = self.rules.holder(&title, self.cast, self.published, &near) {
                    return Some(self.figure(figure, "office.context", span));
                }
            }
        }
        if observer && !unnamed {
            let same = |figure: &&usize| {
                let trades = &self.cast.figures[**figure].trades;
                !trades.is_empty()
                    && title.offices.iter().any(|row| trades.iter().any(|trade| rules.alike(*row, *trade)))
            };
            if let Some(&figure) = self.near.iter().rev().find(same) {
                return Some(self.figure(figure, "observer.again", span));
            }
        }
        let private = title.offices.iter().find_map(|row| rules.private_code(*row)).flatten();
        let code = code.or_else(|| if title.owners.is_empty() { self.home_side(span) } else { None });
        let adjective = code.clone().filter(|_| !(title.former || observer && title.owners.is_empty()));
        let code = if title.former || observer { private } else { code };
        let mut name = rules.office_name(office, adjective.as_deref());
        if title.former {
            name = format!("former {name}");
        }
        if many {
            name.push('s');
        }
        let kind = match (observer, unnamed) {
            (true, _) => GroupKind::Observer,
            (false, true) => GroupKind::Officials,
            (false, false) => GroupKind::Person,
        };
        Some(Found {
            kind,
            name: Some(name),
            codes: code.into_iter().collect(),
            id: None,
            plural: many,
            rule: draft.rule,
        })
    }

    /// True when the words before mean the office, not its holder ("elected president").
    fn is_office_only(&self, span: Span) -> bool {
        let before = self.document.lower[..span.start].trim_end();
        self.rules.not_before.iter().any(|word| ends_with_word(before, word))
    }

    /// The counterpart of the person met last, in the state that the title names.
    fn relative(&mut self, relative: WordClass, title: &Title, draft: &Draft, span: Span) -> Option<Found> {
        let code = title.owners.iter().find_map(|owner| self.rules.owner_code(owner, self.cast));
        if relative != WordClass::Counterpart {
            if let Some(figure) = self.neighbour_in_office(relative, title) {
                let found = self.figure(figure, "relative.holder", span);
                let codes = if relative == WordClass::Predecessor { Vec::new() } else { found.codes };
                return Some(Found { codes, ..found });
            }
            let name = "predecessor".to_owned();
            let kind = GroupKind::Person;
            let codes = Vec::new();
            return Some(Found { kind, name: Some(name), codes, id: None, plural: false, rule: "relative" });
        }
        let near = self.near.clone();
        for figure in near.iter().rev() {
            for office in self.offices_of(*figure) {
                let asked = Title {
                    offices: vec![office],
                    owners: title.owners.clone(),
                    former: false,
                    marked: false,
                    relative: None,
                };
                if let Some(holder) = self.rules.holder(&asked, self.cast, self.published, &near)
                    && holder != *figure
                {
                    return Some(self.figure(holder, "counterpart", span));
                }
            }
        }
        let name = code.as_deref().map(|code| format!("{} counterpart", self.rules.adjective(code)));
        let codes = code.into_iter().collect();
        Some(Found { kind: GroupKind::Person, name, codes, id: None, plural: false, rule: draft.rule })
    }

    /// Who had the office of the person met last before or after that person, by the tables.
    fn neighbour_in_office(&mut self, relative: WordClass, title: &Title) -> Option<usize> {
        let (day, rules) = (self.published?, self.rules);
        let owner = title.owners.iter().find_map(|owner| match owner {
            Owner::Figure(figure) => Some(*figure),
            _ => None,
        });
        let figure = owner.or_else(|| self.near.last().copied())?;
        let row = self.cast.figures[figure].row?;
        let own = rules.world.terms_by(&rules.world.people[row].id).filter(|term| term.holds(day));
        // An office that one person has at a time, with its first day known.
        let mut own = own.filter(|term| {
            let office = rules.names.offices.iter().find(|office| office.id == term.office);
            term.from.is_some() && office.is_some_and(|office| office.holders.as_deref() == Some("one"))
        });
        let term = own.next()?;
        let others = rules.world.terms_of(&term.office, term.of.first()?);
        let others = others.filter(|other| other.person != term.person && other.from.is_some());
        let other = match relative {
            WordClass::Predecessor => {
                others.filter(|other| other.from < term.from).max_by(|a, b| a.from.cmp(&b.from))
            }
            _ => others.filter(|other| other.from > term.from).min_by(|a, b| a.from.cmp(&b.from)),
        }?;
        let row = rules.world.people.iter().position(|person| person.id == other.person)?;
        Some(self.cast.known(row, &[], rules))
    }

    /// Offices that the text or the tables give a figure.
    fn offices_of(&self, figure: usize) -> Vec<usize> {
        let person = &self.cast.figures[figure];
        let mut offices: Vec<usize> = person.roles.iter().map(|(office, _)| *office).collect();
        if let Some(row) = person.row {
            for term in self.rules.world.terms_by(&self.rules.world.people[row].id) {
                if self.published.is_some_and(|day| term.holds(day)) {
                    offices
                        .extend(self.rules.names.offices.iter().position(|office| office.id == term.office));
                }
            }
        }
        offices
    }

    /// Two sides, or those who lead them.
    pub(super) fn pair(&mut self, class: WordClass, codes: &[String; 2], span: Span) -> Found {
        let codes: Vec<String> = codes.iter().filter_map(|code| self.known(Some(code.clone()))).collect();
        let leader = self.rules.names.offices.iter().position(|office| office.id == "leader");
        let mut names = Vec::new();
        for code in &codes {
            let (offices, owners) = (leader.into_iter().collect(), vec![Owner::State(code.clone())]);
            let title = Title { offices, owners, former: false, marked: false, relative: None };
            let holder = self.rules.holder(&title, self.cast, self.published, &self.near);
            let name = holder
                .filter(|_| class == WordClass::TwoLeaders)
                .map(|figure| self.figure(figure, "pair", span).name);
            names.extend(name.flatten().or_else(|| Some(self.rules.side_name(code))));
        }
        let kind = GroupKind::Pronoun;
        Found { kind, name: Some(names.join(" and ")), codes, id: None, plural: true, rule: "pair" }
    }
}

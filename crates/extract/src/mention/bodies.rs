//! Bodies: groups whose head is a ministry, an army, officials, a newspaper, an unnamed source.

use biennien_knowledge::WordClass;
use biennien_model::TokenKind;

use super::grammar::{Count, Draft, Named, Owner, Parser, THIS_STATE, Who, words};
use super::lexicon::Entry;

/// Tokens that the name of an unknown body can have at most.
const NAME_TOKENS_MAX: usize = 9;

impl<'a> Parser<'a> {
    /// Who stands at a token as the owner of an office.
    pub(crate) fn owner(&mut self, at: usize) -> Option<(Owner, usize)> {
        if let Some((code, end)) = self.state(at) {
            return Some((Owner::State(code.to_owned()), end));
        }
        let atom = self.atom(at)?;
        for entry in &atom.entries {
            match entry {
                Entry::Organization(row) => {
                    let end = self.bracket(atom.tokens.end).unwrap_or(atom.tokens.end);
                    let end = self.state(end).map_or(end, |(_, end)| end);
                    return Some((Owner::Organization(*row), end));
                }
                Entry::Outlet(row) => return Some((Owner::Outlet(*row), atom.tokens.end)),
                Entry::Place(row) => return Some((Owner::Place(*row), atom.tokens.end)),
                Entry::Body(row) => {
                    let (code, end) = self.body_state(atom.tokens.end);
                    return Some((Owner::Body(*row, code), end));
                }
                Entry::Collective(row) if self.rules.names.collectives[*row].kind != "side" => {
                    let from = self.is_word(atom.tokens.end, WordClass::Of).unwrap_or(atom.tokens.end);
                    if let Some((code, end)) = self.owning_state(from) {
                        return Some((Owner::State(code), end));
                    }
                }
                _ => {}
            }
        }
        if atom.is_unknown() && self.is_acronym(at) {
            return Some((Owner::Named(None), atom.tokens.end));
        }
        let draft = self.named_body(at)?;
        match draft.who {
            Who::Named(_, code, _) => Some((Owner::Named(code), draft.tokens.end)),
            _ => None,
        }
    }

    /// True for two to six capitals and nothing else.
    pub(crate) fn is_acronym(&self, at: usize) -> bool {
        let word = self.text(at);
        (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
    }

    /// A state that owns: by name, or by a place in it.
    fn owning_state(&self, at: usize) -> Option<(String, usize)> {
        if let Some((code, end)) = self.state(at) {
            return Some((code.to_owned(), end));
        }
        let atom = self.atom(at)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Place(row) => Some((self.rules.world.places[*row].code.clone()?, atom.tokens.end)),
            _ => None,
        })
    }

    /// The state of a body whose name ends before `at`, with "of" between them or not.
    fn body_state(&self, at: usize) -> (Option<String>, usize) {
        let at = self.bracket(at).unwrap_or(at);
        if let Some((code, end)) = self.owning_state(at) {
            return (Some(code), end);
        }
        if let Some(from) = self.is_word(at, WordClass::Of)
            && let Some((code, end)) = self.owning_state(from)
        {
            return (Some(code), end);
        }
        (None, at)
    }

    /// A ministry, parliament, court, embassy … with its state.
    pub(crate) fn body(&mut self, at: usize, count: Count) -> Option<Draft> {
        let atom = self.atom(at)?;
        let row = atom.entries.iter().find_map(|entry| match entry {
            Entry::Body(row) => Some(*row),
            _ => None,
        })?;
        let (code, mut end) = self.body_state(atom.tokens.end);
        if let Some(from) = self.is_word(end, WordClass::In)
            && code.is_some()
            && self.rules.names.bodies[row].title.contains("mbassy")
            && let Some((_, next)) = self.owner(from)
        {
            end = next;
        }
        Some(Draft { tokens: at..end, who: Who::Body(row, code), count, rule: "body" })
    }

    /// Troops, officials, people of a side.
    pub(crate) fn collective(&mut self, at: usize, count: Count) -> Option<Draft> {
        let atom = self.atom(at)?;
        let row = atom.entries.iter().find_map(|entry| match entry {
            Entry::Collective(row) => Some(*row),
            _ => None,
        })?;
        let kind = self.rules.names.collectives[row].kind.as_str();
        let mut end = atom.tokens.end;
        while let Some(next) = self.is_word(end, WordClass::Adjunct) {
            end = next;
        }
        let from = self.is_word(end, WordClass::Of).unwrap_or(end);
        let mut codes = Vec::new();
        if kind == "side"
            && let Some(region) = self.region(from)
        {
            return Some(Draft { tokens: at..region.tokens.end, count, ..region });
        }
        if let Some((code, next)) = self.owning_state(from) {
            codes.push(code);
            end = next;
            let joined = self.joined_state(end).filter(|_| count == Count::Many);
            if let Some((code, next)) = joined {
                codes.push(code);
                end = next;
            }
        } else if let Some((owner, next)) = self.owner(from) {
            codes.extend(self.rules.owner_code(&owner, self.cast));
            end = next;
        } else if matches!(kind, "officials" | "leaders" | "force" | "side")
            && let Some(draft) = self.person(from, Count::Unsaid)
            && let Who::Figure(figure) = draft.who
        {
            return Some(Draft {
                tokens: at..draft.tokens.end,
                who: Who::Circle(row, figure),
                count,
                rule: "circle",
            });
        }
        let syllable = atom.tokens.len() == 1;
        if codes.is_empty() && (kind == "side" || syllable) {
            return None;
        }
        if kind == "side" && count == Count::Unsaid && codes.len() == 1 {
            let who = Who::State(codes.remove(0));
            return Some(Draft { tokens: at..end, who, count, rule: "state.side" });
        }
        Some(Draft { tokens: at..end, who: Who::Collective(row, codes), count, rule: "collective" })
    }

    /// A second state after "and" or a dash.
    pub(crate) fn joined_state(&self, at: usize) -> Option<(String, usize)> {
        let and = self
            .is_word(at, WordClass::And)
            .or_else(|| matches!(self.text(at), "-" | "–").then_some(at + 1))?;
        let (code, end) = self.state(and)?;
        Some((code.to_owned(), end))
    }

    /// A region of a state that speaks for itself ("phía Georgia").
    fn region(&self, at: usize) -> Option<Draft> {
        let atom = self.atom(at)?;
        if self.state(at).is_some() {
            return None;
        }
        let place = atom.entries.iter().find_map(|entry| match entry {
            Entry::Place(row) => Some(&self.rules.world.places[*row]),
            _ => None,
        })?;
        if place.stands_for.is_some() {
            return None;
        }
        let who = Who::Named(place.name.clone(), place.code.clone(), Named::Region);
        Some(Draft { tokens: atom.tokens.clone(), who, count: Count::Unsaid, rule: "region" })
    }

    /// An unnamed source, with whose it is.
    pub(crate) fn source(&mut self, at: usize, count: Count) -> Option<Draft> {
        let mut end = self.is_word(at, WordClass::Source)?;
        let mut codes = Vec::new();
        loop {
            if let Some(next) = self.is_word(end, WordClass::Adjunct) {
                end = next;
            } else if let Some((owner, next)) = self.owner(self.is_word(end, WordClass::Of).unwrap_or(end)) {
                codes.extend(self.rules.owner_code(&owner, self.cast));
                end = next;
            } else {
                break;
            }
        }
        Some(Draft { tokens: at..end, who: Who::Source(codes), count, rule: "source" })
    }

    /// A newspaper, broadcaster or agency.
    pub(crate) fn outlet(&mut self, at: usize) -> Option<Draft> {
        let mut next = at;
        let mut announced = false;
        while let Some(end) = self.is_word(next, WordClass::Outlet) {
            announced = true;
            next = end;
            if let Some((_, end)) = self.state(next)
                && self.atom(end).is_some_and(|atom| atom.is_unknown() || self.outlet_row(end).is_some())
            {
                next = end;
            }
        }
        if announced
            && let Some((_, open)) = self.state(next)
            && self.text(open) == "("
            && let Some(close) = self.bracket(open)
            && close == open + 3
        {
            let row = self.outlet_row(open + 1);
            let name = row.map_or_else(
                || self.text(open + 1).to_owned(),
                |row| self.rules.world.outlets[row].name.clone(),
            );
            let who = Who::Outlet(row, name);
            return Some(Draft { tokens: at..close, who, count: Count::Unsaid, rule: "outlet.bracket" });
        }
        let atom = self.atom(next)?;
        let row = self.outlet_row(next);
        if row.is_none() && !(announced && atom.is_unknown()) {
            return None;
        }
        let name = row.map_or_else(
            || words(self.document, atom.tokens.clone()).to_owned(),
            |row| self.rules.world.outlets[row].name.clone(),
        );
        let mut end = self.bracket(atom.tokens.end).unwrap_or(atom.tokens.end);
        let from = self.is_word(end, WordClass::Of).unwrap_or(end);
        if let Some((_, next)) = self.state(from).filter(|_| from > end || announced) {
            end = next;
        }
        Some(Draft { tokens: at..end, who: Who::Outlet(row, name), count: Count::Unsaid, rule: "outlet" })
    }

    fn outlet_row(&self, at: usize) -> Option<usize> {
        self.atom(at)?.entries.iter().find_map(|entry| match entry {
            Entry::Outlet(row) => Some(*row),
            _ => None,
        })
    }

    /// A body that no table knows: a head such as "agency", then words up to a state, or a run of capitals.
    pub(crate) fn named_body(&mut self, at: usize) -> Option<Draft> {
        let head = self.is_word(at, WordClass::Org)?;
        let capital = self.document.tokens[at].kind == TokenKind::Capital;
        if head == at + 1 && !self.is_inner_capital(at) {
            return None;
        }
        let (code, end) = match self.name_to_state(head) {
            Some((code, end)) if end > head + 1 => (Some(code), end),
            _ => {
                let atom = self.atom(head).filter(|atom| atom.is_unknown() && capital)?;
                (None, self.compound_end(atom.tokens.end))
            }
        };
        let name = self.bracket(end).filter(|close| *close == end + 3 && self.is_acronym(end + 1));
        let words = match name {
            Some(_) => self.text(end + 1),
            None => words(self.document, at..end),
        };
        let end = self.bracket(end).unwrap_or(end);
        let company = self.word(at).is_some_and(|(_, value, _)| value == Some("company"));
        let kind = if company { Named::Company } else { Named::Body };
        let who = Who::Named(words.to_owned(), code, kind);
        Some(Draft { tokens: at..end, who, count: Count::Unsaid, rule: "named" })
    }

    /// Where a run of capitals that ends at `at` goes on with the small syllables of its words
    /// ("Hội đồng Quan" + "hệ Đối ngoại").
    fn compound_end(&self, at: usize) -> usize {
        let mut end = at;
        while end < self.end && self.document.tokens[end].kind == TokenKind::Small {
            let (before, key) = (self.text(end - 1), self.keys.one(end));
            let word = !before.is_ascii() || self.rules.common.contains(self.keys.one(end - 1));
            let capital = self.document.tokens[end - 1].kind == TokenKind::Capital;
            let border = self.rules.stop.contains(key) || self.rules.small.contains(key) || self.says(end);
            if !capital || !word || border {
                break;
            }
            end += 1;
            let inside = |token: usize| {
                token < self.end
                    && self.document.tokens[token].kind == TokenKind::Capital
                    && self.state(token).is_none()
            };
            while inside(end) {
                end += 1;
            }
        }
        end
    }

    /// Words of a name from `from` up to the state at its end.
    pub(crate) fn name_to_state(&self, from: usize) -> Option<(String, usize)> {
        let mut at = from;
        while at < self.end && at < from + NAME_TOKENS_MAX {
            if let Some((code, end)) = self.state(at).filter(|(code, _)| *code != THIS_STATE) {
                return Some((code.to_owned(), end));
            }
            if let Some(end) = self.bracket(at) {
                at = end;
                continue;
            }
            let token = self.document.tokens[at];
            if !matches!(token.kind, TokenKind::Small | TokenKind::Capital) && self.text(at) != "-" {
                return None;
            }
            if self.rules.stop.contains(self.keys.one(at)) || self.says(at) {
                return None;
            }
            let Some(atom) = self.atom(at) else {
                at += 1;
                continue;
            };
            let inside = atom.entries.iter().all(|entry| match entry {
                Entry::Office(_) | Entry::Body(_) | Entry::Collective(_) => true,
                Entry::Word(row) => matches!(
                    self.rules.names.words[*row].class,
                    WordClass::Adjunct | WordClass::Of | WordClass::And | WordClass::Org | WordClass::Fresh
                ),
                _ => false,
            });
            if !inside || atom.figure.is_some() {
                return None;
            }
            at = atom.tokens.end;
        }
        None
    }

    /// True when a verb of saying stands at a token.
    pub(crate) fn says(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        self.rules.says(&self.document.lower[self.document.tokens[at].span.start..])
    }
}

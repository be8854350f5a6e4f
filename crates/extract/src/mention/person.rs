//! Persons: names with their titles, appositions, relatives.
//!
//! In: a token. Out: a draft of the group that starts there. Titles are read by [`super::office`].

use std::ops::Range;

use biennien_knowledge::WordClass;

use super::grammar::{Count, Draft, Owner, Parser, Title, Who, words};
use super::lexicon::Entry;

/// Tokens that an apposition can have at most.
const APPOSITION_TOKENS_MAX: usize = 25;

/// A person's name as the atoms give it.
pub(crate) enum Name {
    Figure(usize),
    Row(usize, Range<usize>),
    Unknown(Range<usize>),
}

impl Parser<'_> {
    pub(super) fn honorific(&self, at: usize) -> usize {
        self.honorific_end(at).unwrap_or(at)
    }

    /// Where the honorific at a token ends; a capital inside a sentence is none ("Anh").
    fn honorific_end(&self, at: usize) -> Option<usize> {
        self.is_word(at, WordClass::Honorific)
            .filter(|_| !self.is_inner_capital(at) || self.state(at).is_none())
    }

    /// A person's name at `at`; `titled` when a title stands before it.
    pub(crate) fn name(&self, at: usize, titled: bool) -> Option<(Name, usize)> {
        let atom = self.atom(at)?;
        let end = atom.tokens.end;
        if let Some(figure) = atom.figure {
            return Some((Name::Figure(figure), end));
        }
        for entry in &atom.entries {
            match entry {
                Entry::Person(row) | Entry::ShortPerson(row) => {
                    return Some((Name::Row(*row, atom.tokens.clone()), end));
                }
                Entry::TitledPerson(row) if titled && self.fits_gender(*row, at) => {
                    return Some((Name::Row(*row, atom.tokens.clone()), end));
                }
                _ => {}
            }
        }
        let titled_only = atom.entries.iter().all(|entry| matches!(entry, Entry::TitledPerson(_)));
        // "Tòa án Cách mạng": a lone Vietnamese syllable after a title begins a word more often than it is a name.
        let lone = atom.tokens.len() == 1 && !self.text(at).is_ascii() && self.honorific_before(at).is_none();
        let fits = titled && titled_only && !self.is_acronym(at) && (!lone || self.says(end));
        fits.then(|| (Name::Unknown(atom.tokens.clone()), end))
    }

    fn honorific_before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).and_then(|before| self.is_word(before, WordClass::Honorific))
    }

    /// True unless the honorific before `at` tells another gender than the table.
    fn fits_gender(&self, row: usize, at: usize) -> bool {
        let told = at.checked_sub(1).and_then(|before| self.word(before)).and_then(|(_, value, _)| value);
        let own = self.rules.world.people[row].gender.as_deref();
        !matches!(told, Some("m" | "f")) || own.is_none() || own == told
    }

    pub(super) fn figure(&mut self, name: Name) -> usize {
        match name {
            Name::Figure(figure) => figure,
            Name::Row(row, tokens) => {
                let keys = self.keys.words(tokens);
                self.cast.known(row, &keys, self.rules)
            }
            Name::Unknown(tokens) => {
                let keys = self.keys.words(tokens.clone());
                self.cast.learned(words(self.document, tokens), &keys)
            }
        }
    }

    /// A person: title, honorific, name and apposition, or a title alone.
    pub(crate) fn person(&mut self, at: usize, count: Count) -> Option<Draft> {
        let mut gender = None;
        let title = self.title(at);
        let mut next = title.as_ref().map_or(at, |(_, end)| *end);
        let mut titled = title.is_some();
        if let Some(end) = self.honorific_end(next) {
            let inner = if title.is_none() { self.title(end) } else { None };
            let name_at = inner.as_ref().map_or(end, |(_, end)| *end);
            if self.name(name_at, true).is_some() || (inner.is_some() && title.is_none()) {
                gender = self.word(next).and_then(|(_, value, _)| value.map(str::to_owned));
                next = name_at;
                titled = true;
                if let Some((inner, end)) = inner {
                    return self.finish_person(at, end, Some(inner), gender, count);
                }
            }
        }
        if !titled && self.name(next, false).is_none() {
            return self.introduced(at);
        }
        let title = title.map(|(title, _)| title);
        self.finish_person(at, next, title, gender, count)
    }

    fn finish_person(
        &mut self,
        at: usize,
        next: usize,
        title: Option<Title>,
        gender: Option<String>,
        count: Count,
    ) -> Option<Draft> {
        let titled = title.is_some() || gender.is_some() || next > at;
        let name = if count == Count::Many { None } else { self.name(next, titled) };
        let Some((name, end)) = name else {
            let title = title?;
            return Some(Draft { tokens: at..next, who: Who::Title(title), count, rule: "office" });
        };
        let figure = self.titled_figure(name, title.as_ref(), gender.as_deref());
        if let Some(title) = &title {
            self.learn(figure, title);
        }
        if gender.is_some() && self.cast.figures[figure].gender.is_none() {
            self.cast.figures[figure].gender = gender;
        }
        let end = self.after_name(figure, end);
        let rule = if title.is_some() { "person.title" } else { "person" };
        Some(Draft { tokens: at..end, who: Who::Figure(figure), count: Count::Unsaid, rule })
    }

    /// A relative or follower of somebody.
    pub(crate) fn kin(&mut self, at: usize) -> Option<Draft> {
        let (WordClass::Kin, value, end) = self.word(at)? else { return None };
        let of = self.is_word(end, WordClass::Of);
        let from = of.unwrap_or(end);
        let draft = self.person(from, Count::Unsaid)?;
        let Who::Figure(figure) = draft.who else { return None };
        let named = of.is_none() && draft.tokens.start == end && self.honorific_end(end).is_none();
        if named && self.title(end).is_none() {
            return Some(Draft { tokens: at..draft.tokens.end, rule: "kin.name", ..draft });
        }
        let end = draft.tokens.end;
        if self.text(end) == ","
            && let Some((name, end)) = self.name(self.honorific(end + 1), true)
        {
            let figure = self.figure(name);
            return Some(Draft {
                tokens: at..end,
                who: Who::Figure(figure),
                count: Count::Unsaid,
                rule: "kin.name",
            });
        }
        let word = value.unwrap_or("relative").to_owned();
        Some(Draft { tokens: at..end, who: Who::Kin(figure, word), count: Count::Unsaid, rule: "kin" })
    }

    /// Capitals that no table knows: a person where a verb of saying follows, else only their words.
    pub(crate) fn unknown(&mut self, at: usize) -> Option<Draft> {
        let atom = self.atom(at)?;
        let (tokens, end) = (atom.tokens.clone(), atom.tokens.end);
        if self.is_acronym(at) && tokens.len() == 1 {
            let name = words(self.document, tokens).to_owned();
            return Some(Draft {
                tokens: at..end,
                who: Who::Unknown(name),
                count: Count::Unsaid,
                rule: "acronym",
            });
        }
        let tokens_count = tokens.len();
        let foreign = self.is_inner_capital(at) && self.text(at).is_ascii() && self.text(at).len() > 3;
        if tokens_count == 1 && !foreign && !self.says(end) {
            return None;
        }
        if tokens_count > 1 && self.says(end) {
            let figure = self.figure(Name::Unknown(tokens));
            let end = self.bracket(end).unwrap_or(end);
            return Some(Draft {
                tokens: at..end,
                who: Who::Figure(figure),
                count: Count::Unsaid,
                rule: "person.says",
            });
        }
        let name = words(self.document, tokens).to_owned();
        Some(Draft { tokens: at..end, who: Who::Unknown(name), count: Count::Unsaid, rule: "unknown" })
    }

    /// A name that no table knows and no title announces, but an apposition explains.
    fn introduced(&mut self, at: usize) -> Option<Draft> {
        let atom = self.atom(at).filter(|atom| atom.is_unknown())?;
        let (tokens, end) = (atom.tokens.clone(), atom.tokens.end);
        // "Báo X - Ngoại trưởng …": a single word before a dash is the paper, not the minister.
        if tokens.len() == 1 && self.text(end) != "," {
            return None;
        }
        if self.apposition(end).is_none() {
            let end = self.long_apposition(end)?;
            let figure = self.figure(Name::Unknown(tokens));
            let who = Who::Figure(figure);
            return Some(Draft { tokens: at..end, who, count: Count::Unsaid, rule: "person.says" });
        }
        let figure = self.figure(Name::Unknown(tokens));
        let end = self.after_name(figure, end);
        Some(Draft {
            tokens: at..end,
            who: Who::Figure(figure),
            count: Count::Unsaid,
            rule: "person.apposition",
        })
    }

    /// The owner of an office after more words ("người đứng đầu bộ phận phụ trách [...] của Bộ Ngoại giao Nga").
    fn far_owner(&mut self, at: usize) -> Option<(Owner, usize)> {
        let end = self.end.min(at + APPOSITION_TOKENS_MAX);
        for token in at..end {
            if matches!(self.text(token), "," | "." | ":") || self.says(token) {
                return None;
            }
            if let Some(from) = self.is_word(token, WordClass::Of)
                && let Some(found) = self.owner(from)
            {
                return Some(found);
            }
        }
        None
    }

    /// Words between commas before a verb of saying: where they end.
    fn long_apposition(&self, at: usize) -> Option<usize> {
        if self.text(at) != "," {
            return None;
        }
        let end = self.end.min(at + APPOSITION_TOKENS_MAX);
        let close = (at + 1..end).find(|token| self.text(*token) == "," && self.says(token + 1))?;
        Some(close)
    }

    /// Where the group ends that the name of `figure` at `at` is the core of.
    fn after_name(&mut self, figure: usize, at: usize) -> usize {
        let mut end = self.bracket(at).filter(|_| !self.document.tokens[at + 1..].is_empty()).unwrap_or(at);
        if let Some(from) = self.is_word(end, WordClass::Of) {
            if let Some((title, next)) = self.title(from) {
                let (_, next) = self.name(next, true).unwrap_or((Name::Figure(figure), next));
                self.own(figure, Owner::Title(Box::new(title)));
                return next;
            }
            if let Some((owner, next)) = self.owner(from) {
                self.own(figure, owner);
                end = next;
            }
        }
        if let Some((title, next)) = self.apposition(end) {
            self.learn(figure, &title);
            end = self.long_apposition(end).unwrap_or(next).max(next);
        }
        end
    }

    /// A title after a comma or dash that says who the name before it is.
    fn apposition(&mut self, at: usize) -> Option<(Title, usize)> {
        if !matches!(self.text(at), "," | "-" | "–") {
            return None;
        }
        let (_, from) = self.count(at + 1);
        let (mut title, mut end) = self.title(from)?;
        if title.owners.is_empty()
            && let Some((owner, next)) = self.far_owner(end)
        {
            title.owners.push(owner);
            end = next;
        }
        if title.relative.is_some() || title.offices.is_empty() {
            return None;
        }
        if self.name(self.honorific(end), true).is_some() || self.is_list(end) {
            return None;
        }
        Some((title, end))
    }

    /// True when the title that ends at `at` is one of a list, not an apposition.
    fn is_list(&self, at: usize) -> bool {
        self.text(at) == "," && self.office(at + 1).is_some()
    }

    fn own(&mut self, figure: usize, owner: Owner) {
        let side = self.rules.owner_code(&owner, self.cast);
        let figure = &mut self.cast.figures[figure];
        if figure.side.is_none() && !figure.observer {
            figure.side = side;
        }
    }

    /// Keeps what a title tells of a person.
    fn learn(&mut self, figure: usize, title: &Title) {
        let side = title.owners.iter().rev().find_map(|owner| self.rules.owner_code(owner, self.cast));
        let fixed = title.offices.iter().find_map(|row| self.rules.fixed_code(*row));
        let private =
            title.offices.iter().map(|row| self.rules.private_code(*row)).collect::<Option<Vec<_>>>();
        let observer = !title.offices.is_empty() && private.is_some();
        let figure = &mut self.cast.figures[figure];
        if title.former {
            figure.former |= figure.roles.is_empty();
            return;
        }
        if observer {
            figure.trades.extend(&title.offices);
            if figure.roles.is_empty() && figure.row.is_none() {
                figure.observer = true;
                figure.side = private.and_then(|codes| codes.into_iter().flatten().next());
            }
            return;
        }
        let side = side.or(fixed);
        for row in &title.offices {
            if !figure.roles.iter().any(|(office, of)| office == row && (of.is_some() || side.is_none())) {
                figure.roles.retain(|(office, of)| office != row || of.is_some());
                figure.roles.push((*row, side.clone()));
            }
        }
        if figure.side.is_none() {
            figure.side = side;
        }
    }
}

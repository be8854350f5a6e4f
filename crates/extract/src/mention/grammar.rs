//! Grammar: atoms to noun groups. A group is read from the left: numeral, title with its owner, name, apposition.

use std::ops::Range;

use biennien_knowledge::WordClass;
use biennien_model::{Document, TokenKind};

use super::Rules;
use super::atoms::Atom;
use super::cast::Cast;
use super::lexicon::{Entry, Keys};

/// Who owns an office or body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Owner {
    /// A state, by its code.
    State(String),
    /// A row of `world/organizations.tsv`.
    Organization(usize),
    /// A body, and the state it belongs to.
    Body(usize, Option<String>),
    /// A row of `world/places.tsv`.
    Place(usize),
    /// A row of `world/outlets.tsv`.
    Outlet(usize),
    /// Holder of an office, and its owner.
    Title(Box<Title>),
    /// A person.
    Figure(usize),
}

/// An office and whose it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// Rows of `vi/offices.tsv`, the first one leads.
    pub(crate) offices: Vec<usize>,
    /// Whose office.
    pub(crate) owners: Vec<Owner>,
    /// No longer held.
    pub(crate) former: bool,
    /// The holder of the same office elsewhere, before or after.
    pub(crate) relative: Option<WordClass>,
}

/// Who a draft means, before it is resolved.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    Figure(usize),
    Title(Title),
    State(String),
    Capital(usize),
    Place(usize),
    Organization(usize),
    Body(usize, Option<String>),
    Collective(usize, Vec<String>),
    Outlet(Option<usize>, String),
    Source(Vec<String>),
    Pronoun(WordClass, Option<String>),
    Unknown(String),
}

/// How many are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    One,
    Many,
    Unsaid,
}

/// A noun group before it is resolved.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) tokens: Range<usize>,
    pub(crate) who: Who,
    pub(crate) count: Count,
    pub(crate) rule: &'static str,
}

/// What the grammar reads.
pub(crate) struct Parser<'a> {
    pub(crate) document: &'a Document,
    pub(crate) keys: &'a Keys,
    pub(crate) rules: &'a Rules,
    pub(crate) atoms: &'a [Atom],
    /// Atom that starts at a token.
    pub(crate) starts: &'a [Option<usize>],
    pub(crate) cast: &'a mut Cast,
    /// End of the sentence that is read.
    pub(crate) end: usize,
}

impl<'a> Parser<'a> {
    /// Reads the groups of the sentence with these tokens.
    pub(crate) fn sentence(&mut self, range: Range<usize>, drafts: &mut Vec<Draft>) {
        self.end = range.end;
        let mut at = range.start;
        while at < range.end {
            match self.group(at) {
                Some(draft) => {
                    at = draft.tokens.end.max(at + 1);
                    drafts.push(draft);
                }
                None => at = self.atom(at).map_or(at + 1, |atom| atom.tokens.end),
            }
        }
    }

    fn group(&mut self, at: usize) -> Option<Draft> {
        if let Some(draft) = self.pronoun(at) {
            return Some(draft);
        }
        let (count, head) = self.count(at);
        let draft = self
            .person(head, count)
            .or_else(|| self.source(head, count))
            .or_else(|| self.outlet(head))
            .or_else(|| self.body(head, count))
            .or_else(|| self.collective(head, count))
            .or_else(|| if head == at { self.plain(head) } else { None })?;
        let mut draft = draft;
        if head > at {
            draft.tokens.start = at;
            draft.count = count;
        }
        self.trail(&mut draft);
        Some(draft)
    }

    pub(crate) fn atom(&self, at: usize) -> Option<&'a Atom> {
        if at >= self.end {
            return None;
        }
        let atom = &self.atoms[(*self.starts.get(at)?)?];
        (atom.tokens.end <= self.end).then_some(atom)
    }

    fn word(&self, at: usize) -> Option<(WordClass, Option<&'a str>, usize)> {
        let atom = self.atom(at)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Word(row) => {
                let word = &self.rules.names.words[*row];
                Some((word.class, word.value.as_deref(), atom.tokens.end))
            }
            _ => None,
        })
    }

    fn is_word(&self, at: usize, class: WordClass) -> Option<usize> {
        let atom = self.atom(at)?;
        let has = atom.entries.iter().any(|entry| match entry {
            Entry::Word(row) => self.rules.names.words[*row].class == class,
            _ => false,
        });
        has.then_some(atom.tokens.end)
    }

    fn text(&self, at: usize) -> &'a str {
        if at < self.end { self.document.tokens[at].span.of(&self.document.text) } else { "" }
    }

    /// Numerals and quantifiers before a head.
    fn count(&self, at: usize) -> (Count, usize) {
        let (mut count, mut head) = (Count::Unsaid, at);
        while head < self.end && head < at + 4 {
            if let Some(end) = self.is_word(head, WordClass::One) {
                (count, head) = (if count == Count::Unsaid { Count::One } else { count }, end);
            } else if let Some(end) = self.is_word(head, WordClass::Many) {
                (count, head) = (Count::Many, end);
            } else if self.document.tokens[head].kind == TokenKind::Number {
                (count, head) = (Count::Many, head + 1);
            } else {
                break;
            }
        }
        (count, head)
    }

    fn pronoun(&self, at: usize) -> Option<Draft> {
        let (class, value, end) = self.word(at)?;
        let alone = match class {
            WordClass::Honorific => {
                value.is_some()
                    && self.name(end, true).is_none()
                    && self.office(end).is_none()
                    && self.document.tokens[at].span.len() <= 4
            }
            WordClass::He
            | WordClass::They
            | WordClass::ThisState
            | WordClass::Two
            | WordClass::TwoLeaders
            | WordClass::ThisAlliance
            | WordClass::ThisBody
            | WordClass::ThisOutlet => true,
            _ => false,
        };
        if !alone {
            return None;
        }
        let who = Who::Pronoun(class, value.map(str::to_owned));
        Some(Draft { tokens: at..end, who, count: Count::Unsaid, rule: "pronoun" })
    }

    fn office(&self, at: usize) -> Option<(usize, usize)> {
        let atom = self.atom(at)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Office(row) => Some((*row, atom.tokens.end)),
            _ => None,
        })
    }

    pub(crate) fn state(&self, at: usize) -> Option<(&'a str, usize)> {
        let atom = self.atom(at)?;
        atom.entries.iter().find_map(|entry| match entry {
            Entry::State(row) | Entry::Epithet(row) => {
                Some((self.rules.world.states[*row].code.as_str(), atom.tokens.end))
            }
            _ => None,
        })
    }

    /// A state that owns: by name, or by the capital that stands for it.
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

    /// Who stands at `at` as the owner of an office.
    fn owner(&mut self, at: usize) -> Option<(Owner, usize)> {
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
                    let (code, end) = self.owning_state(from)?;
                    return Some((Owner::State(code), end));
                }
                _ => {}
            }
        }
        None
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

    /// A short bracket that starts at `at`.
    fn bracket(&self, at: usize) -> Option<usize> {
        if self.text(at) != "(" {
            return None;
        }
        (at + 1..self.end.min(at + 14)).find(|index| self.text(*index) == ")").map(|index| index + 1)
    }

    /// An office with its owners; `None` when none starts at `at`.
    fn title(&mut self, at: usize) -> Option<(Title, usize)> {
        let mut title = Title::default();
        let mut next = at;
        loop {
            if let Some(end) = self.is_word(next, WordClass::Former) {
                title.former = true;
                next = end;
            } else if let Some(end) = self.is_word(next, WordClass::Fresh) {
                next = end;
            } else {
                break;
            }
        }
        if let Some((row, end)) = self.office(next) {
            title.offices.push(row);
            next = end;
        } else {
            let (class, _, end) = self.word(next)?;
            if !matches!(class, WordClass::Counterpart | WordClass::Predecessor | WordClass::Successor) {
                return None;
            }
            title.relative = Some(class);
            title.former = class == WordClass::Predecessor;
            next = end;
        }
        let mut steps = 0;
        while steps < 6 {
            steps += 1;
            if let Some(end) = self.is_word(next, WordClass::Adjunct) {
                next = end;
                continue;
            }
            if let Some((owner, end)) = self.owner(next) {
                title.owners.push(owner);
                next = end;
                continue;
            }
            let linked = self.is_word(next, WordClass::Of);
            let placed = self.is_word(next, WordClass::In).filter(|_| !title.offices.is_empty());
            if let Some(from) = linked.or(placed) {
                if let Some((owner, end)) = self.owner(from) {
                    if linked.is_some() || title.owners.is_empty() || self.is_name_or_end(end) {
                        title.owners.push(owner);
                        next = end;
                        continue;
                    }
                } else if linked.is_some() {
                    let adjoined = self.title(from).filter(|(inner, _)| inner.relative.is_none());
                    if let Some((inner, end)) = adjoined {
                        title.owners.push(Owner::Title(Box::new(inner)));
                        next = end;
                        continue;
                    }
                    if let Some((figure, end)) = self.name(from, false)
                        && title.owners.is_empty()
                    {
                        title.owners.push(Owner::Figure(self.figure(figure)));
                        next = end;
                        continue;
                    }
                }
                break;
            }
            if let Some((row, end)) = self.office(next) {
                title.offices.push(row);
                next = end;
                continue;
            }
            let joined =
                if self.text(next) == "," { Some(next + 1) } else { self.is_word(next, WordClass::Kiem) };
            if let Some(from) = joined
                && self.office(from).is_some()
                && let Some((more, end)) = self.title(from)
                && (self.text(next) != "," || self.name(self.honorific(end), true).is_some())
            {
                title.offices.extend(more.offices);
                title.owners.extend(more.owners);
                next = end;
                continue;
            }
            break;
        }
        Some((title, next))
    }

    fn is_name_or_end(&self, at: usize) -> bool {
        at >= self.end
            || self.name(at, true).is_some()
            || matches!(self.text(at), "," | "." | "-" | "–" | "(" | ":")
    }

    fn honorific(&self, at: usize) -> usize {
        self.is_word(at, WordClass::Honorific).unwrap_or(at)
    }

    /// A person's name at `at`; `titled` when a title stands before it.
    fn name(&self, at: usize, titled: bool) -> Option<(Name, usize)> {
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
                Entry::TitledPerson(row) if titled => {
                    return Some((Name::Row(*row, atom.tokens.clone()), end));
                }
                _ => {}
            }
        }
        (titled && atom.is_unknown()).then(|| (Name::Unknown(atom.tokens.clone()), end))
    }

    fn figure(&mut self, name: Name) -> usize {
        match name {
            Name::Figure(figure) => figure,
            Name::Row(row, tokens) => {
                let keys: Vec<&str> = self.keys.of(tokens).iter().map(|key| key.text.as_str()).collect();
                self.cast.known(row, &keys, self.rules)
            }
            Name::Unknown(tokens) => {
                let keys: Vec<&str> =
                    self.keys.of(tokens.clone()).iter().map(|key| key.text.as_str()).collect();
                self.cast.learned(words(self.document, tokens), &keys)
            }
        }
    }

    /// A person: title, honorific, name and apposition, or a title alone.
    fn person(&mut self, at: usize, count: Count) -> Option<Draft> {
        let mut gender = None;
        let title = self.title(at);
        let mut next = title.as_ref().map_or(at, |(_, end)| *end);
        let mut titled = title.is_some();
        if let Some(end) = self.is_word(next, WordClass::Honorific) {
            let inner = if title.is_none() { self.title(end) } else { None };
            let name_at = inner.as_ref().map_or(end, |(_, end)| *end);
            if self.name(name_at, true).is_some() || (inner.is_some() && title.is_none()) {
                gender = self.word(next).and_then(|(_, value, _)| value.map(str::to_owned));
                next = name_at;
                titled = true;
                if let Some((inner, end)) = inner {
                    return Some(self.finish_person(at, end, Some(inner), gender, count)?);
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
        let figure = self.figure(name);
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

    /// A name that no table knows and no title announces, but an apposition explains.
    fn introduced(&mut self, at: usize) -> Option<Draft> {
        let atom = self.atom(at).filter(|atom| atom.is_unknown())?;
        let (tokens, end) = (atom.tokens.clone(), atom.tokens.end);
        self.apposition(end)?;
        let figure = self.figure(Name::Unknown(tokens));
        let end = self.after_name(figure, end);
        Some(Draft {
            tokens: at..end,
            who: Who::Figure(figure),
            count: Count::Unsaid,
            rule: "person.apposition",
        })
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
            end = next;
        }
        end
    }

    /// A title after a comma or dash that says who the name before it is.
    fn apposition(&mut self, at: usize) -> Option<(Title, usize)> {
        if !matches!(self.text(at), "," | "-" | "–") {
            return None;
        }
        let (_, from) = self.count(at + 1);
        let (title, end) = self.title(from)?;
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
        let observer =
            !title.offices.is_empty() && title.offices.iter().all(|row| self.rules.is_observer(*row));
        let figure = &mut self.cast.figures[figure];
        if title.former {
            figure.former |= figure.roles.is_empty();
            return;
        }
        if observer {
            figure.observer |= figure.roles.is_empty();
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

    fn source(&mut self, at: usize, count: Count) -> Option<Draft> {
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

    fn outlet(&mut self, at: usize) -> Option<Draft> {
        let mut next = at;
        let mut announced = false;
        while let Some(end) = self.is_word(next, WordClass::Outlet) {
            announced = true;
            next = end;
            if let Some((_, end)) = self.state(next)
                && self.atom(end).is_some_and(|atom| atom.is_unknown() || self.outlet_row(atom).is_some())
            {
                next = end;
            }
        }
        let atom = self.atom(next)?;
        let row = self.outlet_row(atom);
        if row.is_none() && !(announced && atom.is_unknown()) {
            return None;
        }
        let name = row.map_or_else(
            || words(self.document, atom.tokens.clone()).to_owned(),
            |row| self.rules.world.outlets[row].name.clone(),
        );
        let mut end = self.bracket(atom.tokens.end).unwrap_or(atom.tokens.end);
        let from = self.is_word(end, WordClass::Of).unwrap_or(end);
        if let Some((_, next)) = self.state(from) {
            end = next;
        }
        Some(Draft { tokens: at..end, who: Who::Outlet(row, name), count: Count::Unsaid, rule: "outlet" })
    }

    fn outlet_row(&self, atom: &Atom) -> Option<usize> {
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Outlet(row) => Some(*row),
            _ => None,
        })
    }

    fn body(&mut self, at: usize, count: Count) -> Option<Draft> {
        let atom = self.atom(at)?;
        let row = atom.entries.iter().find_map(|entry| match entry {
            Entry::Body(row) => Some(*row),
            _ => None,
        })?;
        let (code, mut end) = self.body_state(atom.tokens.end);
        if let Some(from) = self.is_word(end, WordClass::In)
            && code.is_some()
            && let Some((_, next)) = self.owner(from)
            && self.rules.names.bodies[row].title.contains("mbassy")
        {
            end = next;
        }
        Some(Draft { tokens: at..end, who: Who::Body(row, code), count, rule: "body" })
    }

    fn collective(&mut self, at: usize, count: Count) -> Option<Draft> {
        let atom = self.atom(at)?;
        let row = atom.entries.iter().find_map(|entry| match entry {
            Entry::Collective(row) => Some(*row),
            _ => None,
        })?;
        let mut end = atom.tokens.end;
        let mut codes = Vec::new();
        let mut steps = 0;
        while steps < 4 {
            steps += 1;
            if let Some(next) = self.is_word(end, WordClass::Adjunct) {
                end = next;
                continue;
            }
            let from = self.is_word(end, WordClass::Of).unwrap_or(end);
            if let Some((code, next)) = self.owning_state(from) {
                codes.push(code);
                end = next;
                break;
            }
            if let Some((owner, next)) = self.owner(from) {
                codes.extend(self.rules.owner_code(&owner, self.cast));
                end = next;
            }
            break;
        }
        let side_word = self.rules.names.collectives[row].kind == "side";
        if codes.is_empty()
            && (side_word || self.document.tokens[at].span.len() == atom_len(self.document, atom))
        {
            return None;
        }
        if side_word && count == Count::Unsaid && codes.len() == 1 {
            let who = Who::State(codes.remove(0));
            return Some(Draft { tokens: at..end, who, count, rule: "state.side" });
        }
        Some(Draft { tokens: at..end, who: Who::Collective(row, codes), count, rule: "collective" })
    }

    /// A name alone: state, organisation, place.
    fn plain(&mut self, at: usize) -> Option<Draft> {
        let atom = self.atom(at)?;
        let end = atom.tokens.end;
        for entry in &atom.entries {
            let (who, rule) = match entry {
                Entry::State(row) | Entry::Epithet(row) => {
                    (Who::State(self.rules.world.states[*row].code.clone()), "state")
                }
                Entry::Organization(row) => (Who::Organization(*row), "organization"),
                Entry::Place(row) if self.rules.world.places[*row].stands_for.is_some() => {
                    (Who::Capital(*row), "capital")
                }
                Entry::Place(row) => (Who::Place(*row), "place"),
                _ => continue,
            };
            let end =
                if matches!(who, Who::Organization(_)) { self.bracket(end).unwrap_or(end) } else { end };
            return Some(Draft { tokens: at..end, who, count: Count::Unsaid, rule });
        }
        None
    }

    /// Takes in words that follow a group and belong to it.
    fn trail(&self, draft: &mut Draft) {
        if !matches!(draft.who, Who::Title(_) | Who::Collective(..) | Who::Source(_)) {
            return;
        }
        while let Some(end) = self.is_word(draft.tokens.end, WordClass::Trail) {
            draft.tokens.end = end;
        }
    }
}

/// A person's name as the atoms give it.
enum Name {
    Figure(usize),
    Row(usize, Range<usize>),
    Unknown(Range<usize>),
}

/// The text of the tokens in `range`.
pub(crate) fn words(document: &Document, range: Range<usize>) -> &str {
    let (first, last) = (document.tokens[range.start], document.tokens[range.end - 1]);
    document.text.get(first.span.start..last.span.end).unwrap_or("")
}

fn atom_len(document: &Document, atom: &Atom) -> usize {
    words(document, atom.tokens.clone()).len()
}

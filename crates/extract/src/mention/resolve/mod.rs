//! Resolve: every draft gets a name, a side and an id; pronouns and bare offices get who was named before.
//!
//! In: drafts of groups in text order. Out: groups in the same order; drafts that mean nobody are left out.
//! [`bare`] knows offices without a name, [`pronoun`] pronouns.

mod bare;
mod pronoun;

use biennien_knowledge::WordClass;
use biennien_model::{Document, Group, GroupKind, Span};
use jiff::civil::Date;

use super::Rules;
use super::cast::{Cast, side_of};
use super::grammar::{Count, Draft, Named, THIS_STATE, Who};
use super::titles::fill_pattern;

/// Gives every draft its name and side; the groups come in text order.
pub(crate) fn resolve(
    document: &Document,
    published: Option<Date>,
    rules: &Rules,
    cast: &mut Cast,
    drafts: &[Draft],
) -> Vec<Group> {
    let mut resolver = Resolver {
        document,
        published,
        rules,
        cast,
        groups: Vec::new(),
        figures: Vec::new(),
        near: Vec::new(),
        last_side: None,
        subject_side: None,
        first_side: first_side(drafts, rules),
    };
    for draft in drafts {
        resolver.add(draft);
    }
    resolver.groups
}

struct Resolver<'a> {
    document: &'a Document,
    published: Option<Date>,
    rules: &'a Rules,
    cast: &'a mut Cast,
    groups: Vec<Group>,
    /// The figure of each group, for groups that mean one.
    figures: Vec<Option<usize>>,
    /// Figures in the order in which they were last met.
    near: Vec<usize>,
    /// The side of a state that was named last.
    last_side: Option<String>,
    /// The side of a state that last stood at the head of a sentence, and that sentence's paragraph.
    subject_side: Option<(String, usize)>,
    /// The first state that the document names, else the country of the papers.
    first_side: Option<String>,
}

/// Groups that are looked at before a pronoun at most.
const LOOKBACK_MAX: usize = 200;

/// Figures that are remembered for bare titles at most.
const NEAR_MAX: usize = 40;

/// What a draft came to.
struct Found {
    kind: GroupKind,
    name: Option<String>,
    codes: Vec<String>,
    id: Option<String>,
    plural: bool,
    rule: &'static str,
}

impl Resolver<'_> {
    fn add(&mut self, draft: &Draft) {
        let first = self.document.tokens[draft.tokens.start].span;
        let last = self.document.tokens[draft.tokens.end - 1].span;
        let span = Span::new(first.start, last.end);
        let Some(found) = self.find(draft, span) else { return };
        let mut near = self.near.iter().rev().inspect(|_| crate::work::step());
        let named =
            near.find(|figure| found.name.as_ref() == Some(&self.cast.figures[**figure].name)).copied();
        self.figures.push(named);
        self.keep_side(&found, span);
        self.groups.push(Group {
            span,
            kind: found.kind,
            name: found.name,
            codes: found.codes,
            id: found.id,
            plural: found.plural,
            rule: found.rule,
        });
    }

    /// The groups met so far, the last one first, as many as are looked at.
    fn groups_before(&self) -> impl Iterator<Item = &Group> + Clone {
        self.groups.iter().rev().take(LOOKBACK_MAX).inspect(|_| crate::work::step())
    }

    fn find(&mut self, draft: &Draft, span: Span) -> Option<Found> {
        let rules = self.rules;
        let one = |kind, name: String, code: Option<String>, id: Option<String>| Found {
            kind,
            name: Some(name),
            codes: code.into_iter().collect(),
            id,
            plural: false,
            rule: draft.rule,
        };
        Some(match &draft.who {
            Who::Figure(figure) => self.figure(*figure, draft.rule, span),
            Who::Title(title) => return self.title(title, draft, span),
            Who::State(code) => {
                let kind = if self.is_in(span) { GroupKind::Place } else { GroupKind::State };
                one(kind, rules.side_name(code), Some(code.clone()), Some(format!("state:{code}")))
            }
            Who::Capital(row) if rules.world.places[*row].kind != "capital" => {
                let place = &rules.world.places[*row];
                let kind = if self.is_where(span) { GroupKind::Place } else { GroupKind::State };
                one(kind, place.name.clone(), place.stands_for.clone(), Some(format!("place:{}", place.name)))
            }
            Who::Capital(row) => {
                let place = &rules.world.places[*row];
                let code = place.stands_for.clone()?;
                if self.is_where(span) {
                    one(
                        GroupKind::Place,
                        place.name.clone(),
                        place.code.clone(),
                        Some(format!("place:{}", place.name)),
                    )
                } else {
                    one(
                        GroupKind::State,
                        rules.side_name(&code),
                        Some(code.clone()),
                        Some(format!("state:{code}")),
                    )
                }
            }
            Who::Place(row) => {
                let place = &rules.world.places[*row];
                one(
                    GroupKind::Place,
                    place.name.clone(),
                    place.code.clone(),
                    Some(format!("place:{}", place.name)),
                )
            }
            Who::Organization(row) => {
                let organization = &rules.world.organizations[*row];
                let kind = match organization.kind.as_str() {
                    "company" | "ngo" => GroupKind::Observer,
                    _ => GroupKind::Organization,
                };
                let code = organization.code.clone().filter(|_| kind != GroupKind::Observer);
                one(
                    kind,
                    organization.name.clone(),
                    code,
                    Some(format!("organization:{}", organization.name)),
                )
            }
            Who::Body(row, code) => {
                let code = self.known(code.clone()).or_else(|| self.context_code(span));
                let name = rules.body_name(*row, code.as_deref());
                one(GroupKind::Organization, name, code, None)
            }
            Who::Collective(row, codes) => return self.collective(*row, codes, draft, span),
            Who::Outlet(row, name) => {
                let id = row.map(|_| format!("outlet:{name}"));
                one(GroupKind::Outlet, name.clone(), Some("MEDIA".to_owned()), id)
            }
            Who::Source(codes) => {
                let codes: Vec<String> =
                    codes.iter().filter_map(|code| self.known(Some(code.clone()))).collect();
                let word = if draft.count == Count::Many { "sources" } else { "source" };
                let name =
                    codes.first().map_or(word.to_owned(), |code| format!("{} {word}", rules.adjective(code)));
                let mut found = one(GroupKind::Officials, name, codes.first().cloned(), None);
                found.plural = draft.count == Count::Many;
                found
            }
            Who::Pronoun(class, value) => return self.pronoun(*class, value.as_deref(), draft, span),
            Who::Unknown(name) => one(GroupKind::Observer, name.clone(), None, None),
            Who::Named(name, code, what) => {
                let code = self.known(code.clone());
                match what {
                    Named::Body => one(GroupKind::Organization, name.clone(), code, None),
                    Named::Region => one(GroupKind::State, name.clone(), code, None),
                    Named::Company => one(GroupKind::Observer, name.clone(), None, None),
                }
            }
            Who::Pair(class, codes) => self.pair(*class, codes, span),
            Who::Kin(figure, word) => {
                let name = format!("{} of {}", word, self.cast.figures[*figure].name);
                one(GroupKind::Observer, name, None, None)
            }
            Who::Circle(row, figure) => {
                let row_code =
                    self.cast.figures[*figure].row.and_then(|row| rules.world.people[row].code.clone());
                let code = row_code.or_else(|| self.figure_side(*figure, span).0);
                let mut found = self.collective(*row, code.as_slice(), draft, span)?;
                if found.kind == GroupKind::Officials {
                    let name = &self.cast.figures[*figure].name;
                    let last = name.rsplit(' ').next().unwrap_or(name);
                    found.name = Some(format!("{last} administration"));
                }
                found
            }
        })
    }

    /// A code in which "this state" has become the state named last.
    fn known(&self, code: Option<String>) -> Option<String> {
        match code.as_deref() {
            Some(THIS_STATE) => self.any_side(),
            _ => code,
        }
    }

    /// True when "in" or "at" stands before the group.
    fn is_in(&self, span: Span) -> bool {
        self.word_before(span).is_some_and(|class| class == WordClass::In)
    }

    /// True when the group is a place where or to which.
    fn is_where(&self, span: Span) -> bool {
        self.word_before(span).is_some_and(|class| matches!(class, WordClass::In | WordClass::To))
    }

    fn word_before(&self, span: Span) -> Option<WordClass> {
        let before = self.document.lower[..span.start].trim_end();
        let rows = self.rules.names.words.iter();
        let mut rows = rows.filter(|row| matches!(row.class, WordClass::In | WordClass::To));
        rows.find(|row| row.names.iter().any(|name| ends_with_word(before, name))).map(|row| row.class)
    }

    fn figure(&mut self, figure: usize, rule: &'static str, span: Span) -> Found {
        self.near.retain(|other| *other != figure);
        if self.near.len() >= NEAR_MAX {
            self.near.remove(0);
        }
        self.near.push(figure);
        let (code, kind) = self.figure_side(figure, span);
        let person = &self.cast.figures[figure];
        let id = match person.row {
            Some(row) => format!("person:{}", self.rules.world.people[row].id),
            None => format!("local:{}", person.name),
        };
        Found {
            kind,
            name: Some(person.name.clone()),
            codes: code.into_iter().collect(),
            id: Some(id),
            plural: false,
            rule,
        }
    }

    /// The side a figure acts for, and whether it acts for any.
    fn figure_side(&self, figure: usize, span: Span) -> (Option<String>, GroupKind) {
        let person = &self.cast.figures[figure];
        if let Some(row) = person.row {
            let side = side_of(&self.rules.world.people[row], self.published, self.rules).map(str::to_owned);
            let told = person.roles.iter().find_map(|(_, of)| of.clone()).filter(|_| !person.former);
            return (side.or_else(|| self.known(told)), GroupKind::Person);
        }
        if person.observer {
            return (person.side.clone(), GroupKind::Observer);
        }
        let side = person.side.clone();
        let side = side
            .or_else(|| if person.roles.is_empty() || person.former { None } else { self.home_side(span) });
        (side, GroupKind::Person)
    }

    /// Remembers the side of a group for those that name none.
    fn keep_side(&mut self, found: &Found, span: Span) {
        let [code] = found.codes.as_slice() else { return };
        if self.rules.world.state(code).is_none() {
            return;
        }
        self.last_side = Some(code.clone());
        let Some(sentence) = self.document.sentence_at(span.start) else { return };
        let sentence = &self.document.sentences[sentence];
        if sentence.span.start == span.start && found.kind != GroupKind::Place {
            self.subject_side = Some((code.clone(), sentence.paragraph));
        }
    }

    /// The side that was named last.
    fn any_side(&self) -> Option<String> {
        self.last_side.clone()
    }

    /// The side that somebody without any belongs to: that of the last subject nearby, else the last one named.
    fn home_side(&self, span: Span) -> Option<String> {
        let paragraph = self.document.paragraph_at(span.start)?;
        let subject = self.subject_side.as_ref().filter(|(_, other)| *other + 2 > paragraph);
        let near = subject.map(|(code, _)| code.clone()).or_else(|| self.last_side.clone());
        near.or_else(|| self.first_side.clone())
    }

    /// The side that an unowned body before `span` belongs to: the last one named in the document.
    fn context_code(&self, span: Span) -> Option<String> {
        self.home_side(span)
    }

    fn collective(&mut self, row: usize, codes: &[String], draft: &Draft, span: Span) -> Option<Found> {
        let rules = self.rules;
        let collective = &rules.names.collectives[row];
        let mut codes: Vec<String> = codes.iter().filter_map(|code| self.known(Some(code.clone()))).collect();
        let kind = match collective.kind.as_str() {
            "force" => GroupKind::Force,
            "people" | "opposition" | "rebels" => GroupKind::People,
            "media" => GroupKind::Outlet,
            "observers" | "companies" => GroupKind::Observer,
            "side" => GroupKind::State,
            _ => GroupKind::Officials,
        };
        if codes.is_empty() && matches!(kind, GroupKind::Force | GroupKind::Officials) {
            codes.extend(self.context_code(span));
        }
        let adjective = codes.first().map_or(String::new(), |code| rules.adjective(code));
        let pattern = match (&collective.singular, draft.count) {
            (Some(singular), Count::One) => singular,
            _ => &collective.title,
        };
        let name = fill_pattern(pattern, &adjective);
        let codes = match kind {
            GroupKind::Outlet => vec!["MEDIA".to_owned()],
            GroupKind::Observer => Vec::new(),
            _ => match &collective.side {
                // An armed group is its own side: its fighters are no opposition of it.
                Some(side) => codes
                    .into_iter()
                    .map(
                        |code| {
                            if rules.world.state(&code).is_some() { format!("{side}-{code}") } else { code }
                        },
                    )
                    .collect(),
                None => codes,
            },
        };
        let plural = draft.count != Count::One;
        Some(Found { kind, name: Some(name), codes, id: None, plural, rule: draft.rule })
    }
}

/// The first state that a document names, else the country of the papers.
fn first_side(drafts: &[Draft], rules: &Rules) -> Option<String> {
    let mut states = drafts.iter().filter_map(|draft| match &draft.who {
        Who::State(code) if code != THIS_STATE => Some(code.clone()),
        _ => None,
    });
    let home = rules.names.words.iter().find(|row| row.class == WordClass::Home);
    states.next().or_else(|| home.and_then(|row| row.value.clone()))
}

/// True when `text` ends with `word`, as a word.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

//! Extract: one document to mentions, times, statements and events. Pure; one document at a time.
//!
//! In: a document and the day it was published, where known. Out: [`Facts`]. The rules are rows of `data/`,
//! compiled once into [`Rules`].

mod work;

mod finder;

pub mod mention;

pub mod time;

pub mod statement;

pub mod event;

pub mod confidence;

pub mod context;

mod dating;

mod example;

mod spelling;

use biennien_knowledge::Knowledge;
use biennien_model::{
    Document, Event, EventType, Group, Interval, Mention, Published, Statement, Status, Time,
};
use jiff::civil::Date;

pub use example::{document, run_example};
pub use spelling::{Lost, lost_spellings};

/// The tables, compiled for matching.
pub struct Rules {
    mention: mention::Rules,
    time: time::Rules,
    statement: statement::Rules,
    event: event::Rules,
    confidence: confidence::Rules,
    context: context::Rules,
    dating: dating::Rules,
}

impl Rules {
    /// Compiles the tables; takes milliseconds, so do it once.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        Rules {
            mention: mention::Rules::compile(knowledge),
            time: time::Rules::compile(knowledge),
            statement: statement::Rules::compile(knowledge),
            event: event::Rules::compile(knowledge),
            confidence: confidence::Rules::compile(knowledge),
            context: context::Rules::compile(knowledge),
            dating: dating::Rules::compile(knowledge),
        }
    }

    /// What an article with this text is about (PLOVER contexts), in the order of the table.
    pub fn contexts(&self, text: &str) -> Vec<String> {
        context::find(text, &self.context)
    }

    /// What the tables do not know of the names in `document`.
    pub fn survey(&self, document: &Document, published: Option<Date>) -> mention::Survey {
        mention::survey(document, published, &self.mention)
    }
}

/// What one document says.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Names, in text order.
    pub mentions: Vec<Mention>,
    /// Noun groups that can act or speak, in text order, never overlapping.
    pub groups: Vec<Group>,
    /// Times, in text order, never overlapping.
    pub times: Vec<Time>,
    /// Statements, in the order of their contents.
    pub statements: Vec<Statement>,
    /// Events, in the order of their triggers.
    pub events: Vec<Event>,
}

/// Finds everything in `document`, which was published on `published` (TimeML: `CREATION_TIME`).
pub fn find(document: &Document, published: Option<Date>, rules: &Rules) -> Facts {
    scan(document, rules).facts(published)
}

/// A document with what its words alone tell, before anything is counted from a day of publication.
pub struct Scan<'a> {
    document: &'a Document,
    rules: &'a Rules,
    names: mention::Scan<'a>,
    times: time::Scan<'a>,
    triggers: event::Hits,
}

/// Reads what the words of `document` tell alone, so that its facts can be found for several days of publication.
pub fn scan<'a>(document: &'a Document, rules: &'a Rules) -> Scan<'a> {
    Scan {
        document,
        rules,
        names: mention::scan(document, &rules.mention),
        times: time::scan(document, &rules.time),
        triggers: event::scan(document, &rules.event),
    }
}

impl Scan<'_> {
    /// Finds everything, counted from `published`.
    pub fn facts(&self, published: Option<Date>) -> Facts {
        let days = published.map(|day| Interval { first: day, last: day });
        self.facts_with(days, self.times.times(published))
    }

    /// Finds everything in a document that was published on one of `days`.
    ///
    /// A time whose value depends on the day keeps `X` for what is not known, as in an undated document.
    pub fn facts_between(&self, days: Interval) -> Facts {
        self.facts_with(Some(days), self.times.times_between(days))
    }

    /// Works out when an article without a date was published, from its undated `facts`; `None` when nothing decides.
    ///
    /// It was published no later than it was `captured`.
    pub fn infer_published(&self, facts: &Facts, captured: Option<Date>) -> Option<Published> {
        dating::infer(self.document, facts, captured, &self.times, &self.rules.dating)
    }

    fn facts_with(&self, published: Option<Interval>, times: Vec<Time>) -> Facts {
        let Scan { document, rules, names, triggers, .. } = self;
        let (mentions, groups) = names.find(published.map(|days| days.last));
        let statements = statement::find(document, &groups, &times, &rules.statement);
        let given = event::Given {
            document,
            groups: &groups,
            times: &times,
            statements: &statements,
            hits: triggers,
        };
        let mut events = event::find(given, &rules.event);
        if let Some(published) = published {
            plan_what_is_ahead(&mut events, published.first);
        }
        let mut facts = Facts { mentions, groups, times, statements, events };
        confidence::rate(document, &mut facts, &rules.confidence);
        facts
    }
}

/// Finds the events of a document whose other `facts` are known.
pub fn events(document: &Document, facts: &Facts, rules: &Rules) -> Vec<Event> {
    let hits = event::scan(document, &rules.event);
    let Facts { groups, times, statements, .. } = facts;
    event::find(event::Given { document, groups, times, statements, hits: &hits }, &rules.event)
}

/// What the learned layer of events would decide on, for its trainer.
pub fn event_questions(
    document: &Document,
    published: Option<Date>,
    rules: &Rules,
) -> Vec<event::rank::Question> {
    let (_, groups) = mention::find(document, published, &rules.mention);
    let times = time::find(document, published, &rules.time);
    let statements = statement::find(document, &groups, &times, &rules.statement);
    let hits = event::scan(document, &rules.event);
    let given =
        event::Given { document, groups: &groups, times: &times, statements: &statements, hits: &hits };
    event::questions(given, &rules.event)
}

/// What is told as a fact of a day after publication is announced. Who asks, blames, refuses or threatens has done so:
/// a day to come is that of what is asked for or threatened, not of the act.
fn plan_what_is_ahead(events: &mut [Event], published: Date) {
    for event in events.iter_mut().filter(|event| event.status == Status::Actual) {
        let days = event.date.as_ref().and_then(|date| Interval::parse(&date.value));
        if days.is_none_or(|days| days.first <= published) {
            continue;
        }
        match event.kind {
            EventType::Request | EventType::Accuse | EventType::Reject | EventType::Threaten => {
                event.date = None;
            }
            _ => event.status = Status::Planned,
        }
    }
}

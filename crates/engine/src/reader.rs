//! Reader: one capture to one reading.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use biennien_article::JudgedLine;
use biennien_extract::Facts;
use biennien_extract::mention::Survey;
use biennien_knowledge::{AccountCue, Knowledge};
use biennien_model::{
    Article, Capture, Document, Event, Interval, LineKind, Member, MentionKind, Problem, Published,
    Quotation, Reading, Source, Span, Statement, Telling, Time, TimeType,
};
use jiff::civil::Date;

use crate::panics::panic_words;

/// The tables, compiled once for all stages.
pub struct Reader {
    knowledge: Knowledge,
    article: biennien_article::Rules,
    extract: biennien_extract::Rules,
}

/// A page as it was judged, line by line.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The article found in it, with its date and the reasons for that.
    pub article: Article,
    /// Every line; empty for clean input and feeds, which hold nothing but the article.
    pub lines: Vec<JudgedLine>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A reading, and what the joining of documents needs of it.
#[derive(Debug, Clone)]
pub struct Read {
    /// The reading.
    pub reading: Reading,
    /// What joining needs.
    pub member: Member,
}

impl Reader {
    /// Compiles `knowledge` for all stages.
    pub fn new(knowledge: Knowledge) -> Reader {
        let article = biennien_article::Rules::compile(&knowledge);
        let extract = biennien_extract::Rules::compile(&knowledge);
        Reader { knowledge, article, extract }
    }

    /// The tables.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The compiled tables of the article stage.
    pub fn article_rules(&self) -> &biennien_article::Rules {
        &self.article
    }

    /// The compiled tables of the extraction stages.
    pub fn extract_rules(&self) -> &biennien_extract::Rules {
        &self.extract
    }

    /// Reads one capture. A panic on the way becomes an empty article with a problem of kind `bug`.
    pub fn read(&self, capture: &Capture) -> Read {
        self.read_dated(capture, None)
    }

    /// What the tables do not know of the names in one capture, and the text they stand in.
    pub(crate) fn survey(&self, capture: &Capture) -> (Document, Survey) {
        let (article, _) = biennien_article::read(capture, &self.article);
        let document = biennien_text::split(&article, &self.knowledge);
        let survey = self.extract.survey(&document, day(article.published.as_ref()));
        (document, survey)
    }

    /// Reads one capture and says of each of its lines what it is and why. A panic becomes a problem, as in
    /// [`Reader::read`].
    pub fn judge(&self, capture: &Capture) -> Judged {
        let reading = self.read(capture).reading;
        let lines = catch_unwind(AssertUnwindSafe(|| biennien_article::judge(capture, &self.article)))
            .unwrap_or_default();
        Judged { article: reading.article, lines, problems: reading.problems }
    }

    /// Reads one capture; where it has no date, and none can be worked out from it alone, it is taken to be published
    /// as `neighbours` say.
    pub fn read_dated(&self, capture: &Capture, neighbours: Option<&Published>) -> Read {
        catch_unwind(AssertUnwindSafe(|| self.read_stages(capture, neighbours))).unwrap_or_else(|panic| {
            let message =
                format!("the program failed on this capture: {}; please report it", panic_words(&*panic));
            let article = empty_article(capture);
            let member = member(&article, Vec::new(), &biennien_text::split(&article, &self.knowledge));
            let problems = vec![Problem::new("bug", message)];
            let reading = Reading {
                article,
                mentions: Vec::new(),
                times: Vec::new(),
                statements: Vec::new(),
                events: Vec::new(),
                problems,
            };
            Read { reading, member }
        })
    }

    fn read_stages(&self, capture: &Capture, neighbours: Option<&Published>) -> Read {
        let (mut article, problems) = biennien_article::read(capture, &self.article);
        let document = biennien_text::split(&article, &self.knowledge);
        let scan = biennien_extract::scan(&document, &self.extract);
        let mut facts = scan.facts(day(article.published.as_ref()));
        let (mut by_neighbours, mut undated) = (false, None);
        if article.published.is_none() {
            article.published = scan.infer_published(&facts, captured(capture));
            by_neighbours = article.published.is_none() && neighbours.is_some();
            if by_neighbours {
                article.published = neighbours.cloned();
            }
            if let Some(days) = article.published.as_ref().and_then(|found| Interval::parse(&found.value)) {
                let dated = if days.last <= days.first.tomorrow().unwrap_or(days.first) {
                    scan.facts(Some(days.last))
                } else {
                    scan.facts_between(days)
                };
                undated = Some(std::mem::replace(&mut facts, dated));
            }
        }
        let tellings = tellings(&facts, undated.as_ref(), &document, &self.knowledge.accounts);
        let people = people(&facts, &tellings);
        let member = Member { by_neighbours, people, ..member(&article, tellings, &document) };
        if let Some(undated) = undated {
            keep_undated(&mut facts, undated);
        }
        let reading = Reading {
            article,
            mentions: facts.mentions,
            times: facts.times,
            statements: facts.statements,
            events: facts.events,
            problems,
        };
        Read { reading, member }
    }
}

/// The day on which `capture` was made, in Vietnam, where the container tells it.
fn captured(capture: &Capture) -> Option<Date> {
    biennien_article::captured_at(capture.captured.as_deref()?).map(|time| time.date())
}

/// Gives `facts`, which were found with an inferred day of publication, the times and dates that the text alone gives:
/// a reading says what the words say (`XXXX-12-14`); what is inferred from them belongs to the chronicle.
fn keep_undated(facts: &mut Facts, undated: Facts) {
    let alone = Alone::new(&undated);
    for event in &mut facts.events {
        let date = alone.same(event).next().map(|alone| alone.date.clone());
        if let Some(date) = date {
            event.date = date;
        }
    }
    facts.times = undated.times;
}

/// The events that the text alone gives, by their words.
struct Alone<'a> {
    events: Vec<&'a Event>,
}

impl<'a> Alone<'a> {
    fn new(undated: &'a Facts) -> Alone<'a> {
        let mut events: Vec<&Event> = undated.events.iter().collect();
        events.sort_by_key(|event| event.span.start);
        Alone { events }
    }

    /// Those that are the same act as `event`, told with the same words.
    fn same(&self, event: &Event) -> impl Iterator<Item = &'a Event> {
        let (span, kind) = (event.span, event.kind);
        let first = self.events.partition_point(|other| other.span.start < span.start);
        let here = self.events[first..].iter().take_while(move |other| other.span.start == span.start);
        here.filter(move |other| other.span == span && other.kind == kind).copied()
    }
}

/// The day of publication; of an interval, its last day.
fn day(published: Option<&Published>) -> Option<Date> {
    Interval::parse(&published?.value).map(|days| days.last)
}

/// The most of a sentence that is kept with an event, in bytes; what is longer is no sentence of a news text.
const SENTENCE_BYTES_MAX: usize = 4000;

/// How many statements before an event are looked at for one that contains it.
const STATEMENTS_BACK: usize = 8;

/// Each event with the sentence that tells it; `undated` is what was found before a day of publication was inferred.
fn tellings(
    facts: &Facts,
    undated: Option<&Facts>,
    document: &Document,
    cues: &[AccountCue],
) -> Vec<Telling> {
    let mut tellings = Vec::with_capacity(facts.events.len());
    let alone = undated.map(Alone::new);
    for (index, event) in facts.events.iter().enumerate() {
        let Some(sentence) = document.sentence_at(event.span.start).map(|at| &document.sentences[at]) else {
            continue;
        };
        let kind = document.paragraphs[sentence.paragraph].kind;
        let span = near(sentence.span, event.span, &document.text);
        let inside = |quotation: &Quotation| quotation.outer.contains(sentence.span);
        let told = |alone: &Alone<'_>| alone.same(event).any(|one| one.date == event.date);
        let inferred_date = event.date.is_some() && alone.as_ref().is_some_and(|alone| !told(alone));
        let words = alone.as_ref().filter(|_| inferred_date).and_then(|alone| alone.same(event).next());
        tellings.push(Telling {
            index,
            event: event.clone(),
            inferred_date,
            words_date: words.and_then(|one| one.date.as_ref()).map(|date| date.value.clone()),
            sentence: span,
            quote: span.of(&document.text).to_owned(),
            kind,
            durations: durations(&facts.times, span),
            dependent: kind == LineKind::Title || document.quotation_at(event.span.start).is_some_and(inside),
            said_by: said_by(&facts.statements, event.span),
            notes: biennien_story::notes(&document.text, span, (&facts.mentions, &facts.times), cues),
        });
    }
    tellings
}

/// The people among the actors of `tellings`.
fn people(facts: &Facts, tellings: &[Telling]) -> Vec<String> {
    let events = tellings.iter().map(|telling| &telling.event);
    let actors = events.flat_map(|event| event.actors.iter().chain(&event.recipients));
    let names: BTreeSet<&str> = actors.filter_map(|actor| actor.name.as_deref()).collect();
    let people = facts.mentions.iter().filter(|mention| mention.kind == MentionKind::Person);
    let named = people.map(|mention| mention.name.as_str()).filter(|name| names.contains(name));
    let people: BTreeSet<&str> = named.collect();
    people.into_iter().map(str::to_owned).collect()
}

/// The speaker of the shortest statement around `span`; `statements` are in text order.
fn said_by(statements: &[Statement], span: Span) -> Option<Source> {
    let before = statements.partition_point(|statement| statement.span.start <= span.start);
    // Statements nest a few deep at most: those further back ended before.
    let near = statements[before.saturating_sub(STATEMENTS_BACK)..before].iter();
    let around = near.filter(|statement| statement.span.contains(span) && statement.speaker.is_some());
    around.min_by_key(|statement| statement.span.len()).and_then(|statement| statement.speaker.clone())
}

/// The sentence, or as much of it around the trigger as is kept.
fn near(sentence: Span, trigger: Span, text: &str) -> Span {
    if sentence.len() <= SENTENCE_BYTES_MAX {
        return sentence;
    }
    let start = text.ceil_char_boundary(trigger.start.saturating_sub(SENTENCE_BYTES_MAX / 2));
    let end = text.floor_char_boundary(trigger.end.saturating_add(SENTENCE_BYTES_MAX / 2));
    Span::new(start.max(sentence.start), end.min(sentence.end))
}

/// The lengths of time named in `span`; `times` are in text order.
fn durations(times: &[Time], span: Span) -> Vec<Time> {
    let from = times.partition_point(|time| time.span.start < span.start);
    let inside = times[from..].iter().take_while(|time| time.span.end <= span.end);
    inside.filter(|time| time.kind == TimeType::Duration).cloned().collect()
}

fn member(article: &Article, tellings: Vec<Telling>, document: &Document) -> Member {
    let credit = document.paragraphs.iter().find(|paragraph| paragraph.kind == LineKind::Credit);
    let body = article.text.split_once('\n').map_or("", |(_, body)| body);
    Member {
        article: article.id.clone(),
        source_id: article.source_id.clone(),
        outlet: article.outlet.clone(),
        title: article.title.clone(),
        published: article.published.as_ref().map(|published| published.value.clone()),
        basis: article.published.as_ref().map(|published| published.basis),
        by_neighbours: false,
        credit: credit.map(|paragraph| paragraph.span.of(&document.text).to_owned()),
        sketch: biennien_story::sketch(body),
        people: Vec::new(),
        tellings,
    }
}

fn empty_article(capture: &Capture) -> Article {
    Article {
        id: capture.digest[..16].to_owned(),
        source_id: capture.source_id.clone(),
        url: capture.url.clone(),
        ..Article::default()
    }
}

//! Searching the example captures: what is found is what a scan of the whole store finds.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use biennien_engine::{Inputs, Progress, Reader, build};
use biennien_knowledge::Knowledge;
use biennien_model::{Event, Interval, Span, Statement};
use biennien_search::query::{Query, Term, parse};
use biennien_search::{Index, Order, Wanted, bring_up_to_date, mark};
use biennien_store::{Store, Writer};
use biennien_view::search_rows;

mod desk;

struct Quiet;

impl Progress for Quiet {
    fn captures(&self, _: usize) {}
    fn joining(&self) {}
}

/// A store of the example captures with its index, and the rules it was read with.
fn example_store(dir: &Path) -> (Store, Reader) {
    let reader = Reader::new(Knowledge::built_in());
    let captures = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/captures"));
    let mut writer = Writer::open(dir).unwrap();
    build(Inputs { paths: &[captures], fields: &[] }, &mut writer, &reader, &Quiet).unwrap();
    bring_up_to_date(&writer).unwrap();
    drop(writer);
    (Store::open(dir).unwrap(), reader)
}

const ALL: Wanted = Wanted { order: Order::Relevance, limit: 10_000, offset: 0, facets: true };

/// One thing of the store, as a scan sees it.
struct Thing {
    id: String,
    text: String,
    outlets: Vec<String>,
    actors: Vec<String>,
    types: Vec<String>,
    statuses: Vec<String>,
    days: Option<Interval>,
}

#[test]
fn what_is_found_is_what_a_scan_finds() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = example_store(dir.path());
    let index = Index::open(&store).unwrap();
    let things = scan(&store);
    assert_eq!(index.len(), things.len() as u64);
    const WORDS: &[&str] = &[
        "",
        "nga",
        "Nga",
        "tổng thống",
        "\"tổng thống\"",
        "cuoc",
        "hop",
        "-nga",
        "Ukraine OR Mỹ",
        "đường",
        "duong",
    ];
    const FILTERS: &[&str] = &[
        "",
        "actor:USA",
        "actor:RUS",
        "-actor:UKR",
        "type:CONSULT",
        "status:planned",
        "outlet:\"Báo Mẫu Sông Hồng\"",
    ];
    const DAYS: &[&str] = &["", "from:2022-02-12", "to:2022-02-20", "from:2022-02-10 to:2022-02-15"];
    let mut combinations = 0;
    for words in WORDS {
        for filter in FILTERS {
            for days in DAYS {
                let query = parse(&format!("{words} {filter} {days}"), &|text| Interval::parse(text));
                let found = index.find(&query, ALL).unwrap();
                let bare = query.bare().filter(|_| found.bare);
                let asked = bare.as_ref().unwrap_or(&query);
                let scanned: Vec<&Thing> = things.iter().filter(|thing| fits(thing, asked)).collect();
                let mut ids: Vec<&str> = scanned.iter().map(|thing| thing.id.as_str()).collect();
                let mut hits: Vec<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
                ids.sort_unstable();
                hits.sort_unstable();
                assert_eq!(hits, ids, "{words} {filter} {days}");
                assert_eq!(found.total, ids.len(), "{words} {filter} {days}");
                for (field, of) in [
                    ("actor", (|thing| &thing.actors) as fn(&Thing) -> &Vec<String>),
                    ("outlet", |thing| &thing.outlets),
                    ("type", |thing| &thing.types),
                    ("status", |thing| &thing.statuses),
                ] {
                    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
                    for value in scanned.iter().flat_map(|thing| of(thing)) {
                        *counts.entry(value).or_default() += 1;
                    }
                    let facet = found.facets.iter().find(|facet| facet.field == field).unwrap();
                    let told: BTreeMap<&str, usize> =
                        facet.counts.iter().map(|(value, count)| (value.as_str(), *count)).collect();
                    assert_eq!(told, counts, "{field} of {words} {filter} {days}");
                }
                combinations += 1;
            }
        }
    }
    assert!(combinations >= 200, "{combinations}");
}

/// All that can be found, by walking through the store.
fn scan(store: &Store) -> Vec<Thing> {
    let mut things = Vec::new();
    let days = |value: Option<&str>| value.and_then(Interval::parse);
    for article in store.grouped().unwrap() {
        let text = store.article(&article.id).unwrap().unwrap().article.text;
        let outlets: Vec<String> = article.outlet.iter().cloned().collect();
        let days = days(article.published.as_deref());
        let (mut actors, mut types, mut statuses) = (Vec::new(), Vec::new(), Vec::new());
        for fact in store.facts(&article.id).unwrap() {
            if fact.kind == "statement" {
                let statement: Statement = serde_json::from_value(fact.detail).unwrap();
                let said_by = statement.speaker.iter().chain(&statement.addressees);
                let codes = set(said_by.filter_map(|source| source.code.clone()));
                actors.extend(codes.clone());
                things.push(Thing {
                    id: format!("{}/statement/{}", article.id, fact.number),
                    text: fact.quote,
                    outlets: outlets.clone(),
                    actors: codes,
                    types: Vec::new(),
                    statuses: Vec::new(),
                    days,
                });
            } else if fact.kind == "event" {
                let event: Event = serde_json::from_value(fact.detail).unwrap();
                actors.extend(event.actors.iter().chain(&event.recipients).map(|actor| actor.code.clone()));
                types.push(event.kind.word().to_owned());
                statuses.push(event.status.word().to_owned());
            }
        }
        let (actors, types, statuses) =
            (set(actors.into_iter()), set(types.into_iter()), set(statuses.into_iter()));
        things.push(Thing { id: article.id, text, outlets, actors, types, statuses, days });
    }
    for happening in store.happenings().unwrap() {
        let reported = happening.accounts.iter().filter_map(|account| account.published.as_deref()).min();
        things.push(Thing {
            text: happening.line.clone(),
            outlets: set(happening.accounts.iter().filter_map(|account| account.outlet.clone())),
            actors: set(happening.actors.iter().chain(&happening.recipients).cloned()),
            types: vec![happening.kind.word().to_owned()],
            statuses: vec![happening.status.word().to_owned()],
            days: happening.date.as_ref().and_then(|date| Interval::parse(&date.value)).or(days(reported)),
            id: happening.id,
        });
    }
    things
}

fn set(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut values: Vec<String> = values.collect();
    values.sort();
    values.dedup();
    values
}

/// True when `thing` is what `query` asks for.
fn fits(thing: &Thing, query: &Query) -> bool {
    query.clauses.iter().all(|clause| {
        let holds = |term: &Term| match term {
            Term::Words { keys, .. } => {
                let words = biennien_search::keys(&thing.text);
                words
                    .windows(keys.len())
                    .any(|here| keys.iter().zip(here).all(|(key, (_, word))| key.covers(word)))
            }
            Term::Outlet(name) => thing.outlets.contains(name),
            Term::Actor(code) => thing.actors.contains(code),
            Term::Type(kind) => thing.types.iter().any(|word| word == kind.word()),
            Term::Status(status) => thing.statuses.iter().any(|word| word == status.word()),
            Term::From(days) => thing.days.is_some_and(|own| own.last >= days.first),
            Term::To(days) => thing.days.is_some_and(|own| own.first <= days.last),
            Term::Speaker(_) | Term::Story(_) | Term::Kind(_) => unreachable!("not asked for here"),
        };
        clause.any.iter().any(holds) != clause.without
    })
}

#[test]
fn a_snippet_is_a_sentence_of_the_article_with_what_was_meant() {
    let dir = tempfile::tempdir().unwrap();
    let (store, reader) = example_store(dir.path());
    let index = Index::open(&store).unwrap();
    for typed in ["\"tap tran\"", "Belarus", "tổng thống Nga", "hoa binh"] {
        let query = parse(typed, &|_| None);
        let found = index.find(&query, ALL).unwrap();
        assert!(found.total > 0, "{typed}");
        for row in search_rows(&found, &query, &store, &|article| reader.sentences(article)).unwrap() {
            let id = row.id.split('/').next().unwrap();
            if let Some(stored) = store.article(id).unwrap() {
                assert_eq!(Span::new(row.start, row.end).of(&stored.article.text), row.snippet, "{typed}");
            }
            assert!(!row.snippet.is_empty(), "{typed}");
            assert_eq!(row.marks, mark(&row.snippet, &query).spans, "{typed}");
            assert!(!row.marks.is_empty(), "{typed}: {}", row.snippet);
        }
    }
}

#[test]
fn the_index_follows_the_store_and_is_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _) = example_store(dir.path());
    let found = |typed: &str| {
        let index = Index::open(&store).unwrap();
        let found = index.find(&parse(typed, &|_| None), ALL).unwrap();
        (found.total, found.hits.iter().map(|hit| hit.id.clone()).collect::<Vec<_>>())
    };
    let before = found("\"tổng thống\"");
    let again = bring_up_to_date(&store).unwrap();
    assert_eq!((again.new, again.gone), (0, 0));
    // A run that died between commit and ledger is finished by the next one.
    std::fs::write(dir.path().join("search/ledger.open"), "").unwrap();
    bring_up_to_date(&store).unwrap();
    assert_eq!(found("\"tổng thống\"").0, before.0);
    for damage in ["search/meta.json", "search/ledger.tsv"] {
        std::fs::write(dir.path().join(damage), "{").unwrap();
        let made = bring_up_to_date(&store).unwrap();
        assert_eq!(made.new, made.all, "{damage}");
        assert_eq!(found("\"tổng thống\""), before, "{damage}");
    }
    std::fs::remove_dir_all(dir.path().join("search")).unwrap();
    let error = Index::open(&store).err().unwrap().to_string();
    assert!(error.contains("biennien build"), "{error}");
    bring_up_to_date(&store).unwrap();
    assert_eq!(found("\"tổng thống\""), before);
}

#[test]
fn nothing_typed_is_an_error() {
    let desk = desk::Desk::new();
    let captures = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/captures");
    desk.ask(&["build", captures, "-q"], 0);
    for (typed, code) in [
        ("tổng thống", 0),
        ("18:30", 1),
        ("G7: họp", 1),
        ("\"không đóng", 0),
        ("type:dinner", 1),
        ("qqqqq", 1),
        ("from:2022-02 to:2022-02-20", 0),
        ("", 0),
        ("\u{1b}[31m", 1),
    ] {
        let output = desk.run(&["search", typed]);
        assert_eq!(output.status.code(), Some(code), "{typed}: {}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("Đang tìm: ") && !told.contains('\u{1b}'), "{told}");
    }
    let rows = desk.ask(&["search", "hoa binh", "--format", "csv"], 0);
    assert!(rows.starts_with("id,kind,source_id,title,snippet,start,end,date,outlet"), "{rows}");
    let facets = desk.ask(&["search", "nga", "--facets"], 0);
    assert!(facets.contains("{\"field\":\"actor\",\"value\":\"RUS\",\"count\":"), "{facets}");
}

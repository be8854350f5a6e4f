//! The pages of `spec/vi/` as tests: every row of their tables is one case.

use std::path::Path;

use biennien_extract::{Rules, document, event, find, mention, statement, time};
use biennien_knowledge::Knowledge;
use biennien_model::{Actor, Event, Form, Source, Span, TimeType};

#[test]
fn times_are_found_as_the_page_says() {
    let knowledge = Knowledge::built_in();
    let rules = time::Rules::compile(&knowledge);
    check("time.md", &["text", "published", "type", "value"], |row| {
        let [marked, published, kinds, values] = row else { return Err("four cells wanted".to_owned()) };
        let document = document(&marked.replace(['[', ']'], ""), &knowledge);
        let times = time::find(&document, published.parse().ok(), &rules);
        let spans: Vec<Span> = times.iter().map(|time| time.span).collect();
        let got = [
            mark(&document.text, &spans),
            join(times.iter().map(|time| kind(time.kind))),
            join(times.iter().map(|time| time.value.as_str())),
        ];
        if got == [marked.as_str(), kinds, values] { Ok(()) } else { Err(got.join(" | ")) }
    });
}

#[test]
fn clock_times_keep_the_zone_that_the_page_says() {
    let knowledge = Knowledge::built_in();
    let rules = time::Rules::compile(&knowledge);
    check("time.md", &["text", "published", "values", "zones"], |row| {
        let [marked, published, values, zones] = row else { return Err("four cells wanted".to_owned()) };
        let document = document(&marked.replace(['[', ']'], ""), &knowledge);
        let times = time::find(&document, published.parse().ok(), &rules);
        let spans: Vec<Span> = times.iter().map(|time| time.span).collect();
        let got = [
            mark(&document.text, &spans),
            join(times.iter().map(|time| time.value.as_str())),
            join(times.iter().map(|time| time.zone.as_deref().unwrap_or("-"))),
        ];
        if got == [marked.as_str(), values, zones] { Ok(()) } else { Err(got.join(" | ")) }
    });
}

#[test]
fn names_are_found_as_the_page_says() {
    let knowledge = Knowledge::built_in();
    let rules = mention::Rules::compile(&knowledge);
    check("mention.md", &["text", "published", "names"], |row| {
        let [marked, published, names] = row else { return Err("three cells wanted".to_owned()) };
        let marked = marked.replace(" ↵ ", "\n");
        let document = document(&marked.replace(['[', ']'], ""), &knowledge);
        let (mentions, _) = mention::find(&document, published.parse().ok(), &rules);
        let spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
        let named = mentions.iter().map(|mention| {
            let kind = format!("{:?}", mention.kind).to_lowercase();
            format!("{kind} {} {}", mention.name, mention.code.as_deref().unwrap_or("-"))
        });
        let got = [mark(&document.text, &spans), named.collect::<Vec<_>>().join("; ")];
        if got == [marked.as_str(), names] { Ok(()) } else { Err(got.join(" | ")) }
    });
}

#[test]
fn groups_mean_whom_the_page_says() {
    let knowledge = Knowledge::built_in();
    let rules = mention::Rules::compile(&knowledge);
    check("mention.md", &["text", "published", "meant"], |row| {
        let [marked, published, meant] = row else { return Err("three cells wanted".to_owned()) };
        let document = document(&marked.replace(['[', ']'], ""), &knowledge);
        let (_, groups) = mention::find(&document, published.parse().ok(), &rules);
        let got = brackets(marked).into_iter().map(|span| {
            let group = groups.iter().find(|group| group.span == span);
            group.map_or("no group".to_owned(), |group| {
                format!("{}/{}", group.name.as_deref().unwrap_or("?"), group.codes.join("+"))
            })
        });
        let got = got.collect::<Vec<_>>().join("; ");
        if got == *meant { Ok(()) } else { Err(got) }
    });
}

#[test]
fn statements_are_found_as_the_page_says() {
    let knowledge = Knowledge::built_in();
    let rules = Rules::compile(&knowledge);
    check("statement.md", &["text", "speaker", "form", "to", "via"], |row| {
        let [text, speakers, forms, hearers, relays] = row else {
            return Err("five cells wanted".to_owned());
        };
        let (marked, statements) = statement::read_marked(text, &knowledge, &rules);
        let got = [
            marked,
            join(
                statements.iter().map(|one| one.speaker.as_ref().map_or("?", |source| source.name.as_str())),
            ),
            join(statements.iter().map(|one| form(one.form))),
            names(statements.iter().flat_map(|one| &one.addressees)),
            names(statements.iter().flat_map(|one| &one.via)),
        ];
        if got == [text.as_str(), speakers, forms, hearers, relays] { Ok(()) } else { Err(got.join(" | ")) }
    });
}

#[test]
fn events_are_found_as_the_pages_say() {
    let knowledge = Knowledge::built_in();
    let rules = Rules::compile(&knowledge);
    for page in ["event.md", "status.md"] {
        check(page, &["text", "event"], |row| {
            let [marked, wanted] = row else { return Err("two cells wanted".to_owned()) };
            event::check(&format!("{marked} = {wanted}"), &knowledge, &rules)
        });
    }
}

#[test]
fn acts_have_the_dates_that_the_page_says() {
    let knowledge = Knowledge::built_in();
    let rules = Rules::compile(&knowledge);
    check("event.md", &["text", "published", "dates"], |row| {
        let [marked, published, dates] = row else { return Err("three cells wanted".to_owned()) };
        let marked = marked.replace(" ↵ ", "\n");
        let document = document(&marked.replace(['[', ']'], ""), &knowledge);
        let events = find(&document, published.parse().ok(), &rules).events;
        let spans: Vec<Span> = events.iter().map(|event| event.span).collect();
        let found = events.iter().map(|event| event.date.as_ref().map_or("-", |date| date.value.as_str()));
        let got = [mark(&document.text, &spans), join(found)];
        if got == [marked.as_str(), dates] { Ok(()) } else { Err(got.join(" | ")) }
    });
}

#[test]
fn whole_sentences_tell_what_the_page_says() {
    let knowledge = Knowledge::built_in();
    let rules = Rules::compile(&knowledge);
    check("event.md", &["text", "published", "events"], |row| {
        let [marked, published, events] = row else { return Err("three cells wanted".to_owned()) };
        let document = document(&marked.replace(['[', ']'], ""), &knowledge);
        let facts = find(&document, published.parse().ok(), &rules);
        let spans: Vec<Span> = facts.events.iter().map(|event| event.span).collect();
        let got = [mark(&document.text, &spans), join_owned(facts.events.iter().map(whole))];
        if got == [marked.as_str(), events] { Ok(()) } else { Err(got.join(" | ")) }
    });
}

/// Runs `case` on every row of the tables of one page whose columns are `columns`; all failures are shown at once.
#[track_caller]
fn check(page: &str, columns: &[&str], case: impl Fn(&[String]) -> Result<(), String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/vi").join(page);
    let text = std::fs::read_to_string(&path).expect("the page is part of the repository");
    let rows = rows(&text, columns);
    assert!(!rows.is_empty(), "{page} has no row");
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(line, row)| {
            case(row).err().map(|got| format!("{page}:{line}\n  wants {}\n  got   {got}", row.join(" | ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// The rows of a page's Markdown tables with these columns, each with its line.
fn rows(page: &str, columns: &[&str]) -> Vec<(usize, Vec<String>)> {
    let mut rows = Vec::new();
    let mut inside = false;
    for (index, line) in page.lines().enumerate() {
        let Some(cells) = line.strip_prefix('|').and_then(|line| line.trim_end().strip_suffix('|')) else {
            inside = false;
            continue;
        };
        let cells: Vec<String> = cells.split('|').map(|cell| cell.trim().to_owned()).collect();
        if cells == columns {
            inside = true;
        } else if inside
            && !cells.iter().all(|cell| cell.trim_matches(['-', ':']).is_empty() && !cell.is_empty())
        {
            rows.push((index + 1, cells));
        }
    }
    rows
}

/// `text` with square brackets around `spans`.
fn mark(text: &str, spans: &[Span]) -> String {
    let mut marked = text.to_owned();
    for span in spans.iter().rev() {
        marked.insert(span.end, ']');
        marked.insert(span.start, '[');
    }
    marked
}

/// Where the brackets of `marked` stand in the text without them.
fn brackets(marked: &str) -> Vec<Span> {
    let (mut spans, mut start, mut at) = (Vec::new(), 0, 0);
    for letter in marked.chars() {
        match letter {
            '[' => start = at,
            ']' => spans.push(Span::new(start, at)),
            _ => at += letter.len_utf8(),
        }
    }
    spans
}

fn join<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    cells.collect::<Vec<_>>().join("; ")
}

fn join_owned(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join("; ")
}

/// Type and mode, sides, status, day and place of one event.
fn whole(event: &Event) -> String {
    let codes = |sides: &[Actor]| {
        let mut codes: Vec<&str> = sides.iter().map(|side| side.code.as_str()).collect();
        codes.sort_unstable();
        codes.join("+")
    };
    let kind = match &event.mode {
        Some(mode) => format!("{}/{mode}", event.kind),
        None => event.kind.to_string(),
    };
    let date = event.date.as_ref().map(|date| date.value.clone()).unwrap_or_default();
    let place = event.place.as_ref().map(|place| format!("in {}", place.name)).unwrap_or_default();
    let (actors, recipients) = (codes(&event.actors), codes(&event.recipients));
    let parts = [kind.as_str(), &actors, ">", &recipients, event.status.word(), &date, &place];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn names<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    join(sources.map(|source| source.name.as_str()))
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Indirect => "indirect",
        Form::Mixed => "mixed",
    }
}

fn kind(kind: TimeType) -> &'static str {
    match kind {
        TimeType::Date => "DATE",
        TimeType::Time => "TIME",
        TimeType::Duration => "DURATION",
        TimeType::Set => "SET",
    }
}

/// All rules compile.
#[test]
fn the_tables_compile() {
    let knowledge = Knowledge::built_in();
    let _ = Rules::compile(&knowledge);
    assert!(time::Rules::compile(&knowledge).problems.is_empty());
}

//! Putting together: a labelled page to an article, every paragraph with its place in the capture.

use biennien_model::{Article, Basis, Capture, Line, LineKind, Problem, Published, Span};

use crate::Rules;
use crate::decode::decode;
use crate::mapped::Mapped;
use crate::outlet::lead_mark;
use crate::page::label::{Labelled, Stated, label};
use crate::page::line::split;

/// Reads a flattened page.
pub(crate) fn read(capture: &Capture, rules: &Rules) -> (Article, Vec<Problem>) {
    let mut problems = capture.problems.clone();
    let source = decode(&capture.bytes, &mut problems).composed();
    let page = label(&source.text, split(&source.text, rules), Stated::default(), rules);
    let article = assemble(capture, &source, &page, rules);
    if page.is_list {
        problems.push(Problem::new("list_page", "the page lists articles and has none of its own"));
    } else if page.content.is_empty() {
        problems.push(Problem::new("no_article", "no line of the page looks like an article"));
    } else if article.published.is_none() {
        problems.push(Problem::new("undated", "the page does not say when the article was published"));
    }
    (article, problems)
}

/// Puts the labelled lines of `source` together.
pub(crate) fn assemble(capture: &Capture, source: &Mapped, page: &Labelled, rules: &Rules) -> Article {
    let mut whole = Mapped::default();
    let mut spans = vec![None; page.lines.len()];
    for &index in &page.content {
        if !whole.text.is_empty() {
            whole.push_new("\n");
        }
        let start = whole.text.len();
        whole.push_part(source, page.lines[index].span);
        spans[index] = Some(Span::new(start, whole.text.len()));
    }
    let first = |kind: LineKind| {
        let index = page.kinds.iter().position(|&other| other == kind)?;
        Some(page.lines[index].span.of(&source.text).to_owned())
    };
    Article {
        id: capture.digest.get(..16).unwrap_or(&capture.digest).to_owned(),
        source_id: capture.source_id.clone(),
        outlet: outlet(page, &source.text, capture, rules),
        url: capture.url.clone(),
        title: first(LineKind::Title).unwrap_or_default(),
        lead: first(LineKind::Lead),
        byline: byline(page, &source.text),
        section: None,
        published: published(page),
        lines: page
            .lines
            .iter()
            .zip(&page.kinds)
            .zip(&spans)
            .map(|((line, &kind), &span)| Line { line: line.number, kind, span })
            .collect(),
        text: whole.text,
        map: whole.map,
    }
}

/// The date in a line of the article's own head or foot; one with a clock time before one without.
fn published(page: &Labelled) -> Option<Published> {
    let lines = page.lines.iter().zip(&page.kinds);
    let own = lines.filter(|(_, kind)| matches!(kind, LineKind::Byline | LineKind::Date));
    let found: Vec<String> =
        own.filter_map(|(line, _)| line.date.as_ref()).map(|printed| printed.value.clone()).collect();
    let value = found.iter().find(|value| value.contains('T')).or(found.first())?.clone();
    Some(Published { value, basis: Basis::Page, candidates: Vec::new(), because: Vec::new() })
}

/// The writer, without the date that stands beside the name.
fn byline(page: &Labelled, text: &str) -> Option<String> {
    for (line, _) in page.lines.iter().zip(&page.kinds).filter(|(_, kind)| **kind == LineKind::Byline) {
        let written = line.span.of(text);
        let name = match &line.date {
            Some(date) => {
                let rest = [&written[..date.span.start], &written[date.span.end..]];
                let rest = rest.map(|rest| rest.trim_matches(|letter: char| !letter.is_alphanumeric()));
                if rest[0].is_empty() { String::new() } else { rest[0].to_owned() }
            }
            None => written.to_owned(),
        };
        if !name.is_empty() && !name.chars().any(|letter| letter.is_ascii_digit()) {
            return Some(name);
        }
    }
    None
}

/// The outlet: by the page's address, the mark of the lead, the marks of other leads on the page, the names and
/// addresses on it.
pub(crate) fn outlet(page: &Labelled, text: &str, capture: &Capture, rules: &Rules) -> Option<String> {
    if let Some(outlet) = capture.url.as_deref().and_then(|url| rules.outlets.of_url(url)) {
        return Some(outlet);
    }
    let lines = || page.lines.iter().zip(&page.kinds);
    for wanted in [LineKind::Lead, LineKind::Body, LineKind::Related] {
        for (line, _) in lines().filter(|(_, kind)| **kind == wanted) {
            if lead_mark(line.span.of(text)).is_some()
                && let Some(outlet) = rules.outlets.of_lead(line.span.of(text))
            {
                return Some(outlet);
            }
        }
    }
    let around = lines().filter(|(_, kind)| **kind == LineKind::Boilerplate);
    rules.outlets.of_lines(around.map(|(line, _)| line.span.of(text)))
}

//! Outlets: which paper a page belongs to, by its address, its marks and its name.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;
use biennien_knowledge::Knowledge;

/// How many lines around an article are asked for the outlet.
const AROUND_LINES_MAX: usize = 1000;

/// What tells an outlet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outlets {
    /// Domain (without `www.`) and outlet, in file order.
    domains: Vec<(String, String)>,
    /// Mark that begins a lead (`(CLO)`, `Kinhtedothi -`) in lower case, and outlet.
    marks: Vec<(String, String)>,
    /// Name in lower case and outlet, outlets (no agencies) only.
    names: Vec<(String, String)>,
    /// The names, to be found in one pass.
    automaton: Option<AhoCorasick>,
}

impl Outlets {
    pub(crate) fn compile(knowledge: &Knowledge) -> Outlets {
        let mut outlets = Outlets::default();
        for outlet in &knowledge.world.outlets {
            for domain in &outlet.domains {
                outlets.domains.push((domain.to_lowercase(), outlet.name.clone()));
            }
            if outlet.kind == "outlet" {
                let names = outlet.names.iter().filter(|name| name.chars().count() > 4);
                outlets.names.extend(names.map(|name| (name.to_lowercase(), outlet.name.clone())));
            }
            for mark in &outlet.marks {
                outlets.marks.push((bare(mark), outlet.name.clone()));
            }
        }
        // The longer mark first, so that a mark which begins another does not hide it.
        outlets.marks.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        outlets.automaton = AhoCorasick::new(outlets.names.iter().map(|(name, _)| name)).ok();
        outlets
    }

    /// The outlet that owns the address `url`.
    pub(crate) fn of_url(&self, url: &str) -> Option<String> {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
        let owns = |domain: &str| {
            host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        self.domains.iter().find(|(domain, _)| owns(domain)).map(|(_, name)| name.clone())
    }

    /// The outlet that the lines around an article speak of most: by addresses, and by names in short lines.
    pub(crate) fn of_lines<'a>(&self, lines: impl Iterator<Item = &'a str>) -> Option<String> {
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for line in lines.filter(|line| line.len() < 200).take(AROUND_LINES_MAX) {
            let lower = line.to_lowercase();
            for word in lower
                .split(|letter: char| letter.is_whitespace() || matches!(letter, '@' | '/' | ',' | '(' | ')'))
            {
                let word = word.trim_matches('.');
                if word.contains('.')
                    && let Some((_, name)) = self.domains.iter().find(|(domain, _)| owns(word, domain))
                {
                    *votes.entry(name).or_default() += 2;
                }
            }
            let mut named: Vec<usize> = Vec::new();
            for found in self.automaton.iter().flat_map(|automaton| automaton.find_overlapping_iter(&lower)) {
                if is_word(&lower, found.start(), found.end()) {
                    named.push(found.pattern().as_usize());
                }
            }
            named.sort_unstable();
            named.dedup();
            for name in named {
                *votes.entry(&self.names[name].1).or_default() += 1;
            }
        }
        votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(name, _)| name.to_owned())
    }

    /// The outlet whose mark begins `lead`.
    pub(crate) fn of_lead(&self, lead: &str) -> Option<String> {
        let (mark, _) = lead_mark(lead)?;
        let mark = bare(mark);
        self.marks.iter().find(|(other, _)| *other == mark).map(|(_, name)| name.clone()).or_else(|| {
            let looks_like_domain = mark.contains('.') && !mark.contains(' ');
            looks_like_domain.then(|| self.of_url(&mark)).flatten()
        })
    }
}

/// True when `host` is `domain` or lies below it.
fn owns(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// True when words of `line` begin and end there.
fn is_word(line: &str, start: usize, end: usize) -> bool {
    let border = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    border(line[..start].chars().next_back()) && border(line[end..].chars().next())
}

/// A mark without brackets, dashes and capitals.
fn bare(mark: &str) -> String {
    mark.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// The mark that begins a lead, `(CLO)` or `Kinhtedothi -`, and the offset of what follows.
pub(crate) fn lead_mark(lead: &str) -> Option<(&str, usize)> {
    /// The longest mark, in bytes.
    const MARK_BYTES_MAX: usize = 48;
    if lead.starts_with('(') {
        let close = lead.find(')').filter(|&close| close <= MARK_BYTES_MAX)?;
        return Some((&lead[..=close], close + 1));
    }
    let dash = lead.find(['-', '–', '—']).filter(|&dash| dash > 1 && dash <= MARK_BYTES_MAX)?;
    let mark = &lead[..dash];
    let spaced = mark.ends_with(char::is_whitespace) && mark.split_whitespace().count() <= 4;
    spaced.then(|| (mark.trim_end(), dash + lead[dash..].chars().next().map_or(1, char::len_utf8)))
}

//! Particulars: what the head of a page says of its article: JSON-LD, Open Graph, itemprop, Dublin Core, `time`.

use crate::html::linked;
use crate::html::moment::{finer, local_time};
use crate::html::scan::Scanned;
use crate::mapped::Mapped;

/// Names under which heads tell when an article was published, best first.
const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "date",
    "published",
];

/// Names under which heads tell when an article was changed.
const UPDATED: [&str; 8] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dateupdated",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
];

/// Names under which heads tell who wrote an article.
const AUTHOR: [&str; 6] =
    ["author", "dc.creator", "article:author", "dable:author", "parsely-author", "sailthru.author"];

/// Where a page was made, as far as its clocks go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Home {
    #[default]
    Vietnam,
    Elsewhere,
}

/// What the markup says.
#[derive(Debug, Default)]
pub(crate) struct Particulars {
    /// Where the page was made.
    pub(crate) home: Home,
    /// Possible titles, best first, with the place of each where it has one.
    pub(crate) titles: Vec<Mapped>,
    /// Titles of the linked data.
    pub(crate) titles_linked: Vec<String>,
    pub(crate) description: Option<String>,
    /// When it was published and changed, in local time.
    pub(crate) published: Option<String>,
    pub(crate) updated: Option<String>,
    /// What `time` elements say, each with the line in which or above which it stands.
    pub(crate) times: Vec<(usize, String)>,
    pub(crate) author: Option<String>,
    pub(crate) section: Option<String>,
    /// The way through the site to the page, from its start.
    pub(crate) path: Vec<String>,
    pub(crate) site: Option<String>,
    pub(crate) url: Option<String>,
    /// The text of the article.
    pub(crate) body: Option<String>,
    /// True when the page calls itself an article in a way that list pages do not.
    pub(crate) is_article: bool,
    /// True when the page calls itself a site or a list.
    pub(crate) is_list: bool,
}

/// Gathers the particulars of `page`, which was scanned from `source`.
pub(crate) fn gather(source: &Mapped, page: &Scanned) -> Particulars {
    let value = |names: &[&str]| {
        let named = |name: &&str| {
            page.head.iter().find(|stated| stated.name == **name && !stated.value.text.is_empty())
        };
        names.iter().find_map(named).map(|stated| &stated.value)
    };
    let text = |names: &[&str]| value(names).map(|value| decoded(&value.text));
    let home = home(text(&["lang"]).as_deref(), &page.text.text);
    let mut found = Particulars { home, ..Particulars::default() };
    for script in &page.linked_data {
        linked::read(script.of(&source.text), &mut found);
    }
    for name in ["og:title", "headline", "twitter:title", "title"] {
        if let Some(title) = value(&[name]) {
            found.titles.push(title.clone());
        }
    }
    for title in std::mem::take(&mut found.titles_linked) {
        let mut mapped = Mapped::default();
        mapped.push_new(&title);
        found.titles.insert(0, mapped);
    }
    found.description =
        found.description.or_else(|| text(&["og:description", "description", "twitter:description"]));
    let moment = |names: &[&str]| text(names).and_then(|date| local_time(&date, home));
    let stated = moment(&PUBLISHED);
    // What `og:type` says is no help: lists of articles call themselves one.
    found.is_article |= stated.is_some();
    // A statement of the head names the minute; JSON-LD may be rounded. The finer one counts, the head on a tie.
    found.published = finer(stated, found.published.take());
    found.updated = finer(moment(&UPDATED), found.updated.take());
    let times = page.head.iter().filter(|stated| stated.name == "time");
    found.times = times.filter_map(|time| Some((time.line, local_time(&time.value.text, home)?))).collect();
    // Vietnamese heads name the paper there.
    let from = if home == Home::Vietnam { 2 } else { 0 };
    found.author = found.author.or_else(|| text(&AUTHOR[from..]).filter(|name| is_person(name)));
    found.section = found.section.or_else(|| text(&["article:section", "articlesection"]));
    found.site = found.site.or_else(|| text(&["og:site_name", "application-name"]));
    found.url = found.url.or_else(|| text(&["canonical", "og:url"]));
    found.is_list |= text(&["og:type"]).is_some_and(|kind| kind == "website");
    found
}

impl Particulars {
    /// When the article was published, by the only `time` of the page or the first near the title's `line`.
    pub(crate) fn time_near(&self, line: Option<usize>) -> Option<String> {
        /// How far above and below the title, in lines.
        const NEAR: (usize, usize) = (6, 10);
        if let [(_, only)] = self.times.as_slice() {
            return Some(only.clone());
        }
        let line = line?;
        let near = line.saturating_sub(NEAR.0)..line + NEAR.1;
        self.times.iter().find(|(at, _)| near.contains(at)).map(|(_, value)| value.clone())
    }
}

/// In which part of the world the page was made.
fn home(language: Option<&str>, text: &str) -> Home {
    /// Letters that are asked.
    const LETTERS_MAX: usize = 4000;
    // Vietnamese letters decide; templates of other languages are common.
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).take(LETTERS_MAX);
    let (mut all, mut own) = (0usize, 0usize);
    for letter in letters {
        all += 1;
        // Vowels with tones of Latin Extended Additional, and the horns; few other languages use them.
        let toned = matches!(letter, '\u{1ea0}'..='\u{1ef9}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}');
        own += usize::from(toned);
    }
    let stated = language.is_some_and(|language| language.to_ascii_lowercase().starts_with("vi"));
    if own * 25 > all || (stated && own > 0) { Home::Vietnam } else { Home::Elsewhere }
}

/// Without entities; some pages encode twice.
pub(crate) fn decoded(text: &str) -> String {
    let once = html_escape::decode_html_entities(text);
    let twice = html_escape::decode_html_entities(&once);
    twice.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True for what can be a person: no address, no name of a site in one word.
pub(crate) fn is_person(name: &str) -> bool {
    !name.contains(['/', '.', '@']) && name.contains(' ')
}

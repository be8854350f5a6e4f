//! Reading: a scanned page, labelled like a flattened one, to an article.

use biennien_model::{Article, Basis, Capture, Problem, Published};

use crate::Rules;
use crate::decode::decode_capture;
use crate::html::container::{Choice, choose};
use crate::html::kinds::{Summary, label};
use crate::html::links::headlines;
use crate::html::markup::{Kind, Markup, Role};
use crate::html::meta::{Home, Particulars, gather};
use crate::html::moment::finer;
use crate::html::quoted;
use crate::html::scan::scan;
use crate::html::tree::Tree;
use crate::mapped::Mapped;
use crate::page::assemble::{ReadPage, assemble, outlet};
use crate::page::label::{Labelled, Stated};
use crate::page::line::{PageLine, key, split};

/// Syllables that an article has at least when nothing but its text speaks for it.
const ARTICLE_SIZE_MIN: f64 = 90.0;

/// Reads an HTML page.
pub(crate) fn read(capture: &Capture, rules: &Rules) -> ReadPage {
    let mut problems = capture.problems.clone();
    let source = decode_capture(capture, &rules.encodings, &mut problems);
    let scanned = scan(&source, &rules.markup);
    let mut particulars = gather(&source, &scanned);
    let text = scanned.text.composed();
    let lines = split(&text.text, &scanned.markup, rules);
    let stated = stated(&particulars, &lines);
    let title_line = stated.title.map(|title| lines[title].number - 1);
    particulars.published = particulars.published.take().or_else(|| particulars.time_near(title_line));
    let quoted = quoted::find(particulars.body.as_deref(), &lines);
    let choice = choose(&scanned.tree, &lines, stated.title, &quoted);
    let summary = if particulars.home == Home::Vietnam { Summary::First } else { Summary::Apart };
    let labelled = label(&text.text, lines, (stated, &choice, summary), rules);
    if is_list(&choice, stated, &labelled, &particulars) {
        problems.push(Problem::new("list_page", "the page lists articles and has none of its own"));
        let mut article = empty(capture, &particulars, &labelled, &text.text, rules);
        let lines = (text.text.as_str(), labelled.lines.as_slice());
        article.links = headlines((&source, scanned.links.as_slice()), lines, article.url.as_deref());
        return ReadPage { article, problems, labelled, text: text.text };
    }
    let mut article = assemble(capture, &text, &labelled, rules);
    if article.title.is_empty()
        && let Some(title) = particulars.titles.first()
    {
        let longest = parts(&title.text).max_by_key(|part| part.len());
        article.title = longest.unwrap_or_default().trim().to_owned();
    }
    let section = section(&scanned.tree, &labelled, stated.title, &text.text);
    complete(&mut article, &particulars, section, rules);
    article.lines.retain(|line| line.span.is_some());
    if article.text.is_empty() {
        problems.push(Problem::new("no_article", "no part of the page looks like an article"));
    } else if article.published.is_none() {
        problems.push(Problem::new("undated", "the page does not say when the article was published"));
    }
    ReadPage { article, problems, labelled, text: text.text }
}

/// The parts of a title, which often has the name of the site before or behind the headline.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    title.split(" - ").flat_map(|part| part.split(['|', '–', '—', '«', '»', '·', '•']))
}

/// The lines that the head names.
fn stated(particulars: &Particulars, lines: &[PageLine]) -> Stated {
    let longest = |title: &Mapped| parts(&title.text).max_by_key(|part| part.len()).map(key);
    let parts = particulars.titles.iter().filter_map(longest);
    let titles: Vec<String> = particulars.titles.iter().map(|title| key(&title.text)).chain(parts).collect();
    let is_title = |line: &PageLine| {
        let long = line.shape.size > 3.0;
        long && titles
            .iter()
            .any(|title| *title == line.key || (line.shape.size > 6.0 && title.starts_with(&line.key)))
    };
    // A heading of the first order that the head names too, then any line it names outside links.
    let heading = |line: &&PageLine| line.markup.role == Some(Role::Title) && !line.markup.hidden;
    let find = |wanted: &dyn Fn(&PageLine) -> bool| lines.iter().position(wanted);
    let title = find(&|line| heading(&line) && is_title(line))
        .or_else(|| find(&|line| is_title(line) && line.markup.linked < 0.5 && !line.markup.noise))
        .or_else(|| find(&|line| heading(&line) && line.shape.size > 5.0 && line.markup.linked < 0.5));
    let description = particulars.description.as_deref().map(key).filter(|key| key.len() > 30);
    let is_lead = |line: &PageLine| {
        let shown = !line.markup.hidden && line.markup.linked < 0.5;
        shown && description.as_deref().is_some_and(|stated| same_beginning(stated, &line.key))
    };
    let from = title.map_or(0, |title| title + 1);
    let lead = (from..lines.len().min(from + 40)).find(|&index| is_lead(&lines[index]));
    Stated { title, lead }
}

/// True when the shorter of two wordings, of some length, begins the other.
fn same_beginning(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() > 30 && long.starts_with(short)
}

/// True when nothing on the page speaks for an article of its own.
fn is_list(choice: &Choice, stated: Stated, page: &Labelled, particulars: &Particulars) -> bool {
    if particulars.is_article && choice.size > 0.0 {
        return false;
    }
    let linked = |line: &&PageLine| line.markup.linked > 0.8 && line.shape.size > 4.0;
    let headlines = page.lines.iter().filter(linked).count();
    // A headline of some length that the head names too: the page is about one thing.
    let titled = stated.title.is_some_and(|title| page.lines[title].shape.words > 3);
    let asked = match (titled, particulars.is_list) {
        (true, false) => ARTICLE_SIZE_MIN / 4.0,
        (false, true) => 2.0 * ARTICLE_SIZE_MIN,
        _ => ARTICLE_SIZE_MIN,
    };
    choice.size < asked && headlines > 10
}

/// The section that stands beside the title.
fn section(tree: &Tree, page: &Labelled, title: Option<usize>, text: &str) -> Option<String> {
    /// How far above and below the title, in lines.
    const NEAR: (usize, usize) = (8, 3);
    /// The largest element that is no more than the name of a section, in lines.
    const LINES_MAX: usize = 8;
    let title = title?;
    let is_section = |index: &usize| {
        let line = &page.lines[*index];
        let block = tree.of_line.get(line.number - 1).copied().unwrap_or(0);
        let named = |block: usize| {
            let block = &tree.blocks[block];
            block.kinds.has(Kind::Section) && block.lines.len() <= LINES_MAX
        };
        let short = (1..7).contains(&line.shape.words) && line.dates.is_empty() && *index != title;
        short
            && !line.markup.hidden
            && line.key != page.lines[title].key
            && tree.around(block).take(4).any(named)
    };
    let above = (title.saturating_sub(NEAR.0)..title).rev().find(is_section);
    let index = above.or_else(|| (title..page.lines.len().min(title + NEAR.1)).find(is_section))?;
    Some(page.lines[index].span.of(text).to_owned())
}

/// Adds what the head says to what the text says.
fn complete(
    article: &mut Article,
    particulars: &Particulars,
    printed_section: Option<String>,
    rules: &Rules,
) {
    let printed = article.published.take();
    let stated = particulars.published.clone().map(|value| Published {
        value,
        basis: Basis::Markup,
        candidates: Vec::new(),
        because: Vec::new(),
    });
    // Where the markup has only the day, the page may print the minute.
    article.published = match (stated, printed) {
        (Some(stated), Some(printed)) if printed.value.starts_with(&stated.value) => Some(printed),
        (stated, printed) => stated.or(printed),
    };
    article.updated = finer(particulars.updated.clone(), article.updated.take());
    article.byline = match (article.byline.take(), &particulars.author) {
        // The page's line, unless the markup has its names without what stands around them.
        (Some(line), Some(author)) if author.split(", ").all(|name| line.contains(name)) => {
            Some(author.clone())
        }
        (line, author) => line.or_else(|| author.clone()),
    };
    let home = |step: &&String| article.title.starts_with(step.as_str());
    let step =
        particulars.path.iter().rev().find(|step| !home(step) && particulars.path.first() != Some(step));
    let printed = printed_section.filter(|section| !home(&section));
    article.section = particulars.section.clone().or_else(|| step.cloned()).or(printed);
    article.url = article.url.take().or_else(|| particulars.url.clone());
    let by_url = article.url.as_deref().and_then(|url| rules.outlets.of_url(url));
    article.outlet = by_url.or(article.outlet.take()).or_else(|| particulars.site.clone());
}

/// A page without an article.
fn empty(
    capture: &Capture,
    particulars: &Particulars,
    page: &Labelled,
    text: &str,
    rules: &Rules,
) -> Article {
    let mut article = assemble(capture, &Mapped::default(), &Labelled::default(), rules);
    article.outlet = outlet(page, text, capture, rules);
    complete(&mut article, particulars, None, rules);
    article.published = None;
    article.byline = None;
    article
}

/// Traits of the scorer that only markup gives.
pub(crate) fn traits(markup: Markup) -> [(&'static str, f64); 5] {
    let one = |holds: bool| if holds { 1.0 } else { 0.0 };
    [
        ("linked", markup.linked),
        ("noise-element", one(markup.noise)),
        ("body-element", one(markup.body && !markup.noise)),
        ("paragraph", one(markup.paragraph && !markup.noise)),
        ("hidden", one(markup.hidden)),
    ]
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;
    use biennien_model::{LineKind, Media};

    use super::*;
    use crate::tests::capture;

    const HEAD: &str = "<html><head><title>Lãm Châu mở lại cửa khẩu - Báo Mẫu</title>\
        <meta property=\"og:title\" content=\"Lãm Châu mở lại cửa khẩu\">\
        <script type=\"application/ld+json\">{\"@graph\": [{\"@type\": \"NewsArticle\", \"datePublished\": \
        \"2021-12-31T00:35:00Z\", \"author\": {\"name\": \"Lụa Trần\"}}]}</script></head><body>";

    const BODY: &str = "<nav><a href=/>Trang chủ</a><a>Thế giới</a></nav><h1>Lãm Châu mở lại cửa khẩu</h1>\
        <p class=sapo>Sau ba th&aacute;ng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu từ tuần tới.</p><div class=detail-content>\
        <p>Bà Lụa nói hai bên đã họp k&#237;n ở thị trấn biên giới suốt bốn giờ, và sẽ còn <b>gặp lại</b> nhau trong tháng.\
        <figure><img src=a.jpg><figcaption>Cửa khẩu sáng thứ Ba</figcaption></figure>\
        <p>Ông Tám, người đứng đầu phái đoàn Đoài Quốc, nói đây là bước đi đầu tiên, còn nhiều việc phải làm.</div>\
        <div class=tin-lien-quan><a>Giá gạo tăng ở các chợ đầu mối miền xuôi trong tuần</a></div>";

    #[test]
    fn a_page_gives_text_particulars_and_places() {
        let html = format!("{HEAD}{BODY}");
        let ReadPage { article, problems, .. } =
            read(&capture(&html, Media::Html), &Rules::compile(&Knowledge::built_in()));
        let kinds: Vec<LineKind> = article.lines.iter().map(|line| line.kind).collect();
        assert_eq!(
            kinds,
            [LineKind::Title, LineKind::Lead, LineKind::Body, LineKind::Caption, LineKind::Body],
            "{}",
            article.text
        );
        assert_eq!(article.published.map(|published| published.value).as_deref(), Some("2021-12-31T07:35"));
        assert_eq!(article.byline.as_deref(), Some("Lụa Trần"));
        assert!(problems.is_empty(), "{problems:?}");
        for piece in &article.map.pieces {
            let raw = html_escape::decode_html_entities(piece.raw.of(&html)).into_owned();
            let text = piece.text.of(&article.text);
            assert!(raw == text || (text == " " && raw.trim().is_empty()), "{text:?} from {raw:?}");
        }
        let at = article.text.find("gặp lại nhau").expect("inline elements do not part words");
        let raw = article.map.raw(biennien_model::Span::new(at, at + "gặp lại nhau".len()));
        assert_eq!(raw.map(|raw| raw.of(&html)), Some("gặp lại</b> nhau"));
    }

    #[test]
    fn a_list_of_articles_has_none() {
        let item = |number: usize| {
            format!(
                "<h3><a href='/tin-{number}.html'>Tin số {number} của Lãm Châu hôm nay đăng ở đây</a></h3><p>Bà Lụa nói hai bên đã họp kín {number} giờ.</p>"
            )
        };
        let html = format!("<html><body>{}</body></html>", (1..30).map(item).collect::<String>());
        let ReadPage { article, problems, .. } =
            read(&capture(&html, Media::Html), &Rules::compile(&Knowledge::built_in()));
        assert_eq!(article.text, "");
        let first = article.links.first().map(|link| (link.url.as_str(), link.text.as_str()));
        assert_eq!(first, Some(("/tin-1.html", "Tin số 1 của Lãm Châu hôm nay đăng ở đây")));
        assert_eq!(article.links.len(), 29);
        assert_eq!(problems.first().map(|problem| problem.code.as_str()), Some("list_page"));
    }
}

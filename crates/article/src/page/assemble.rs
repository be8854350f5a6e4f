//! Putting together: a labelled page to an article, every paragraph with its place in the capture.

use biennien_model::{Article, Basis, Capture, Line, LineKind, Problem, Published, Span};

use crate::Rules;
use crate::ago::captured_at;
use crate::dates::{Act, Printed, Told};
use crate::decode::decode_capture;
use crate::mapped::Mapped;
use crate::outlet::lead_mark;
use crate::page::label::{Labelled, Stated, label};
use crate::page::line::split_flat;
use crate::page::markdown::plain;

/// Why the date of a change stands for that of publication.
const ONLY_UPDATED: &str = "the page says only when it was last updated";

/// A page that was read: its article, and how that was found.
pub(crate) struct ReadPage {
    pub(crate) article: Article,
    pub(crate) problems: Vec<Problem>,
    /// Every line with what it is and why.
    pub(crate) labelled: Labelled,
    /// The text in which the spans of the lines count.
    pub(crate) text: String,
}

/// Reads a flattened page.
pub(crate) fn read(capture: &Capture, rules: &Rules) -> ReadPage {
    let mut problems = capture.problems.clone();
    let (source, marks) = plain(decode_capture(capture, &rules.encodings, &mut problems).composed());
    let page = label(&source.text, split_flat(&source.text, &marks, rules), Stated::default(), rules);
    let article = assemble(capture, &source, &page, rules);
    if page.is_list {
        problems.push(Problem::new("list_page", "the page lists articles and has none of its own"));
    } else if page.content.is_empty() {
        problems.push(Problem::new("no_article", "no line of the page looks like an article"));
    } else if article.published.is_none() {
        problems.push(Problem::new("undated", "the page does not say when the article was published"));
    }
    ReadPage { article, problems, labelled: page, text: source.text }
}

/// Puts the labelled lines of `source` together.
pub(crate) fn assemble(capture: &Capture, source: &Mapped, page: &Labelled, rules: &Rules) -> Article {
    let mut whole = Mapped::default();
    // Of each line, where its rows stand in the text.
    let mut places: Vec<Vec<Span>> = vec![Vec::new(); page.lines.len()];
    for &index in &page.content {
        if !whole.text.is_empty() {
            whole.push_new("\n");
        }
        for row in rows(&source.text, page.lines[index].span) {
            if !places[index].is_empty() {
                whole.push_new(" ");
            }
            let start = whole.text.len();
            whole.push_part(source, row);
            places[index].push(Span::new(start, whole.text.len()));
        }
    }
    let first = |kind: LineKind| {
        let index = page.kinds.iter().position(|&other| other == kind)?;
        let words = page.lines[index].span.of(&source.text);
        Some(words.split('\n').map(str::trim).collect::<Vec<_>>().join(" "))
    };
    let (published, updated) = moments(page, capture);
    Article {
        id: capture.digest.get(..16).unwrap_or(&capture.digest).to_owned(),
        source_id: capture.source_id.clone(),
        outlet: outlet(page, &source.text, capture, rules),
        url: capture.url.clone(),
        title: first(LineKind::Title).unwrap_or_default(),
        lead: first(LineKind::Lead),
        byline: byline(page, &source.text),
        section: None,
        published,
        updated,
        links: Vec::new(),
        lines: lines(page, &source.text, &places),
        text: whole.text,
        map: whole.map,
    }
}

/// What each row of the page is, and where the rows of the article stand in its text.
fn lines(page: &Labelled, text: &str, places: &[Vec<Span>]) -> Vec<Line> {
    let mut lines = Vec::new();
    for ((line, &kind), places) in page.lines.iter().zip(&page.kinds).zip(places) {
        let count = line.span.of(text).matches('\n').count() + 1;
        let row = |at: usize| Line { line: line.number + at, kind, span: places.get(at).copied() };
        lines.extend((0..count).map(row));
    }
    lines
}

/// The rows of a line that may be broken, without white space at their ends.
fn rows(text: &str, span: Span) -> Vec<Span> {
    let (mut rows, mut start) = (Vec::new(), span.start);
    for row in span.of(text).split('\n') {
        rows.push(Span::new(start, start + row.len()).trim(text));
        start += row.len() + 1;
    }
    rows
}

/// When the article was published and when it was changed, by the lines of its own head and foot.
///
/// A date with a clock time goes before one without, a date before how long ago. Where a page gives the date of a
/// change alone, the article was published then or before: that date stands for both, and says so.
fn moments(page: &Labelled, capture: &Capture) -> (Option<Published>, Option<String>) {
    let lines = page.lines.iter().zip(&page.kinds);
    let own = lines.filter(|(_, kind)| matches!(kind, LineKind::Byline | LineKind::Date));
    let printed: Vec<&Printed> = own.flat_map(|(line, _)| &line.dates).collect();
    let captured = capture.captured.as_deref().and_then(captured_at);
    let best = |act: Act| {
        let of_act = || printed.iter().filter(move |printed| printed.act == act);
        let moments = of_act().filter_map(|printed| match &printed.told {
            Told::Moment(value) => Some(value.clone()),
            Told::Ago(_) => None,
        });
        let moments: Vec<String> = moments.collect();
        let clocked = moments.iter().find(|value| value.contains('T'));
        clocked.or(moments.first()).cloned().or_else(|| {
            of_act().find_map(|printed| match &printed.told {
                Told::Moment(_) => None,
                Told::Ago(ago) => ago.before(captured?),
            })
        })
    };
    let (published, updated) = (best(Act::Published), best(Act::Updated));
    let because =
        if published.is_none() && updated.is_some() { vec![ONLY_UPDATED.to_owned()] } else { Vec::new() };
    let value = published.or(updated.clone());
    let published =
        value.map(|value| Published { value, basis: Basis::Page, candidates: Vec::new(), because });
    (published, updated)
}

/// The writer, without the date that stands beside the name.
fn byline(page: &Labelled, text: &str) -> Option<String> {
    for (line, _) in page.lines.iter().zip(&page.kinds).filter(|(_, kind)| **kind == LineKind::Byline) {
        let written = line.span.of(text);
        let name = match line.dates.first() {
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

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;
    use biennien_model::Media;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::tests::capture;

    /// Reads a page whose lines begin with the first letter of their kind, and compares kinds and text.
    ///
    /// T title, L lead, Y byline, D date, B body, C caption, S source (credit), - not part of the article.
    #[track_caller]
    fn check(marked: &str, text: &str) -> Article {
        let lines: Vec<&str> = marked.lines().map(str::trim_start).filter(|line| !line.is_empty()).collect();
        let page: Vec<&str> = lines.iter().map(|line| &line[2..]).collect();
        let raw = page.join("\n");
        let ReadPage { article, .. } =
            read(&capture(&raw, Media::Text), &Rules::compile(&Knowledge::built_in()));
        let found: Vec<String> = article
            .lines
            .iter()
            .map(|line| format!("{} {}", letter(line.kind), page[line.line - 1]))
            .collect();
        assert_eq!(found, lines);
        assert_eq!(article.text, text);
        for piece in &article.map.pieces {
            let decoded: String = piece.raw.of(&raw).nfc().collect();
            assert_eq!(decoded, piece.text.of(&article.text));
        }
        let placed: usize = article.map.pieces.iter().map(|piece| piece.text.len()).sum();
        let breaks = article.text.matches('\n').count();
        assert_eq!(placed + breaks, article.text.len(), "only line feeds stand nowhere in the capture");
        article
    }

    fn letter(kind: LineKind) -> char {
        match kind {
            LineKind::Title => 'T',
            LineKind::Lead => 'L',
            LineKind::Byline => 'Y',
            LineKind::Date => 'D',
            LineKind::Body => 'B',
            LineKind::Caption => 'C',
            LineKind::Credit => 'S',
            LineKind::Related | LineKind::Boilerplate => '-',
        }
    }

    #[test]
    fn an_article_is_found_among_menus_and_lists() {
        let article = check(
            "- Trang chủ
             - Thời sự
             - Thế giới
             T Lãm Châu mở lại cửa khẩu với Đoài Quốc
             Y Lụa Trần | 31/12/2021, 07:35
             L (BMO) - Sau ba tháng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu với Đoài Quốc từ tuần tới.
             B Bình luận của bà Lụa được đưa ra hôm thứ Ba, sau khi hai bên họp kín ở thị trấn biên giới suốt bốn giờ.
             C | Xe tải xếp hàng ở cửa khẩu sáng thứ Ba. Ảnh: Hãng tin Lãm Châu |
             B Ông Tám, người đứng đầu phái đoàn Đoài Quốc, nói việc mở lại cửa khẩu là bước đi đầu tiên, còn nhiều việc phải làm.
             B Theo thỏa thuận, xe tải của hai nước được qua cửa khẩu từ 6 giờ sáng. Lãm Châu sẽ bố trí thêm nhân viên hải quan.
             S Theo Báo Mẫu
             - Tin liên quan
             - Giá gạo tăng ở các chợ đầu mối miền xuôi
             - Giá gạo tăng ở các chợ đầu mối miền xuôi
             - (BMO) - Nhiều tiểu thương cho biết giá gạo đã tăng gần một phần mười chỉ trong hai tuần qua.
             - Bình luận (0)
             - © 2021 Báo Mẫu Online",
            "Lãm Châu mở lại cửa khẩu với Đoài Quốc\n\
             (BMO) - Sau ba tháng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu với Đoài Quốc từ tuần tới.\n\
             Bình luận của bà Lụa được đưa ra hôm thứ Ba, sau khi hai bên họp kín ở thị trấn biên giới suốt bốn giờ.\n\
             Xe tải xếp hàng ở cửa khẩu sáng thứ Ba. Ảnh: Hãng tin Lãm Châu\n\
             Ông Tám, người đứng đầu phái đoàn Đoài Quốc, nói việc mở lại cửa khẩu là bước đi đầu tiên, còn nhiều việc phải làm.\n\
             Theo thỏa thuận, xe tải của hai nước được qua cửa khẩu từ 6 giờ sáng. Lãm Châu sẽ bố trí thêm nhân viên hải quan.\n\
             Theo Báo Mẫu",
        );
        assert_eq!(article.published.map(|published| published.value).as_deref(), Some("2021-12-31T07:35"));
        assert_eq!(article.byline.as_deref(), Some("Lụa Trần"));
        assert_eq!(article.title, "Lãm Châu mở lại cửa khẩu với Đoài Quốc");
    }

    #[test]
    fn dates_of_other_articles_are_no_evidence() {
        let page = "Lãm Châu mở lại cửa khẩu\n\
                    Sau ba tháng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu với Đoài Quốc từ tuần tới, theo bà Lụa.\n\
                    Bà Lụa nói hai bên đã họp kín ở thị trấn biên giới suốt bốn giờ, và sẽ còn gặp lại nhau trong tháng.\n\
                    Tin khác\nGiá gạo tăng ở các chợ đầu mối\n08:15 02/03/2025\n";
        let ReadPage { article, problems, .. } =
            read(&capture(page, Media::Text), &Rules::compile(&Knowledge::built_in()));
        assert_eq!(article.published, None);
        assert_eq!(problems.iter().map(|problem| problem.code.as_str()).collect::<Vec<_>>(), ["undated"]);
    }

    #[test]
    fn loose_marks_keep_their_places() {
        let page: String = "Lãm Châu mở lại cửa khẩu\n\
                            Sau ba tháng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu với Đoài Quốc, theo bà Lụa.\n"
            .nfd()
            .collect();
        let ReadPage { article, .. } =
            read(&capture(&page, Media::Text), &Rules::compile(&Knowledge::built_in()));
        let at = article.text.find("Đoài Quốc").expect("the text is composed");
        let raw = article.map.raw(Span::new(at, at + "Đoài Quốc".len())).expect("it stands in the page");
        assert_eq!(raw.of(&page).nfc().collect::<String>(), "Đoài Quốc");
    }

    #[test]
    fn pages_without_an_article_say_so() {
        for page in ["\n\n", "Trang chủ\nThời sự\nThế giới\n", "\u{feff}|\n![]() |\n"] {
            let ReadPage { article, problems, .. } =
                read(&capture(page, Media::Text), &Rules::compile(&Knowledge::built_in()));
            assert_eq!(article.text, "", "{page:?}");
            assert_eq!(problems.last().map(|problem| problem.code.as_str()), Some("no_article"), "{page:?}");
        }
    }
}

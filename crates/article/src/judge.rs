//! Judging: every line of a page with its label, its score and what made the score, for people who wonder.
//!
//! In: a capture of a page. Out: its lines in page order. Clean input and feeds hold no lines to choose from.

use biennien_model::{Capture, LineKind, Media};
use serde::Serialize;

use crate::Rules;
use crate::page::ReadPage;
use crate::page::segment::Segment;
use crate::{html, page};

/// One line of a page, and why it is what it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedLine {
    /// 1-based number of the line in the file; of the paragraph, for HTML.
    pub line: usize,
    /// What it is.
    pub kind: LineKind,
    /// The part of the page in which it stands.
    pub part: Part,
    /// How much it speaks for the article (above 0) or against (below).
    pub score: f64,
    /// What makes the score, the weightiest first.
    pub because: Vec<Reason>,
    /// The words, NFC, without debris at the ends.
    pub text: String,
}

/// A trait that a line has, and what it adds to the score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// The feature, as the table of weights names it.
    pub feature: &'static str,
    /// Its weight, times how much of it the line has.
    pub weight: f64,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// What stands before the article.
    Before,
    /// Part of the article by its place above the text, not by its score: headline, summary, writer, date.
    Head,
    /// The article's text.
    Article,
    /// Something put between paragraphs of the article.
    Inserted,
    /// Part of the article by its place below the text, not by its score: writer, credit.
    Foot,
    /// What stands after the article.
    After,
}

/// The lines of the page in `capture`; empty for clean input and feeds.
pub fn judge(capture: &Capture, rules: &Rules) -> Vec<JudgedLine> {
    let page = match capture.media {
        Media::Clean | Media::Feed => return Vec::new(),
        Media::Html => html::read(capture, rules),
        Media::Text => page::read(capture, rules),
    };
    (0..page.labelled.lines.len()).map(|index| judge_line(&page, index, rules)).collect()
}

fn judge_line(page: &ReadPage, index: usize, rules: &Rules) -> JudgedLine {
    let labelled = &page.labelled;
    let (line, score) = (&labelled.lines[index], labelled.scores[index]);
    let mut because: Vec<Reason> = labelled.traits[index]
        .iter()
        .map(|&(feature, value)| Reason { feature, weight: rules.weights.of(feature) * value })
        .collect();
    let own: f64 = because.iter().map(|reason| reason.weight).sum();
    because.push(Reason { feature: "above-title", weight: score - own });
    for reason in &mut because {
        reason.weight = rounded(reason.weight);
    }
    because.retain(|reason| reason.weight != 0.0);
    because.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let part = match (labelled.segments[index], labelled.kinds[index].is_content()) {
        (Segment::Head, false) => Part::Before,
        (Segment::Head, true) => Part::Head,
        (Segment::Core, _) => Part::Article,
        (Segment::Inner, _) => Part::Inserted,
        (Segment::Tail, true) => Part::Foot,
        (Segment::Tail, false) => Part::After,
    };
    let text = line.span.of(&page.text).to_owned();
    JudgedLine { line: line.number, kind: labelled.kinds[index], part, score: rounded(score), because, text }
}

/// To two places: enough to see why.
fn rounded(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;
    use crate::tests::capture;

    const PAGE: &str = "Trang chủ\n\
        Lãm Châu mở lại cửa khẩu với Đoài Quốc\n\
        Sau ba tháng đóng cửa, Lãm Châu cho biết sẽ mở lại cửa khẩu với Đoài Quốc từ tuần tới, theo bà Lụa.\n\
        Bà Lụa nói hai bên đã họp kín ở thị trấn biên giới suốt bốn giờ, và sẽ còn gặp lại nhau trong tháng.\n\
        Bình luận (0)\n";

    #[test]
    fn a_line_is_what_its_reasons_add_up_to() {
        let rules = Rules::compile(&Knowledge::built_in());
        let lines = judge(&capture(PAGE, Media::Text), &rules);
        let kinds: Vec<LineKind> = lines.iter().map(|line| line.kind).collect();
        let (article, _) = crate::read(&capture(PAGE, Media::Text), &rules);
        assert_eq!(kinds, article.lines.iter().map(|line| line.kind).collect::<Vec<_>>());
        for line in &lines {
            let sum: f64 = line.because.iter().map(|reason| reason.weight).sum();
            assert!((sum - line.score).abs() < 0.05, "{line:?}");
        }
        assert_eq!(lines[4].because.first().map(|reason| reason.feature), Some("heading"));
        assert_eq!(lines[3].part, Part::Article);
    }

    #[test]
    fn clean_input_holds_no_lines_to_choose_from() {
        let rules = Rules::compile(&Knowledge::built_in());
        assert_eq!(judge(&capture(PAGE, Media::Clean), &rules), []);
    }
}

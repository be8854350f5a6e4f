//! Clean input: one JSON object whose text is taken as the article, exactly.

use biennien_model::{Article, Basis, Capture, Line, LineKind, Media, Problem, Published, Span};
use serde_json::Value;

use crate::Rules;
use crate::decode::decode_capture;
use crate::json::{fields, unescape};
use crate::mapped::Mapped;

/// Reads `{"id", "title", "text", "published", "outlet", "url"}`: the article's text is NFC(title + "\n" + text).
pub(crate) fn read(capture: &Capture, rules: &Rules) -> (Article, Vec<Problem>) {
    let mut problems = capture.problems.clone();
    let source = decode_capture(capture, &rules.encodings, &mut problems);
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(&source.text) {
        problems.push(Problem::new("bad_json", error.to_string()));
    }
    let fields = fields(&source.text);
    let mapped =
        |name: &str| fields.get(name).map(|&span| unescape(&source, span)).unwrap_or_default().composed();
    let field = |name: &str| {
        let value: Value = serde_json::from_str(fields.get(name)?.of(&source.text)).ok()?;
        match value {
            Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    };
    let (title, body) = (mapped("title"), mapped("text"));
    let mut whole = title.clone();
    whole.push_new("\n");
    whole.push_part(&body, Span::new(0, body.text.len()));
    if whole.text.trim().is_empty() {
        problems.push(Problem::new("empty", "the record has neither title nor text"));
    }
    let url = field("url").or_else(|| capture.url.clone());
    let basis = if capture.media == Media::Feed { Basis::Feed } else { Basis::Input };
    let published = field("published").map(|value| Published {
        value,
        basis,
        candidates: Vec::new(),
        because: Vec::new(),
    });
    let article = Article {
        id: capture.digest.get(..16).unwrap_or(&capture.digest).to_owned(),
        source_id: field("id").unwrap_or_else(|| capture.source_id.clone()),
        outlet: field("outlet").or_else(|| rules.outlets.of_url(url.as_deref()?)),
        url,
        title: title.text,
        lead: None,
        byline: field("byline"),
        section: field("section"),
        published,
        updated: field("updated"),
        lines: lines(&whole),
        links: Vec::new(),
        text: whole.text,
        map: whole.map,
    };
    (article, problems)
}

/// The paragraphs of the text: the first is the title.
fn lines(whole: &Mapped) -> Vec<Line> {
    let (mut lines, mut start) = (Vec::new(), 0);
    for (index, line) in whole.text.split('\n').enumerate() {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        if !line.trim().is_empty() {
            let kind = if index == 0 { LineKind::Title } else { LineKind::Body };
            lines.push(Line { line: index + 1, kind, span: Some(span) });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;
    use unicode_normalization::UnicodeNormalization;

    use super::*;
    use crate::tests::capture;

    /// Checks the text, and that every stretch of it decodes from its place in the capture.
    #[track_caller]
    fn check(json: &str, text: &str) {
        let (article, _) = read(&capture(json, Media::Clean), &Rules::compile(&Knowledge::built_in()));
        assert_eq!(article.text, text, "{json}");
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for pair in borders.windows(2) {
            let span = Span::new(pair[0], pair[1]);
            let Some(raw) = article.map.raw(span) else {
                assert_eq!(span.of(text), "\n", "only the line feed after the title stands nowhere");
                continue;
            };
            let decoded: String =
                serde_json::from_str(&format!("\"{}\"", raw.of(json))).expect("whole escapes");
            assert_eq!(decoded.nfc().collect::<String>(), span.of(text));
        }
    }

    #[test]
    fn the_text_is_title_and_text() {
        check(
            r#"{"id": "1", "title": "Lụa nói", "text": "Một.\nHai \"ba\"."}"#,
            "Lụa nói\nMột.\nHai \"ba\".",
        );
        check("{\"title\": \"Ha\u{300}\", \"text\": \"No\\u0323\\u0302i\"}", "Hà\nNội");
        check(r#"{"text": "Không tên"}"#, "\nKhông tên");
        check(r#"{"title": null, "text": null}"#, "\n");
        check("{", "\n");
    }
}

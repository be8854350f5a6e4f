//! Clean input: one JSON object whose text is taken as the article, exactly.

use biennien_model::{Article, Basis, Capture, Line, LineKind, Problem, Published, RawMap, Span};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Reads `{"id", "title", "text", "published", "outlet", "url"}`: the article's text is NFC(title + "\n" + text).
pub(crate) fn read(capture: &Capture) -> (Article, Vec<Problem>) {
    let mut problems = Vec::new();
    let value: Value = serde_json::from_slice(&capture.bytes).unwrap_or_else(|error| {
        problems.push(Problem::new("bad_json", error.to_string()));
        Value::Null
    });
    let field = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let title: String = field("title").unwrap_or_default().nfc().collect();
    let body: String = field("text").unwrap_or_default().nfc().collect();
    let text = format!("{title}\n{body}");
    let published = field("published").map(|value| Published {
        value,
        basis: Basis::Input,
        candidates: Vec::new(),
        because: Vec::new(),
    });
    let mut lines = Vec::new();
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        if !line.trim().is_empty() {
            let kind = if index == 0 { LineKind::Title } else { LineKind::Body };
            lines.push(Line { line: index + 1, kind, span: Some(span) });
        }
    }
    let article = Article {
        id: capture.digest[..16].to_owned(),
        source_id: field("id").unwrap_or_else(|| capture.source_id.clone()),
        outlet: field("outlet"),
        url: field("url"),
        title,
        lead: None,
        byline: None,
        section: None,
        published,
        text,
        lines,
        map: RawMap::default(),
    };
    (article, problems)
}

//! Quotations: words between quotation marks, paragraph by paragraph.

use biennien_model::{Document, Quotation, Span, TokenKind};

/// Finds the outermost quotations of every paragraph, in text order.
///
/// Straight and curly marks may be mixed, as Vietnamese papers do. A single mark opens only where
/// no letter stands before it. A quotation that is not closed runs to the paragraph's end.
pub(crate) fn quotations(document: &Document) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in &document.paragraphs {
        let mut open: Option<Span> = None;
        for token in &document.tokens[document.tokens_in(paragraph.span)] {
            if token.kind != TokenKind::Quote {
                continue;
            }
            let mark = token.span.of(&document.text);
            let Some(opening) = open else {
                if opens(document, token.span) {
                    open = Some(token.span);
                }
                continue;
            };
            if closes(document, opening.of(&document.text), mark, token.span) {
                let outer = Span::new(opening.start, token.span.end);
                let inner = Span::new(opening.end, token.span.start);
                found.push(Quotation { outer, inner, closed: true });
                open = None;
            }
        }
        if let Some(opening) = open
            && is_double(opening.of(&document.text))
        {
            let outer = Span::new(opening.start, paragraph.span.end);
            let inner = Span::new(opening.end, paragraph.span.end);
            found.push(Quotation { outer, inner, closed: false });
        }
    }
    found
}

fn is_double(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "”" | "„" | "«" | "»")
}

fn opens(document: &Document, mark: Span) -> bool {
    let before = document.text[..mark.start].chars().next_back();
    let after = document.text[mark.end..].chars().next();
    let starts = before.is_none_or(|letter| !letter.is_alphanumeric());
    starts && after.is_some_and(|letter| !letter.is_whitespace()) && mark.of(&document.text) != "»"
}

fn closes(document: &Document, opening: &str, mark: &str, span: Span) -> bool {
    let same = match opening {
        "'" | "‘" => matches!(mark, "'" | "’"),
        "«" => mark == "»",
        _ => matches!(mark, "\"" | "”" | "“" | "»"),
    };
    let after = document.text[span.end..].chars().next();
    same && (is_double(mark) || after.is_none_or(|letter| !letter.is_alphanumeric()))
}

//! Article: the text of a page without what stands around it, and its particulars.

use serde::{Deserialize, Serialize};

use crate::Span;

/// An article, read from one capture.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// First 16 hexadecimal digits of the capture's digest.
    pub id: String,
    /// The input's own id (clean input) or its file name.
    pub source_id: String,
    /// Outlet, in its usual name.
    pub outlet: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Headline; empty when none was found.
    pub title: String,
    /// Summary under (or above) the headline, the sapo.
    pub lead: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Section of the paper.
    pub section: Option<String>,
    /// When it was published, and how that is known.
    pub published: Option<Published>,
    /// When it was last changed, as the page or its markup says: ISO 8601 local time, `2021-12-31T09:10` or a day.
    pub updated: Option<String>,
    /// The article: NFC, one paragraph a line. All spans of facts count in it.
    pub text: String,
    /// Every non-empty line of a flattened capture, or every paragraph of other captures.
    pub lines: Vec<Line>,
    /// Headlines of a page that lists articles and has none of its own, in page order; empty for all other pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Where each piece of `text` stands in the raw capture; not part of a printed reading.
    #[serde(skip)]
    pub map: RawMap,
}

/// A link of a list page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Where it leads: a whole address, where that of the page is known.
    pub url: String,
    /// Its words.
    pub text: String,
}

/// When an article was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601 local time as written: `2021-12-31T07:35`, `2021-12-31`, or an interval `A/B`.
    pub value: String,
    /// How it is known.
    pub basis: Basis,
    /// Days that were possible, best first, when `basis` is `inferred`.
    pub candidates: Vec<Candidate>,
    /// Reasons in words, when `basis` is `inferred`.
    pub because: Vec<String>,
}

/// A possible day of publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// ISO date or interval.
    pub value: String,
    /// What speaks for it.
    pub because: String,
}

/// How a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Printed on the page.
    Page,
    /// In the page's markup (meta, JSON-LD, `time`).
    Markup,
    /// In the page's address, where it is surely a date.
    Url,
    /// In the feed that listed it.
    Feed,
    /// Given with the input.
    Input,
    /// Worked out from the text and its neighbours.
    Inferred,
}

/// One line of the capture and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// 1-based number of the line in the input file (of the paragraph, for other captures).
    pub line: usize,
    /// What it is.
    pub kind: LineKind,
    /// Where it stands in the article's text, for lines that are part of it.
    #[serde(flatten)]
    pub span: Option<Span>,
}

/// What a line of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// The headline.
    Title,
    /// The summary at the head (sapo).
    Lead,
    /// Who wrote it, often with the date.
    Byline,
    /// A line that only says when.
    Date,
    /// A paragraph of the article.
    Body,
    /// Words to a picture.
    Caption,
    /// Where the text was taken from ("Theo …").
    Credit,
    /// Another article's headline, lead or date.
    Related,
    /// Menus, buttons, forms, advertisements.
    Boilerplate,
}

impl LineKind {
    /// True for lines that belong to the article.
    pub fn is_content(self) -> bool {
        !matches!(self, LineKind::Related | LineKind::Boilerplate)
    }
}

/// One stretch of an article's text and the raw bytes it was decoded from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Bytes of the article's text.
    pub text: Span,
    /// Bytes of the capture.
    pub raw: Span,
    /// True when the bytes are the same on both sides, so that offsets inside can be counted through.
    pub same: bool,
}

/// Where the text of an article stands in its capture, piece by piece, in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawMap {
    /// Pieces in text order; gaps are text that stands nowhere in the capture (line feeds put between paragraphs).
    pub pieces: Vec<Piece>,
}

impl RawMap {
    /// Adds a piece after the last; joins it to the last where both are `same` and touch.
    pub fn push(&mut self, piece: Piece) {
        if let Some(last) = self.pieces.last_mut()
            && last.same
            && piece.same
            && last.text.end == piece.text.start
            && last.raw.end == piece.raw.start
        {
            last.text.end = piece.text.end;
            last.raw.end = piece.raw.end;
            return;
        }
        self.pieces.push(piece);
    }

    /// The raw bytes from which the text of `span` was decoded; `None` when an end of it stands nowhere.
    ///
    /// A piece that is not `same` is taken whole.
    pub fn raw(&self, span: Span) -> Option<Span> {
        if span.is_empty() {
            return None;
        }
        let first = self.piece_at(span.start)?;
        let last = self.piece_at(span.end - 1)?;
        let start =
            if first.same { first.raw.start + (span.start - first.text.start) } else { first.raw.start };
        let end = if last.same { last.raw.start + (span.end - last.text.start) } else { last.raw.end };
        (start <= end).then(|| Span::new(start, end))
    }

    fn piece_at(&self, offset: usize) -> Option<&Piece> {
        let after = self.pieces.partition_point(|piece| piece.text.start <= offset);
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        piece.text.holds(offset).then_some(piece)
    }
}

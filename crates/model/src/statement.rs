//! Statements: who said what, according to whom (PARC: source, cue, content).

use serde::{Deserialize, Serialize};

use crate::Span;

/// One content with one cue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The content.
    #[serde(flatten)]
    pub span: Span,
    /// Who says it.
    pub speaker: Option<Source>,
    /// Words of the text that name the speaker, with title and apposition.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub speaker_span: Option<Span>,
    /// To whom.
    pub addressees: Vec<Source>,
    /// Who relays it, outermost last.
    pub via: Vec<Source>,
    /// Quoted or told.
    pub form: Form,
    /// The reporting words; empty span at the content's start where there are none.
    pub cue: Span,
    /// Rule that found it.
    pub rule: String,
    /// How probably content and speaker are right, 0 to 1; unset in readings that older programs made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub confidence: Option<f64>,
}

/// A speaker, addressee or relay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Canonical name.
    pub name: String,
    /// Side code.
    pub code: Option<String>,
}

/// How the content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// All of it between quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

//! Statement rows: who said what, with the evidence, for other programs.

use biennien_model::{Form, Source, Statement};
use serde::Serialize;

use crate::plover::{FactEvidence, Told, footing, read};
use crate::timeline::is_sure;

/// One statement as a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementRow {
    /// The fact: `ARTICLE/statement/NUMBER`, as `biennien explain` takes it.
    pub id: String,
    /// Who says it.
    pub speaker: Option<Source>,
    /// To whom.
    pub addressees: Vec<Source>,
    /// Who relays it, outermost last.
    pub via: Vec<Source>,
    /// Quoted or told.
    pub form: Form,
    /// The reporting words; empty where there are none.
    pub cue: String,
    /// What is said, word for word.
    pub content: String,
    /// How probably content and speaker are right, 0 to 1.
    pub confidence: Option<f64>,
    /// The input's own id.
    pub source_id: String,
    /// Outlet.
    pub outlet: Option<String>,
    /// When the article was published.
    pub published: Option<String>,
    /// What it rests on.
    pub evidence: FactEvidence,
}

/// The statements of one article, in text order.
pub fn statement_rows(told: Told<'_>) -> Vec<StatementRow> {
    let article = &told.article.article;
    let mut rows = Vec::new();
    for (evidence, statement) in read::<Statement>(told.facts, "statement") {
        if !is_sure(statement.confidence, told.confidence_min) {
            continue;
        }
        rows.push(StatementRow {
            id: format!("{}/statement/{}", evidence.article, evidence.number),
            speaker: statement.speaker,
            addressees: statement.addressees,
            via: statement.via,
            form: statement.form,
            cue: article.text.get(statement.cue.start..statement.cue.end).unwrap_or_default().to_owned(),
            content: evidence.quote.clone(),
            confidence: statement.confidence,
            source_id: article.source_id.clone(),
            outlet: article.outlet.clone(),
            published: article.published.as_ref().map(|published| published.value.clone()),
            evidence: footing(told.article, evidence),
        });
    }
    rows
}

//! Rules: the tables of cues, compiled for matching.

use biennien_knowledge::{CueClass, CueContent, Knowledge};

use biennien_model::TokenKind;

use super::phrase::Phrases;
use super::view::View;

/// The tables, compiled for matching.
pub struct Rules {
    pub(super) cues: Vec<CueRule>,
    pub(super) names: Phrases,
    pub(super) adverb: Phrases,
    pub(super) negation: Phrases,
    pub(super) passive: Phrases,
    pub(super) preposition: Phrases,
    pub(super) subject_opener: Phrases,
    pub(super) closer: Phrases,
    pub(super) weak_closer: Phrases,
    pub(super) coordinator: Phrases,
    pub(super) subordinator: Phrases,
    pub(super) nominal_verb: Phrases,
    pub(super) nominal_before: Phrases,
    pub(super) nominal_after: Phrases,
    pub(super) clause_opener: Phrases,
    pub(super) adjunct: Phrases,
    pub(super) time_adjunct: Phrases,
    pub(super) after_cue: Phrases,
    pub(super) addressee: Phrases,
    pub(super) first_person: Phrases,
    pub(super) source_noun: Phrases,
    pub(super) bare_closer: Phrases,
    pub(super) relative: Phrases,
    pub(super) link: Phrases,
    pub(super) auxiliary: Phrases,
    pub(super) time_noun: Phrases,
    pub(super) subject_closer: Phrases,
    pub(super) study_noun: Phrases,
    pub(super) no_source: Phrases,
    pub(super) condition: Phrases,
    pub(super) about: Phrases,
    pub(super) question_opener: Phrases,
    pub(super) contrast: Phrases,
    pub(super) unsaid: Phrases,
    pub(super) not_clause: Phrases,
    pub(super) joiner: Phrases,
    copula: String,
    pub(super) numeral: Phrases,
    pub(super) content_mark: Phrases,
    pub(super) equation_mark: Phrases,
    pub(super) fact_noun: Phrases,
    pub(super) noun_clause: Phrases,
    pub(super) according: Phrases,
    pub(super) according_noun: Phrases,
    pub(super) according_text: Phrases,
    pub(super) according_blocker: Phrases,
}

/// One row of cues.
pub(super) struct CueRule {
    pub(super) id: String,
    pub(super) class: CueClass,
    pub(super) content: CueContent,
    pub(super) is_noun: bool,
    pub(super) is_near_only: bool,
    pub(super) is_main_only: bool,
    pub(super) hearer_direct: bool,
    pub(super) hearer_asked: bool,
    pub(super) not_before: Phrases,
    pub(super) not_after: Phrases,
}

impl Rules {
    /// Compiles the tables.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        let tables = &knowledge.statements;
        let part = |role: &str| Phrases::new(tables.words(role));
        let names = tables
            .cues
            .iter()
            .enumerate()
            .flat_map(|(row, cue)| cue.names.iter().map(move |name| (name.as_str(), row)));
        Rules {
            names: Phrases::with_rows(names),
            cues: tables
                .cues
                .iter()
                .map(|cue| CueRule {
                    id: cue.id.clone(),
                    class: cue.class,
                    content: cue.content,
                    is_main_only: cue.traits.iter().any(|one| one == "main"),
                    is_near_only: cue.traits.iter().any(|one| one == "near"),
                    is_noun: cue.traits.iter().any(|one| one == "noun"),
                    hearer_direct: cue.to.iter().any(|one| one == "direct"),
                    hearer_asked: cue.to.iter().any(|one| one == "asked"),
                    not_before: Phrases::new(cue.not_before.iter().map(String::as_str)),
                    not_after: Phrases::new(cue.not_after.iter().map(String::as_str)),
                })
                .collect(),
            adverb: part("adverb"),
            negation: part("negation"),
            passive: part("passive"),
            preposition: part("preposition"),
            subject_opener: part("subject-opener"),
            closer: part("closer"),
            weak_closer: part("weak-closer"),
            coordinator: part("coordinator"),
            subordinator: part("subordinator"),
            nominal_verb: part("nominal-verb"),
            nominal_before: part("nominal-before"),
            nominal_after: part("nominal-after"),
            clause_opener: part("clause-opener"),
            adjunct: part("adjunct"),
            time_adjunct: part("time-adjunct"),
            after_cue: part("after-cue"),
            addressee: part("addressee"),
            first_person: part("first-person"),
            source_noun: part("source-noun"),
            bare_closer: part("bare-closer"),
            relative: part("relative"),
            link: part("link"),
            auxiliary: part("auxiliary"),
            time_noun: part("time-noun"),
            subject_closer: part("subject-closer"),
            study_noun: part("study-noun"),
            no_source: part("no-source"),
            condition: part("condition"),
            about: part("about"),
            question_opener: part("question-opener"),
            contrast: part("contrast"),
            unsaid: part("unsaid"),
            not_clause: part("not-clause"),
            copula: tables.words("copula").next().unwrap_or_default().to_owned(),
            joiner: part("joiner"),
            numeral: part("numeral"),
            content_mark: part("content-mark"),
            equation_mark: part("equation-mark"),
            fact_noun: part("fact-noun"),
            noun_clause: part("noun-clause"),
            according: part("according"),
            according_noun: part("according-noun"),
            according_text: part("according-text"),
            according_blocker: part("theo-blocker"),
        }
    }
}

impl Rules {
    /// The word that links a subject and what it is called.
    pub(super) fn copula(&self) -> &str {
        &self.copula
    }

    /// True when token `at` can open a clause without subject: a small word that is no preposition and no pronoun.
    pub(super) fn verb_opens(&self, view: &View<'_>, at: usize) -> bool {
        view.kind(at) == Some(TokenKind::Small)
            && self.preposition.at(view.document, at) == 0
            && self.coordinator.at(view.document, at) == 0
            && self.not_clause.at(view.document, at) == 0
    }
}

//! Rules: the tables of cues, compiled for matching.

use biennien_knowledge::{CueClass, CueContent, Knowledge};

use biennien_model::TokenKind;

use super::phrase::{Phrases, Vocabulary};
use super::view::View;

/// The tables, compiled for matching.
pub struct Rules {
    /// Every word of the phrases below.
    pub(super) vocabulary: Vocabulary,
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
        let vocabulary = &mut Vocabulary::default();
        let names = tables
            .cues
            .iter()
            .enumerate()
            .flat_map(|(row, cue)| cue.names.iter().map(move |name| (name.as_str(), row)));
        Rules {
            names: Phrases::with_rows(names, vocabulary),
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
                    not_before: Phrases::new(cue.not_before.iter().map(String::as_str), vocabulary),
                    not_after: Phrases::new(cue.not_after.iter().map(String::as_str), vocabulary),
                })
                .collect(),
            adverb: Phrases::new(tables.words("adverb"), vocabulary),
            negation: Phrases::new(tables.words("negation"), vocabulary),
            passive: Phrases::new(tables.words("passive"), vocabulary),
            preposition: Phrases::new(tables.words("preposition"), vocabulary),
            subject_opener: Phrases::new(tables.words("subject-opener"), vocabulary),
            closer: Phrases::new(tables.words("closer"), vocabulary),
            weak_closer: Phrases::new(tables.words("weak-closer"), vocabulary),
            coordinator: Phrases::new(tables.words("coordinator"), vocabulary),
            subordinator: Phrases::new(tables.words("subordinator"), vocabulary),
            nominal_verb: Phrases::new(tables.words("nominal-verb"), vocabulary),
            nominal_before: Phrases::new(tables.words("nominal-before"), vocabulary),
            nominal_after: Phrases::new(tables.words("nominal-after"), vocabulary),
            clause_opener: Phrases::new(tables.words("clause-opener"), vocabulary),
            adjunct: Phrases::new(tables.words("adjunct"), vocabulary),
            time_adjunct: Phrases::new(tables.words("time-adjunct"), vocabulary),
            after_cue: Phrases::new(tables.words("after-cue"), vocabulary),
            addressee: Phrases::new(tables.words("addressee"), vocabulary),
            first_person: Phrases::new(tables.words("first-person"), vocabulary),
            source_noun: Phrases::new(tables.words("source-noun"), vocabulary),
            bare_closer: Phrases::new(tables.words("bare-closer"), vocabulary),
            relative: Phrases::new(tables.words("relative"), vocabulary),
            link: Phrases::new(tables.words("link"), vocabulary),
            auxiliary: Phrases::new(tables.words("auxiliary"), vocabulary),
            time_noun: Phrases::new(tables.words("time-noun"), vocabulary),
            subject_closer: Phrases::new(tables.words("subject-closer"), vocabulary),
            study_noun: Phrases::new(tables.words("study-noun"), vocabulary),
            no_source: Phrases::new(tables.words("no-source"), vocabulary),
            condition: Phrases::new(tables.words("condition"), vocabulary),
            about: Phrases::new(tables.words("about"), vocabulary),
            question_opener: Phrases::new(tables.words("question-opener"), vocabulary),
            contrast: Phrases::new(tables.words("contrast"), vocabulary),
            unsaid: Phrases::new(tables.words("unsaid"), vocabulary),
            not_clause: Phrases::new(tables.words("not-clause"), vocabulary),
            copula: tables.words("copula").next().unwrap_or_default().to_owned(),
            joiner: Phrases::new(tables.words("joiner"), vocabulary),
            numeral: Phrases::new(tables.words("numeral"), vocabulary),
            content_mark: Phrases::new(tables.words("content-mark"), vocabulary),
            equation_mark: Phrases::new(tables.words("equation-mark"), vocabulary),
            fact_noun: Phrases::new(tables.words("fact-noun"), vocabulary),
            noun_clause: Phrases::new(tables.words("noun-clause"), vocabulary),
            according: Phrases::new(tables.words("according"), vocabulary),
            according_noun: Phrases::new(tables.words("according-noun"), vocabulary),
            according_text: Phrases::new(tables.words("according-text"), vocabulary),
            according_blocker: Phrases::new(tables.words("theo-blocker"), vocabulary),
            // Last: the phrases above have filled it.
            vocabulary: std::mem::take(vocabulary),
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
            && self.preposition.at(&view.words, at) == 0
            && self.coordinator.at(&view.words, at) == 0
            && self.not_clause.at(&view.words, at) == 0
    }
}

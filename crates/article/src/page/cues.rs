//! Cues: words that tell what a line is, from `vi/pages/cues.tsv`, matched in one pass.

use biennien_knowledge::PageTables;
use regex::{RegexSet, RegexSetBuilder};

/// The longest line in which cues are looked for, in bytes: a cue names a list or a picture, not a paragraph.
const CUE_LINE_BYTES_MAX: usize = 400;

/// Room for the automaton of all cues, in bytes.
const DFA_BYTES_MAX: usize = 32 << 20;

/// What a cue says of its line; the words of the table's column `kind`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CueKind {
    End,
    Tags,
    Box,
    Button,
    Footer,
    Caption,
    Image,
    Credit,
    Byline,
    Mark,
    Notice,
    Ago,
}

impl CueKind {
    pub(crate) fn parse(word: &str) -> Option<CueKind> {
        Some(match word {
            "end" => CueKind::End,
            "tags" => CueKind::Tags,
            "box" => CueKind::Box,
            "button" => CueKind::Button,
            "footer" => CueKind::Footer,
            "caption" => CueKind::Caption,
            "image" => CueKind::Image,
            "credit" => CueKind::Credit,
            "byline" => CueKind::Byline,
            "mark" => CueKind::Mark,
            "notice" => CueKind::Notice,
            "ago" => CueKind::Ago,
            _ => return None,
        })
    }
}

/// The cues found in a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Found(u16);

impl Found {
    /// Nothing but a cue of `kind`.
    pub(crate) fn of(kind: CueKind) -> Found {
        Found(1 << kind as u16)
    }

    pub(crate) fn has(self, kind: CueKind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// The cues of both.
    pub(crate) fn join(self, other: Found) -> Found {
        Found(self.0 | other.0)
    }

    /// True when any of `kinds` was found.
    pub(crate) fn any(self, kinds: &[CueKind]) -> bool {
        kinds.iter().any(|&kind| self.has(kind))
    }
}

/// All cues, compiled.
pub(crate) struct Cues {
    set: RegexSet,
    kinds: Vec<CueKind>,
}

impl Cues {
    /// Compiles the table; a row whose pattern or kind cannot be read is left out (`biennien data check` names it).
    pub(crate) fn compile(tables: &PageTables) -> Cues {
        let rows = tables.cues.iter().filter(|cue| regex::Regex::new(&cue.pattern).is_ok());
        let rows: Vec<_> = rows
            .filter_map(|cue| Some((with_plain_borders(&cue.pattern), CueKind::parse(&cue.kind)?)))
            .collect();
        let set = RegexSetBuilder::new(rows.iter().map(|(pattern, _)| pattern))
            .case_insensitive(true)
            .dfa_size_limit(DFA_BYTES_MAX)
            .build();
        Cues {
            set: set.unwrap_or_else(|_| RegexSet::empty()),
            kinds: rows.iter().map(|&(_, kind)| kind).collect(),
        }
    }

    /// The cues in `line`, which has no white space at its ends.
    pub(crate) fn find(&self, line: &str) -> Found {
        let mut found = Found::default();
        if line.len() <= CUE_LINE_BYTES_MAX {
            for row in &self.set.matches(line) {
                found.0 |= 1 << self.kinds[row] as u16;
            }
        } else if let Some((at, _)) = line.char_indices().nth(60)
            && self.set.matches(&line[..at]).iter().any(|row| self.kinds[row] == CueKind::Mark)
        {
            // An outlet's mark begins a lead, which may be long.
            found.0 |= 1 << CueKind::Mark as u16;
        }
        found
    }
}

/// The pattern with every `\b` written out as the letters around it.
///
/// The engine cannot run its fast automaton on `\b` beside letters beyond ASCII, and nearly every line here has some.
fn with_plain_borders(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find(r"\b") {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 2..];
        let opens = rest.starts_with(|letter: char| letter == '(' || letter.is_alphanumeric());
        plain.push_str(if opens { r"(?:^|[^\p{L}\p{N}])" } else { r"(?:$|[^\p{L}\p{N}])" });
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use biennien_knowledge::Knowledge;

    use super::*;

    #[test]
    fn rows_find_their_examples() {
        let knowledge = Knowledge::built_in();
        let cues = Cues::compile(&knowledge.pages);
        assert_eq!(cues.kinds.len(), knowledge.pages.cues.len(), "a pattern or kind cannot be read");
        for example in knowledge.examples.iter().filter(|example| example.kind == "vi/pages/cues") {
            let kind = CueKind::parse(&example.expected).expect("a kind of cue");
            let (line, _) = example.unmark();
            assert!(cues.find(&line).has(kind), "{}: {line:?} is no {}", example.place, example.expected);
        }
    }

    #[test]
    fn paragraphs_that_begin_like_cues_are_none() {
        let cues = Cues::compile(&Knowledge::built_in().pages);
        for line in [
            "Bình luận của bà Lụa được đưa ra một ngày sau cuộc họp.",
            "Chia sẻ với báo giới, ông Tám cho biết đoàn sẽ lên đường trong tuần.",
            "Theo bà Lụa, hai bên sẽ gặp lại nhau ở Lãm Châu vào tháng tới.",
        ] {
            let found = cues.find(line);
            assert!(!found.any(&[CueKind::End, CueKind::Button, CueKind::Credit, CueKind::Footer]), "{line}");
        }
    }
}

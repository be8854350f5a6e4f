//! Words with something odd in them: letters of other shapes and scripts, marks that belong to no letter, characters that
//! show as nothing. What of it is a disguise, [`super::disguise`] decides.

use std::collections::HashMap;

use biennien_knowledge::EncodingTables;
use biennien_model::Span;
use unicode_normalization::UnicodeNormalization;

use crate::decode::census::{ascii_run, is_hidden, is_mark, is_styled_block, is_vietnamese};

/// Letters that stand in for Latin ones, compiled.
#[derive(Debug, Default)]
pub(crate) struct LookAlikes {
    kinds: HashMap<char, Kind>,
}

impl LookAlikes {
    pub(crate) fn compile(tables: &EncodingTables) -> LookAlikes {
        let mut kinds = HashMap::new();
        for row in &tables.look_alikes {
            let kind = if row.class == "same" { Kind::Same(row.letter) } else { Kind::Like(row.letter) };
            for look in row.looks.iter().flat_map(|look| look.chars()) {
                kinds.entry(look).or_insert(kind);
            }
        }
        LookAlikes { kinds }
    }

    /// What `letter` is among the letters of a Latin text.
    pub(crate) fn kind(&self, letter: char) -> Kind {
        if letter.is_ascii_alphabetic() || is_vietnamese(letter) {
            return Kind::Latin;
        }
        if is_styled_block(letter) {
            let mut plain = letter.nfkc();
            return match (plain.next(), plain.next()) {
                (Some(plain), None) if plain.is_ascii_alphabetic() => Kind::Styled(plain),
                _ => Kind::Foreign,
            };
        }
        if let Some(&kind) = self.kinds.get(&letter) {
            return kind;
        }
        match letter {
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Kind::Latin,
            _ => Kind::Foreign,
        }
    }
}

/// What a letter is among the letters of a Latin text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A Latin letter.
    Latin,
    /// A Latin letter in another shape: wide, mathematical, in a circle.
    Styled(char),
    /// A letter that nobody can tell from this Latin one.
    Same(char),
    /// A letter similar to this Latin one.
    Like(char),
    /// Any other letter.
    Foreign,
}

/// A letter with its marks, and the invisible characters behind it.
#[derive(Debug, Clone)]
pub(crate) struct Cluster {
    pub(crate) span: Span,
    pub(crate) letter: char,
    pub(crate) kind: Kind,
    pub(crate) marks: Vec<char>,
    pub(crate) hidden: Vec<char>,
}

impl Cluster {
    /// True for a mark that makes no letter with this one.
    pub(crate) fn is_stray(&self, mark: char) -> bool {
        let is_own = matches!(mark, '\u{300}'..='\u{303}' | '\u{306}' | '\u{309}' | '\u{31b}' | '\u{323}');
        !is_own && [self.letter, mark].into_iter().nfc().count() > 1
    }

    /// True when it has such a mark.
    pub(crate) fn has_stray(&self) -> bool {
        self.marks.iter().any(|&mark| self.is_stray(mark))
    }
}

/// A word that has something odd in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word {
    pub(crate) clusters: Vec<Cluster>,
}

impl Word {
    /// How many letters fulfil `wanted`.
    pub(crate) fn count(&self, wanted: impl Fn(&Cluster) -> bool) -> usize {
        self.clusters.iter().filter(|cluster| wanted(cluster)).count()
    }

    /// Where it stands.
    pub(crate) fn span(&self) -> Span {
        match (self.clusters.first(), self.clusters.last()) {
            (Some(first), Some(last)) => first.span.join(last.span),
            _ => Span::new(0, 0),
        }
    }

    fn is_odd(&self) -> bool {
        self.clusters.iter().any(|cluster| {
            cluster.kind != Kind::Latin
                || !cluster.hidden.is_empty()
                || matches!(cluster.letter, '\u{d0}' | '\u{f0}' | '\u{189}')
                || cluster.has_stray()
        })
    }
}

/// The beginning of `text` up to the last ASCII letter before which a word ends and no other script begins.
fn plain_words(text: &str) -> &str {
    let run = ascii_run(text.as_bytes());
    if run == text.len() {
        return text;
    }
    let ends = |byte: u8| !byte.is_ascii_alphabetic();
    let end = text.as_bytes()[..run].iter().rposition(|&byte| ends(byte)).map_or(0, |at| at + 1);
    &text[..end]
}

/// The odd words of `text`, and whether most letters of the text are Latin; look-alikes do not count.
pub(crate) fn odd_words(text: &str, look_alikes: &LookAlikes) -> (Vec<Word>, bool) {
    let (mut words, mut word) = (Vec::new(), Word::default());
    let (mut latin, mut foreign) = (0usize, 0usize);
    let mut next = 0;
    while let Some(letter) = text[next..].chars().next() {
        if word.clusters.is_empty() {
            // Words of nothing but ASCII are never odd; most of a page's markup is such.
            let plain = plain_words(&text[next..]);
            latin += plain.bytes().filter(u8::is_ascii_alphabetic).count();
            if !plain.is_empty() {
                next += plain.len();
                continue;
            }
        }
        let (at, end) = (next, next + letter.len_utf8());
        next = end;
        if letter.is_alphabetic() || is_styled_block(letter) {
            let kind = look_alikes.kind(letter);
            match kind {
                Kind::Latin | Kind::Styled(_) => latin += 1,
                Kind::Foreign => foreign += 1,
                Kind::Same(_) | Kind::Like(_) => {}
            }
            let (marks, hidden) = (Vec::new(), Vec::new());
            word.clusters.push(Cluster { span: Span::new(at, end), letter, kind, marks, hidden });
            continue;
        }
        match word.clusters.last_mut() {
            Some(cluster) if is_mark(letter) => {
                cluster.marks.push(letter);
                cluster.span.end = end;
            }
            Some(cluster) if is_hidden(letter) => {
                cluster.hidden.push(letter);
                cluster.span.end = end;
            }
            Some(_) => {
                let word = std::mem::take(&mut word);
                words.extend(Some(word).filter(Word::is_odd));
            }
            None => {}
        }
    }
    words.extend(Some(word).filter(Word::is_odd));
    (words, latin > 2 * foreign)
}

//! Vocabulary: the words that rules of time know, as numbers, and the shapes that tokens can have.
//!
//! In: the words and shapes of `data/vi/time/`. Out: for every token of a text one number and one set of shapes, so
//! that matching compares numbers and never reads a word twice.

use regex::{Regex, RegexSet};
use rustc_hash::FxHashMap;

/// Number of a word; [`UNKNOWN`] for one that no rule knows.
pub(crate) type WordId = u32;

/// The word that no rule knows.
pub(crate) const UNKNOWN: WordId = 0;

/// Shapes of one token: bit `n` for shape `n`.
pub(crate) type Shapes = u64;

/// How many shapes there may be.
pub(crate) const SHAPES_MAX: usize = 64;

/// Words and shapes.
pub(crate) struct Vocabulary {
    ids: FxHashMap<String, WordId>,
    /// Shapes of tokens with a digit, and of tokens that begin with a capital.
    digits: ShapeSet,
    capitals: ShapeSet,
}

/// Some of the shapes, with the bit of each.
struct ShapeSet {
    set: RegexSet,
    bits: Vec<usize>,
}

impl Vocabulary {
    /// A vocabulary without words. A shape is asked of tokens with a digit; with `^` before it, of capitals.
    ///
    /// # Errors
    /// A shape that is no regular expression, or too many of them.
    pub(crate) fn new(shapes: &[String]) -> Result<Vocabulary, String> {
        if shapes.len() > SHAPES_MAX {
            return Err(format!("more than {SHAPES_MAX} shapes"));
        }
        let (mut digits, mut capitals) = (Vec::new(), Vec::new());
        for (bit, shape) in shapes.iter().enumerate() {
            match shape.strip_prefix('^') {
                Some(shape) => capitals.push((bit, shape)),
                None => digits.push((bit, shape.as_str())),
            }
        }
        let ids = FxHashMap::default();
        Ok(Vocabulary { ids, digits: ShapeSet::new(&digits)?, capitals: ShapeSet::new(&capitals)? })
    }

    /// A vocabulary that knows nothing.
    pub(crate) fn empty() -> Vocabulary {
        let none = || ShapeSet { set: RegexSet::empty(), bits: Vec::new() };
        Vocabulary { ids: FxHashMap::default(), digits: none(), capitals: none() }
    }

    /// The number of `word`, which becomes known.
    pub(crate) fn add(&mut self, word: &str) -> WordId {
        let next = WordId::try_from(self.ids.len() + 1).unwrap_or(UNKNOWN);
        *self.ids.entry(word.to_owned()).or_insert(next)
    }

    /// The number of `word`.
    pub(crate) fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(UNKNOWN)
    }

    /// Numbers are at most this.
    pub(crate) fn len(&self) -> usize {
        self.ids.len() + 1
    }

    /// The shapes of `token`, in lower case.
    pub(crate) fn shapes(&self, token: &str, is_capital: bool) -> Shapes {
        let mut shapes = 0;
        if token.bytes().any(|byte| byte.is_ascii_digit()) {
            shapes |= self.digits.of(token);
        }
        if is_capital {
            shapes |= self.capitals.of(token);
        }
        shapes
    }
}

impl ShapeSet {
    fn new(shapes: &[(usize, &str)]) -> Result<ShapeSet, String> {
        for (_, shape) in shapes {
            Regex::new(shape).map_err(|error| error.to_string())?;
        }
        let whole = shapes.iter().map(|(_, shape)| format!("^(?:{shape})$"));
        let set = RegexSet::new(whole).map_err(|error| error.to_string())?;
        Ok(ShapeSet { set, bits: shapes.iter().map(|(bit, _)| *bit).collect() })
    }

    fn of(&self, token: &str) -> Shapes {
        self.set.matches(token).iter().fold(0, |shapes, index| shapes | 1 << self.bits[index])
    }
}

//! Examples: sentences in the tables that say what a row must find.

use crate::table::Place;

/// One example of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Where the row stands.
    pub place: Place,
    /// What kind of example it is, which decides how it is run: the table's name (`world/states`).
    pub kind: &'static str,
    /// The sentence, with square brackets around what must be found.
    pub marked: String,
    /// What must be found there, in the row's terms (a code, a name, a value).
    pub expected: String,
}

impl Example {
    /// The sentence without its brackets, and the byte span of each bracketed part in it.
    pub fn unmark(&self) -> (String, Vec<(usize, usize)>) {
        let mut text = String::with_capacity(self.marked.len());
        let (mut spans, mut open) = (Vec::new(), None);
        for letter in self.marked.chars() {
            match letter {
                '[' => open = Some(text.len()),
                ']' => {
                    if let Some(start) = open.take() {
                        spans.push((start, text.len()));
                    }
                }
                _ => text.push(letter),
            }
        }
        (text, spans)
    }
}

//! Lower case in step: the same number of bytes for every letter.

/// `text` in lower case, byte for byte in step with it.
///
/// A letter whose lower case has another length in UTF-8 stays as it is (no Vietnamese letter does).
pub fn lower_in_step(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for letter in text.chars() {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == letter.len_utf8() => lower.push(one),
            _ => lower.push(letter),
        }
    }
    lower
}

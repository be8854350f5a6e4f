//! Shape: what a line looks like, whatever its language.

/// Measures of one line.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Shape {
    /// Length, in syllables of Vietnamese or their like in other scripts.
    pub(crate) size: f64,
    /// Ends like a sentence.
    pub(crate) ends: bool,
    /// Ends like a question or a cry.
    pub(crate) asks: bool,
    /// Sentence borders inside the line.
    pub(crate) stops: u32,
    /// Commas.
    pub(crate) commas: u32,
    /// Share of words that begin with a capital, 0 to 1; 0 for scripts without capitals.
    pub(crate) capitals: f64,
    /// Words.
    pub(crate) words: u32,
    /// Has a digit.
    pub(crate) digits: bool,
    /// Begins with a bullet.
    pub(crate) bullet: bool,
    /// All letters are capitals.
    pub(crate) upper: bool,
    /// Letters.
    pub(crate) letters: u32,
    /// Has a quotation mark.
    pub(crate) quotes: bool,
    /// Ends with a colon.
    pub(crate) colon: bool,
    /// Breaks off.
    pub(crate) cut: bool,
    /// Begins with a small letter.
    pub(crate) lower: bool,
}

/// Measures `line`.
pub(crate) fn measure(line: &str) -> Shape {
    let mut shape = Shape::default();
    let (mut dense, mut spread, mut lower) = (0u32, 0u32, 0u32);
    let (mut capitals, mut pending_stop, mut spaced, mut in_word) = (0u32, false, false, false);
    for letter in line.chars() {
        if letter.is_alphanumeric() {
            match script(letter) {
                Script::Ideographs => dense += 1,
                Script::Unspaced => spread += 1,
                Script::Spaced => shape.letters += 1,
            }
            shape.digits |= letter.is_numeric();
            lower += u32::from(letter.is_lowercase());
            if !in_word {
                shape.words += 1;
                capitals += u32::from(letter.is_uppercase());
                shape.stops += u32::from(pending_stop && spaced);
                pending_stop = false;
            }
            in_word = true;
            continue;
        }
        if letter.is_whitespace() || matches!(letter, '"' | '“' | '”' | '(' | '«' | '»') {
            in_word = false;
            spaced = true;
            continue;
        }
        spaced = false;
        pending_stop = is_stop(letter);
        if is_stop_without_space(letter) {
            shape.stops += 1;
            pending_stop = false;
        }
        shape.commas += u32::from(matches!(letter, ',' | '،' | '，' | '、' | ';'));
        // A point or dash inside a word ("12.1", "Nga-Mỹ") does not end it.
        in_word = in_word && !is_stop(letter) && letter != ',';
    }
    shape.size = f64::from(shape.letters) / 3.6 + f64::from(dense) * 1.3 + f64::from(spread) / 3.0;
    shape.letters += dense + spread;
    shape.capitals = f64::from(capitals) / f64::from(shape.words.max(1));
    shape.upper = capitals > 0 && lower == 0;
    shape.bullet = line.starts_with(['•', '·', '▪', '*', '+', '►', '>', '»', '#']);
    let end = line.trim_end_matches(is_closing);
    shape.ends = end.chars().next_back().is_some_and(|last| is_stop(last) || is_stop_without_space(last));
    shape.quotes = line.contains(is_quote);
    shape.colon = end.ends_with([':', '：', '៖']);
    shape.cut = end.ends_with('…') || end.ends_with("...");
    shape.lower = line.chars().next().is_some_and(char::is_lowercase);
    shape.asks = end.ends_with(['?', '!', '？', '！', '؟']);
    shape
}

/// How densely a script is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// A letter is about a syllable.
    Ideographs,
    /// Letters without spaces between words.
    Unspaced,
    /// Words between spaces.
    Spaced,
}

pub(crate) fn script(letter: char) -> Script {
    match u32::from(letter) {
        // Kana, CJK ideographs, Hangul syllables.
        0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff => {
            Script::Ideographs
        }
        // Thai, Lao, Tibetan, Myanmar, Khmer.
        0x0e00..=0x0fff | 0x1000..=0x109f | 0x1780..=0x17ff => Script::Unspaced,
        _ => Script::Spaced,
    }
}

fn is_stop(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…' | '؟' | '۔' | '։' | '።' | '།')
}

/// Stops of scripts that put no space after them.
fn is_stop_without_space(letter: char) -> bool {
    matches!(letter, '。' | '！' | '？' | '។' | '៕' | '။' | '।' | '॥')
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '‘' | '’')
}

fn is_closing(letter: char) -> bool {
    matches!(
        letter,
        '"' | '”'
            | '“'
            | '’'
            | '‘'
            | '\''
            | ')'
            | '»'
            | '«'
            | '›'
            | '\u{200f}'
            | '\u{200e}'
            | ']'
            | '」'
            | '』'
            | '）'
            | '*'
            | '/'
            | '|'
    ) || letter.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, ends: bool, stops: u32, sizes: std::ops::Range<u32>) {
        let shape = measure(line);
        assert_eq!((shape.ends, shape.stops), (ends, stops), "{line}");
        assert!(sizes.contains(&(shape.size as u32)), "{line}: {}", shape.size);
    }

    #[test]
    fn sentences_are_told_by_their_marks() {
        check("Hai bên gặp nhau ở Lãm Châu.", true, 0, 5..8);
        check("“Tôi giữ lời.” Bà nói thêm: “Hẹn gặp lại!”", true, 1, 7..11);
        check("Giá 12.500 đồng, giảm 1,5%", false, 0, 4..8);
        check("Thời sự Thế giới Pháp luật", false, 0, 5..8);
        check("双方会面。没有协议。", true, 2, 8..13);
        check("ທັງສອງຝ່າຍພົບກັນທີ່ນະຄອນຫຼວງ", false, 0, 6..11);
    }
}

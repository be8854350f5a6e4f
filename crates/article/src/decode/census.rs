//! The census: which kinds of unusual characters a text has, in one pass, so that ordinary text costs no more than that.

/// How many characters of each kind a text has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Census {
    /// Letters of Vietnamese outside ASCII.
    pub(crate) vietnamese: usize,
    /// Letters and signs of Latin-1 that Vietnamese does not use: what old encodings and double encoding look like.
    pub(crate) latin1: usize,
    /// Letters of other alphabets, and Latin letters of unusual shape.
    pub(crate) exotic: usize,
    /// Marks that stand apart from their letter.
    pub(crate) loose: usize,
    /// Characters that show as nothing.
    pub(crate) hidden: usize,
    /// Spaces that are not the ordinary one.
    pub(crate) spaces: usize,
    /// Control characters, but for white space.
    pub(crate) control: usize,
}

impl Census {
    /// Counts the characters of `text`.
    pub(crate) fn of(text: &str) -> Census {
        let is_control = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\n' | b'\t' | b'\r');
        let control = text.bytes().filter(is_control).count();
        let mut census = Census { control, ..Census::default() };
        for (_, letter) in beyond_ascii(text) {
            let count = match letter {
                '\0'..='\u{9f}' => &mut census.control,
                _ if is_vietnamese(letter) => &mut census.vietnamese,
                '\u{ad}' => &mut census.hidden,
                '\u{a0}' => &mut census.spaces,
                '\u{a1}'..='\u{ff}' => &mut census.latin1,
                _ if is_mark(letter) => &mut census.loose,
                _ if is_hidden(letter) => &mut census.hidden,
                '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => &mut census.spaces,
                '\u{2010}'..='\u{203a}' => continue,
                _ if letter.is_alphanumeric() || is_styled_block(letter) => &mut census.exotic,
                _ => continue,
            };
            *count += 1;
        }
        census
    }

    /// True when nothing in the text asks for a closer look.
    pub(crate) fn is_plain(self) -> bool {
        Census { vietnamese: 0, ..self } == Census::default()
    }
}

/// How many bytes at the beginning of `bytes` are ASCII.
pub(crate) fn ascii_run(bytes: &[u8]) -> usize {
    /// Bytes that are looked at together.
    const TOGETHER: usize = 64;
    let whole = TOGETHER * bytes.chunks(TOGETHER).take_while(|chunk| chunk.is_ascii()).count();
    let start = whole.min(bytes.len());
    start + bytes[start..].iter().take_while(|byte| byte.is_ascii()).count()
}

/// The characters of `text` beyond ASCII with their offsets; the rest is passed over quickly.
pub(crate) fn beyond_ascii(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += ascii_run(&text.as_bytes()[at..]);
        let (here, letter) = (at, text[at..].chars().next()?);
        at += letter.len_utf8();
        Some((here, letter))
    })
}

/// True for the letters of Vietnamese that stand outside ASCII, put together.
pub(crate) fn is_vietnamese(letter: char) -> bool {
    match letter {
        '\u{1ea0}'..='\u{1ef9}' => true,
        '\u{c0}'..='\u{ff}' => {
            // The same 16 letters in capitals and, 32 further, in small letters.
            let low = u32::from(letter) & 0x1f;
            const USED: u32 = 0b0010_0110_0011_1100_0011_0111_0000_1111;
            USED >> low & 1 == 1
        }
        '\u{102}' | '\u{103}' | '\u{110}' | '\u{111}' | '\u{128}' | '\u{129}' | '\u{168}' | '\u{169}' => true,
        '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' => true,
        _ => false,
    }
}

/// True for combining marks of Latin letters and of symbols.
pub(crate) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

/// True for characters that show as nothing: soft hyphens, zero-width spaces and joiners, marks of direction.
pub(crate) fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// True for blocks of letters in other shapes: full width, mathematical, in circles and squares.
pub(crate) fn is_styled_block(letter: char) -> bool {
    matches!(letter, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d6a5}'
        | '\u{24b6}'..='\u{24e9}' | '\u{1f110}'..='\u{1f12b}' | '\u{1f130}'..='\u{1f189}' | '\u{2102}'..='\u{2149}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::tests::KNOWLEDGE;

    #[track_caller]
    fn check(text: &str, census: Census) {
        assert_eq!(Census::of(text), census, "{text}");
    }

    #[test]
    fn ordinary_text_is_plain() {
        assert!(Census::of("“Lãm Châu” – Đoài Quốc… ỡ\tÝ\n5’").is_plain());
        check("ViÖt", Census { latin1: 1, ..Census::default() });
        check(
            "e\u{301}\u{200b}\u{a0}ж",
            Census { loose: 1, hidden: 1, spaces: 1, exotic: 1, ..Census::default() },
        );
        check("\u{1}\u{85}", Census { control: 2, ..Census::default() });
    }

    #[test]
    fn every_letter_of_the_table_is_vietnamese_and_no_other() {
        let letters: Vec<char> = KNOWLEDGE.encodings.letters.iter().map(|row| row.letter).collect();
        assert_eq!(letters.len(), 134);
        for letter in '\u{80}'..'\u{2000}' {
            assert_eq!(is_vietnamese(letter), letters.contains(&letter), "{letter}");
        }
    }
}

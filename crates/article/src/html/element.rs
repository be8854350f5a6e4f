//! Elements by name: which stand inside a line of text, which have no end tag, which end others (HTML standard,
//! phrasing and void elements, optional tags).

/// The name of an element, in small letters, as a number that is quick to compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Tag(u64);

impl Tag {
    /// The tag `name`; capitals do not count.
    pub(crate) const fn of(name: &str) -> Tag {
        let bytes = name.as_bytes();
        // FNV-1a.
        let (mut hash, mut at) = (0xcbf2_9ce4_8422_2325_u64, 0);
        while at < bytes.len() {
            hash = (hash ^ bytes[at].to_ascii_lowercase() as u64).wrapping_mul(0x0000_0100_0000_01b3);
            at += 1;
        }
        Tag(hash)
    }

    /// What elements of this name and the first of `classes` have in common; numbers in it do not count.
    pub(crate) fn with(self, classes: &str) -> Tag {
        let first = classes.split_ascii_whitespace().next().unwrap_or_default();
        let letters = first.bytes().filter(|byte| !byte.is_ascii_digit());
        Tag(letters.fold(self.0, |hash, byte| {
            (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// True for elements that stand inside a line of text.
    pub(crate) fn flows(self) -> bool {
        FLOWING.contains(&self)
    }

    /// True for elements that have no end tag.
    pub(crate) fn is_void(self) -> bool {
        VOID.contains(&self)
    }

    /// True for elements whose content is no text of the page.
    pub(crate) fn is_opaque(self) -> bool {
        OPAQUE.contains(&self)
    }

    /// True for `h2` to `h6`, and `h1`.
    pub(crate) fn is_heading(self) -> bool {
        HEADINGS.contains(&self)
    }

    /// The elements that this one ends when it begins, and those behind which they are not looked for.
    pub(crate) fn ends(self) -> (&'static [Tag], &'static [Tag]) {
        match self {
            LI => (&[LI], &[UL, OL, TABLE]),
            TR => (&[TR], &[TABLE]),
            TD | TH => (&CELLS, &[TABLE]),
            DT | DD => (&[DT, DD], &[DL]),
            A => (&[A], &CELLS),
            _ => (&[], &[]),
        }
    }

    /// True for elements that an end tag of something else does not end.
    pub(crate) fn holds(self) -> bool {
        matches!(self, TABLE | TD | TH | CAPTION)
    }

    /// True for the parts of a table.
    pub(crate) fn is_of_table(self) -> bool {
        matches!(self, TABLE | TR | TD | TH | CAPTION | TBODY)
    }
}

pub(crate) const A: Tag = Tag::of("a");
pub(crate) const BODY: Tag = Tag::of("body");
pub(crate) const BR: Tag = Tag::of("br");
pub(crate) const HTML: Tag = Tag::of("html");
pub(crate) const LI: Tag = Tag::of("li");
pub(crate) const META: Tag = Tag::of("meta");
pub(crate) const LINK: Tag = Tag::of("link");
pub(crate) const OL: Tag = Tag::of("ol");
pub(crate) const P: Tag = Tag::of("p");
pub(crate) const SCRIPT: Tag = Tag::of("script");
pub(crate) const TABLE: Tag = Tag::of("table");
pub(crate) const TIME: Tag = Tag::of("time");
pub(crate) const TITLE: Tag = Tag::of("title");
pub(crate) const UL: Tag = Tag::of("ul");
const CAPTION: Tag = Tag::of("caption");
const DD: Tag = Tag::of("dd");
const DL: Tag = Tag::of("dl");
const DT: Tag = Tag::of("dt");
const TBODY: Tag = Tag::of("tbody");
const TD: Tag = Tag::of("td");
const TH: Tag = Tag::of("th");
const TR: Tag = Tag::of("tr");

const CELLS: [Tag; 2] = [TD, TH];

const HEADINGS: [Tag; 6] =
    [Tag::of("h1"), Tag::of("h2"), Tag::of("h3"), Tag::of("h4"), Tag::of("h5"), Tag::of("h6")];

const FLOWING: [Tag; 38] = [
    A,
    Tag::of("span"),
    Tag::of("b"),
    Tag::of("strong"),
    Tag::of("em"),
    Tag::of("i"),
    Tag::of("img"),
    TIME,
    Tag::of("abbr"),
    Tag::of("acronym"),
    Tag::of("bdi"),
    Tag::of("bdo"),
    Tag::of("big"),
    Tag::of("cite"),
    Tag::of("code"),
    Tag::of("data"),
    Tag::of("del"),
    Tag::of("dfn"),
    Tag::of("font"),
    Tag::of("ins"),
    Tag::of("kbd"),
    Tag::of("label"),
    Tag::of("mark"),
    Tag::of("nobr"),
    Tag::of("o:p"),
    Tag::of("picture"),
    Tag::of("q"),
    Tag::of("s"),
    Tag::of("samp"),
    Tag::of("small"),
    Tag::of("source"),
    Tag::of("strike"),
    Tag::of("sub"),
    Tag::of("sup"),
    Tag::of("tt"),
    Tag::of("u"),
    Tag::of("var"),
    Tag::of("wbr"),
];

const VOID: [Tag; 14] = [
    BR,
    Tag::of("img"),
    LINK,
    META,
    Tag::of("input"),
    Tag::of("hr"),
    Tag::of("area"),
    Tag::of("base"),
    Tag::of("col"),
    Tag::of("embed"),
    Tag::of("param"),
    Tag::of("source"),
    Tag::of("track"),
    Tag::of("wbr"),
];

const OPAQUE: [Tag; 10] = [
    Tag::of("style"),
    Tag::of("noscript"),
    Tag::of("template"),
    Tag::of("svg"),
    Tag::of("iframe"),
    Tag::of("textarea"),
    Tag::of("object"),
    Tag::of("select"),
    Tag::of("math"),
    Tag::of("noframes"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        assert_eq!(Tag::of("DIV"), Tag::of("div"));
        assert_ne!(Tag::of("b"), Tag::of("br"));
        assert!(Tag::of("span").flows() && !Tag::of("div").flows());
        assert!(BR.is_void() && Tag::of("H3").is_heading() && Tag::of("svg").is_opaque());
    }
}

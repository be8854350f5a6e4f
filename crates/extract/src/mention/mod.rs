//! Mentions: names and who is meant; groups: noun groups that can act or speak.
//!
//! In: a document and the day it was published. Out: mentions and groups. First the names and small words of the
//! tables are found (`atoms`), then noun groups are read from them (`grammar`), once to learn who is in the document
//! (`cast`) and once with that knowledge; then every group is given its name and side (`resolve`).

mod lexicon;

mod atoms;

mod cast;

mod grammar;

mod office;

mod person;

mod surname;

mod bodies;

mod titles;

mod resolve;

mod named;

mod printed;

mod survey;

pub use survey::{Sort, Stray, Survey, survey};

use std::collections::{HashMap, HashSet};

use biennien_knowledge::{Knowledge, NameTables, WordClass, World};
use biennien_model::{Document, Group, Mention};
use jiff::civil::Date;

use atoms::Atom;
use cast::Cast;
use grammar::{Draft, Parser};
use lexicon::{Entry, Keys, Lexicon};

/// The tables, compiled for matching.
pub struct Rules {
    world: World,
    names: NameTables,
    lexicon: Lexicon,
    /// Rows of `vi/names/ambiguous.tsv` by their folded name.
    ambiguous: HashMap<String, usize>,
    family: HashSet<String>,
    particles: HashSet<String>,
    start: HashSet<String>,
    not_before: Vec<String>,
    say: Vec<String>,
    /// Codes of states and of organisations that act for themselves.
    sides: HashSet<String>,
    /// Words that are no part of a body's name.
    stop: HashSet<String>,
    /// Syllables without accents that are written small in the tables: words of the language, not names.
    common: HashSet<String>,
    /// Small words of one syllable that stand around names and in no title.
    small: HashSet<String>,
    /// Words that stand before the name of a place.
    place_nouns: HashSet<String>,
    /// Words that stand before the name of a thing.
    thing_nouns: HashSet<String>,
    /// Rows of `world/people.tsv` by the first and the last syllable of their names.
    surnames: HashMap<String, Vec<usize>>,
    /// Offices without a side, and the code they give instead.
    private: HashMap<usize, Option<String>>,
}

impl Rules {
    /// Compiles the tables.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        let lexicon = Lexicon::new(knowledge);
        let (world, names) = (knowledge.world.clone(), knowledge.names.clone());
        let words = |class: WordClass| {
            let rows = names.words.iter().filter(move |row| row.class == class);
            rows.flat_map(|row| row.names.iter()).map(|name| lexicon.fold(name))
        };
        let states = world.states.iter().map(|state| state.code.clone());
        let own = world.organizations.iter().filter_map(|row| row.code.clone());
        let offices = names.offices.iter().enumerate();
        let private = offices.filter_map(|(row, office)| {
            let private = names.private.iter().find(|private| private.office == office.id)?;
            Some((row, private.code.clone()))
        });
        let private = private.collect();
        Rules {
            ambiguous: names
                .ambiguous
                .iter()
                .enumerate()
                .map(|(row, name)| (lexicon.fold(&name.name), row))
                .collect(),
            family: words(WordClass::Family).collect(),
            particles: words(WordClass::Particle).collect(),
            start: words(WordClass::Start).collect(),
            not_before: words(WordClass::NotBefore).collect(),
            say: words(WordClass::Say).collect(),
            sides: states.chain(own).collect(),
            stop: words(WordClass::Stop).collect(),
            place_nouns: words(WordClass::PlaceNoun).collect(),
            thing_nouns: words(WordClass::ThingNoun).collect(),
            common: common(&names),
            small: [WordClass::Of, WordClass::In, WordClass::And, WordClass::That, WordClass::To]
                .into_iter()
                .flat_map(words)
                .collect(),
            surnames: surname::index(&world, &lexicon),
            private,
            lexicon,
            world,
            names,
        }
    }

    fn is_honorific(&self, atom: &Atom) -> bool {
        self.has_word(atom, WordClass::Honorific)
    }

    /// True for "alliance", "group", "newspaper" before a name.
    fn is_common_noun(&self, entry: Entry) -> bool {
        match entry {
            Entry::Word(row) => matches!(self.names.words[row].class, WordClass::Org | WordClass::Outlet),
            _ => false,
        }
    }

    /// The gender that an honorific tells.
    fn gender(&self, atom: &Atom) -> Option<&str> {
        atom.entries.iter().find_map(|entry| match entry {
            Entry::Word(row) if self.names.words[*row].class == WordClass::Honorific => {
                self.names.words[*row].value.as_deref()
            }
            _ => None,
        })
    }

    fn has_word(&self, atom: &Atom, class: WordClass) -> bool {
        atom.entries.iter().any(|entry| match entry {
            Entry::Word(row) => self.names.words[*row].class == class,
            _ => false,
        })
    }

    /// True when `rest`, in lower case, begins with a verb of saying.
    fn says(&self, rest: &str) -> bool {
        let rest = rest.trim_start();
        let mut verbs = self.say.iter();
        verbs.any(|verb| {
            rest.strip_prefix(verb.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// True when `text`, in lower case, ends with a verb of saying.
    fn ends_saying(&self, text: &str) -> bool {
        let that =
            self.names.words.iter().filter(|row| row.class == WordClass::That).flat_map(|row| &row.names);
        let mut that = that.filter_map(|word| text.strip_suffix(word.as_str()));
        let text = that.next().map_or(text, str::trim_end);
        let mut verbs = self.say.iter();
        verbs.any(|verb| {
            text.strip_suffix(verb.as_str()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    }

    /// True when `text`, in lower case, ends with a word that stands before the name of a place.
    fn ends_with_place_noun(&self, text: &str) -> bool {
        ends_with_one_of(text, &self.place_nouns)
    }

    /// True when `text`, in lower case, ends with a word that stands before the name of a thing.
    fn ends_with_thing_noun(&self, text: &str) -> bool {
        ends_with_one_of(text, &self.thing_nouns)
    }

    fn is_side(&self, code: &str) -> bool {
        self.sides.contains(code)
    }
}

/// True when the last words of `text`, four at most, are one of `words`.
fn ends_with_one_of(text: &str, words: &HashSet<String>) -> bool {
    let text = text.trim_end();
    let starts = text.rmatch_indices([' ', '\n']).take(4).map(|(at, _)| at + 1);
    starts.chain([0]).any(|at| words.contains(&text[at..]))
}

/// Syllables without accents that titles, bodies and small words have in small letters.
fn common(names: &NameTables) -> HashSet<String> {
    let offices = names.offices.iter().flat_map(|row| &row.names);
    let bodies = names.bodies.iter().flat_map(|row| &row.names);
    let collectives = names.collectives.iter().flat_map(|row| &row.names);
    let words = names.words.iter().filter(|row| row.class != WordClass::Particle).flat_map(|row| &row.names);
    let syllables = offices.chain(bodies).chain(collectives).chain(words).flat_map(|name| name.split(' '));
    let small = |word: &&str| word.is_ascii() && word.starts_with(char::is_lowercase);
    syllables.filter(small).map(str::to_owned).collect()
}

/// Finds the names and the groups of `document`, both in text order, neither overlapping among themselves.
pub fn find(document: &Document, published: Option<Date>, rules: &Rules) -> (Vec<Mention>, Vec<Group>) {
    scan(document, rules).find(published)
}

/// The names and noun groups of a document, before it is asked who held an office on the day of publication.
pub(crate) struct Scan<'a> {
    document: &'a Document,
    rules: &'a Rules,
    keys: Keys,
    atoms: Vec<Atom>,
    cast: Cast,
    drafts: Vec<Draft>,
    /// Bodies that a common noun begins, wherever they stand.
    named: Vec<Draft>,
}

/// Reads the names and noun groups of `document`.
pub(crate) fn scan<'a>(document: &'a Document, rules: &'a Rules) -> Scan<'a> {
    let keys = rules.lexicon.document_keys(document);
    let mut atoms = atoms::find(document, &keys, rules);
    let mut cast = Cast::default();
    parse(document, &keys, rules, &atoms, &mut cast);
    decide(&mut atoms, &mut cast);
    link(document, &mut atoms, &keys, &cast, rules);
    let drafts = parse(document, &keys, rules, &atoms, &mut cast);
    decide(&mut atoms, &mut cast);
    let named = parse_named(document, &keys, rules, &atoms, &mut cast);
    Scan { document, rules, keys, atoms, cast, drafts, named }
}

impl Scan<'_> {
    /// The names and the groups of a document that was published on `published`.
    pub(crate) fn find(&self, published: Option<Date>) -> (Vec<Mention>, Vec<Group>) {
        let Scan { document, rules, keys, atoms, cast, drafts, named } = self;
        let mut cast = cast.clone();
        let groups = resolve::resolve(document, published, rules, &mut cast, drafts);
        let bodies = named::bodies(document, rules, atoms, named, &groups);
        let mentions = printed::mentions(document, published, rules, &mut cast, (keys, atoms), bodies);
        (mentions, groups)
    }
}

/// Reads the groups of all sentences.
fn parse(document: &Document, keys: &Keys, rules: &Rules, atoms: &[Atom], cast: &mut Cast) -> Vec<Draft> {
    let starts = starts(document, atoms);
    let mut drafts = Vec::new();
    let mut parser =
        Parser { document, keys, rules, atoms, starts: &starts, cast, start: 0, end: 0, depth: 0 };
    for sentence in &document.sentences {
        parser.sentence(sentence.tokens.clone(), &mut drafts);
    }
    drafts
}

/// Reads the bodies that a common noun begins, inside titles too.
fn parse_named(
    document: &Document,
    keys: &Keys,
    rules: &Rules,
    atoms: &[Atom],
    cast: &mut Cast,
) -> Vec<Draft> {
    let starts = starts(document, atoms);
    let mut drafts = Vec::new();
    let mut parser =
        Parser { document, keys, rules, atoms, starts: &starts, cast, start: 0, end: 0, depth: 0 };
    for sentence in &document.sentences {
        (parser.start, parser.end) = (sentence.tokens.start, sentence.tokens.end);
        drafts.extend(sentence.tokens.clone().filter_map(|token| parser.named_body(token)));
    }
    drafts
}

/// The atom that starts at each token.
fn starts(document: &Document, atoms: &[Atom]) -> Vec<Option<usize>> {
    let mut starts = vec![None; document.tokens.len()];
    for (index, atom) in atoms.iter().enumerate() {
        starts[atom.tokens.start] = Some(index);
    }
    starts
}

/// Gives names whose title decided who is meant their figure.
fn decide(atoms: &mut [Atom], cast: &mut Cast) {
    for (token, figure) in std::mem::take(&mut cast.decided) {
        let index = atoms.partition_point(|atom| atom.tokens.start < token);
        if let Some(atom) = atoms.get_mut(index).filter(|atom| atom.tokens.start == token) {
            atom.figure = Some(figure);
        }
    }
}

/// Gives capitals that name somebody of the cast their figure.
fn link(document: &Document, atoms: &mut [Atom], keys: &Keys, cast: &Cast, rules: &Rules) {
    let mut last: HashMap<usize, usize> = HashMap::new();
    for index in 0..atoms.len() {
        if let Some(figure) = atoms[index].figure {
            last.insert(figure, index);
            continue;
        }
        let tokens = atoms[index].tokens.clone();
        let parts: Vec<&str> = keys.of(tokens).iter().map(|key| key.text.as_str()).collect();
        let known = atoms[index].entries.iter().find_map(|entry| match entry {
            Entry::Person(row) | Entry::ShortPerson(row) => Some(*row),
            _ => None,
        });
        let figures = cast.named(&parts);
        if let Some(figure) = surname::namesake(&atoms[index], &parts, figures, cast) {
            atoms[index].figure = Some(figure);
            last.insert(figure, index);
            continue;
        }
        if let Some(row) = known {
            if let Some(&figure) = figures.iter().find(|figure| cast.figures[**figure].row == Some(row)) {
                last.insert(figure, index);
            }
            continue;
        }
        let titled = atoms[index].entries.iter().any(|entry| matches!(entry, Entry::TitledPerson(_)));
        if !(atoms[index].is_unknown() || titled) {
            continue;
        }
        let before = index.checked_sub(1).map(|before| &atoms[before]);
        let before = before.filter(|before| before.tokens.end == atoms[index].tokens.start);
        let gender = before.and_then(|before| rules.gender(before));
        let fits = |figure: &&usize| {
            let own = cast.figures[**figure].gender.as_deref();
            gender.is_none() || own.is_none() || own == gender
        };
        // The one met last before here, or else the first of the document.
        let nearest = figures
            .iter()
            .filter(fits)
            .max_by_key(|figure| (last.get(figure).copied(), std::cmp::Reverse(**figure)));
        let Some(&figure) = nearest else { continue };
        let after_title = before.is_some_and(|before| {
            rules.is_honorific(before) || before.entries.iter().any(|entry| matches!(entry, Entry::Office(_)))
        });
        let plain = parts.len() == 1 && parts[0].chars().count() < 4;
        if plain && !after_title && !is_paired(document, atoms, index) {
            continue;
        }
        atoms[index].figure = Some(figure);
        last.insert(figure, index);
    }
}

/// True when a dash joins the atom with a person ("Trump - Kim").
fn is_paired(document: &Document, atoms: &[Atom], index: usize) -> bool {
    let dash = |token: usize| {
        let token = document.tokens.get(token);
        token.is_some_and(|token| matches!(token.span.of(&document.text), "-" | "–"))
    };
    let person = |atom: &Atom| {
        let known = |entry: &Entry| matches!(entry, Entry::Person(_) | Entry::ShortPerson(_));
        atom.figure.is_some() || atom.entries.iter().any(known)
    };
    let tokens = &atoms[index].tokens;
    let before = index.checked_sub(1).map(|before| &atoms[before]);
    let before = before.filter(|before| before.tokens.end + 1 == tokens.start && dash(before.tokens.end));
    let after = atoms.get(index + 1);
    let after = after.filter(|after| tokens.end + 1 == after.tokens.start && dash(tokens.end));
    before.is_some_and(person) || after.is_some_and(person)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;

    static TABLES: LazyLock<(Knowledge, Rules)> = LazyLock::new(|| {
        let knowledge = Knowledge::built_in();
        let rules = Rules::compile(&knowledge);
        (knowledge, rules)
    });

    /// Finds the groups of the unbracketed text, published on 30 December 2021, and compares those that the brackets
    /// mark; `meant` says who they are: name, `/`, codes joined by `+`.
    #[track_caller]
    fn check(marked: &str, meant: &[&str]) {
        check_on(marked, meant, "2021-12-30");
    }

    #[track_caller]
    fn check_on(marked: &str, meant: &[&str], day: &str) {
        let text = marked.replace(['[', ']'], "");
        let (knowledge, rules) = &*TABLES;
        let document = crate::document(&text, knowledge);
        let (_, groups) = find(&document, day.parse().ok(), rules);
        let mut found = Vec::new();
        let (mut at, mut rest) = (0, marked);
        while let Some((before, tail)) = rest.split_once('[') {
            let Some((words, tail)) = tail.split_once(']') else { break };
            at += before.len();
            let group =
                groups.iter().find(|group| group.span.start == at && group.span.of(&document.text) == words);
            found.push(group.map_or(format!("no group {words:?}"), |group| {
                format!("{}/{}", group.name.as_deref().unwrap_or(""), group.codes.join("+"))
            }));
            at += words.len();
            rest = tail;
        }
        assert_eq!(found, meant, "{groups:#?}");
    }

    #[test]
    fn an_office_means_who_held_it_on_the_day() {
        check("[Tổng thống Mỹ] và [Ngoại trưởng Nga] nói chuyện.", &["Joe Biden/USA", "Sergei Lavrov/RUS"]);
        check_on("[Tổng thống Mỹ] về nước.", &["Donald Trump/USA"], "2017-12-15");
    }

    #[test]
    fn a_group_takes_title_state_and_name() {
        check(
            "[Tổng thống Nga Vladimir Putin] gọi cho [người đồng cấp Mỹ Joe Biden].",
            &["Vladimir Putin/RUS", "Joe Biden/USA"],
        );
    }

    #[test]
    fn the_counterpart_is_of_the_same_office() {
        check(
            "[Tổng thống Nga Putin] gọi cho [người đồng cấp Mỹ].",
            &["Vladimir Putin/RUS", "Joe Biden/USA"],
        );
    }

    #[test]
    fn whoever_is_in_no_table_is_learned_from_the_title() {
        check(
            "[Thứ trưởng Ngoại giao Nga Lua Tran] đến. [Bà Tran] không nói gì. [Bà] về ngay.",
            &["Lua Tran/RUS", "Lua Tran/RUS", "Lua Tran/RUS"],
        );
    }

    #[test]
    fn an_apposition_belongs_to_the_name() {
        check("[Lua Tran, giáo sư đại học ở Bình Nhưỡng], nói như vậy.", &["Lua Tran/"]);
    }

    #[test]
    fn a_capital_stands_for_its_government_unless_it_is_where() {
        check("[Moscow] bác bỏ tin ấy. Cuộc họp ở [Moscow] kết thúc.", &["Russia/RUS", "Moscow/RUS"]);
    }

    #[test]
    fn states_in_other_words_are_no_states() {
        check(
            "Luật sư Phạm Văn Đức sống ở Mỹ Đình. [Đức] và [Mỹ] họp.",
            &["Germany/DEU", "United States/USA"],
        );
    }

    #[test]
    fn two_names_with_a_dash_are_two_groups() {
        check(
            "Căng thẳng [Nga]-[Ukraine] và [Mỹ] - [Trung Quốc] tăng.",
            &["Russia/RUS", "Ukraine/UKR", "United States/USA", "China/CHN"],
        );
    }

    #[test]
    fn bodies_and_crowds_act_for_their_side() {
        check(
            "[Bộ Quốc phòng Nga] bác tin. [Người biểu tình Venezuela] xuống đường, [một quan chức Mỹ giấu tên] nói.",
            &["Russian Ministry of Defence/RUS", "Venezuelan protesters/OPP-VEN", "US official/USA"],
        );
    }

    #[test]
    fn pairs_are_the_two_named_before() {
        check(
            "[Nga] và [Ukraine] đàm phán. [Hai nước] chưa đạt thỏa thuận.",
            &["Russia/RUS", "Ukraine/UKR", "Russia and Ukraine/RUS+UKR"],
        );
    }

    #[test]
    fn this_state_is_the_last_one_named() {
        check(
            "[Triều Tiên] phóng tên lửa. [Nước này] không báo trước.",
            &["North Korea/PRK", "North Korea/PRK"],
        );
    }

    #[test]
    fn a_former_holder_has_no_side() {
        check("[Cựu Tổng thống Mỹ Donald Trump] đến thăm.", &["Donald Trump/"]);
    }

    #[test]
    fn the_master_of_a_house_is_its_head() {
        check(
            "[Ông chủ Điện Kremlin] nói, [người đứng đầu NATO] đáp.",
            &["Vladimir Putin/RUS", "Jens Stoltenberg/NATO"],
        );
    }

    #[test]
    fn a_hyphen_with_spaces_stays_in_a_foreign_name() {
        check(
            "[Ông Lua Tran - chul, quan chức Bộ Ngoại giao Triều Tiên], nói vậy.",
            &["Lua Tran - chul/PRK"],
        );
    }

    #[test]
    fn this_state_after_a_cue_is_its_subject() {
        check(
            "[Ngoại trưởng Syria] khẳng định [nước này] coi quân Pháp là khách.",
            &["Faisal Mekdad/SYR", "Syria/SYR"],
        );
    }

    #[test]
    fn offices_of_a_page_without_states_are_those_of_the_papers_country() {
        check("[Thủ tướng] dự lễ khởi công.", &["Phạm Minh Chính/VNM"]);
    }

    #[test]
    fn odd_text_breaks_nothing() {
        check("((( \u{301}a – - . ông ông, của của Bộ trưởng của Bộ trưởng của - Kim Jong-", &[]);
    }
}

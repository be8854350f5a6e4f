//! Words: which neighbouring syllables are one word (`spec/vi/word.md`).
//!
//! In: a document's tokens. Out: words in text order, every one some whole tokens; marks belong to none. Of all ways to
//! cut a run of syllables the likeliest is taken: every word has the price of its rarity in `vi/lexicon.tsv`, and capitals
//! in a row that no table knows may be one name. Who is named is left to the mentions.

use biennien_knowledge::{CuttingPrices, Knowledge, WordClass};
use biennien_model::{Document, Span, Token, TokenKind};
use rustc_hash::FxHashMap;

/// Prices are thousandths of natural logarithms: a word twice as rare costs 693 more.
const UNIT: f64 = 1000.0;

/// No word ends here.
const NONE: u32 = u32::MAX;

/// The lexicon, compiled.
pub struct Words {
    /// Numbers of syllables in small letters, in both spellings of their tone marks.
    syllables: FxHashMap<Box<str>, u32>,
    /// From a node of the tree of words by a syllable to the next node.
    steps: FxHashMap<u64, u32>,
    nodes: Vec<Node>,
    prices: Prices,
}

/// `vi/cutting.tsv` in whole thousandths.
#[derive(Clone, Copy)]
struct Prices {
    unknown: u32,
    name: u32,
    name_token: u32,
    family_name: u32,
    known_name: u32,
    capital: u32,
    /// Most tokens of a name that no table has.
    longest_name: usize,
}

/// A place in the tree of words: the syllables on the way to it.
#[derive(Clone, Copy)]
struct Node {
    /// Price of the word that ends here.
    price: u32,
    /// True for a name of one syllable ("Mỹ").
    is_name: bool,
    /// True for a family name ("Nguyễn").
    is_family: bool,
    /// True when longer words go on from here.
    goes_on: bool,
}

/// Cheapest way to the border before a token.
#[derive(Clone, Copy)]
struct Best {
    price: u32,
    /// Tokens of the last word.
    tokens: u32,
}

impl Words {
    /// Compiles the lexicon and the names of states, places and people.
    pub fn compile(knowledge: &Knowledge) -> Words {
        let prices = Prices::of(&knowledge.cutting);
        let mut words = Words {
            syllables: FxHashMap::default(),
            steps: FxHashMap::default(),
            nodes: vec![Node::default()],
            prices,
        };
        let total: f64 = knowledge.lexicon.iter().map(|row| f64::from(row.count)).sum();
        let price = |count: u32| {
            // At most about 30 thousand, for a count of 1 among billions.
            ((total.max(1.0) / f64::from(count)).ln() * UNIT).clamp(0.0, 30_000.0) as u32
        };
        let spellings: Vec<(&str, &str)> =
            knowledge.names.tones.iter().map(|row| (row.new.as_str(), row.old.as_str())).collect();
        for row in &knowledge.lexicon {
            let node = words.add(&row.word, &spellings);
            words.nodes[node].price = words.nodes[node].price.min(price(row.count));
        }
        let world = &knowledge.world;
        let names = world.states.iter().flat_map(|state| &state.names);
        let names = names.chain(world.places.iter().flat_map(|place| &place.names));
        for name in names.chain(world.people.iter().flat_map(|person| &person.names)) {
            // Classes and titles ("tỉnh …") are words of their own, and no word crosses a mark.
            if crate::tokens(name).iter().any(|token| token.kind != TokenKind::Capital) {
                continue;
            }
            let node = words.add(&crate::lower_in_step(name), &spellings);
            words.nodes[node].price = words.nodes[node].price.min(prices.known_name);
            words.nodes[node].is_name = true;
        }
        let families = knowledge.names.words.iter().filter(|row| row.class == WordClass::Family);
        for name in families.flat_map(|row| &row.names) {
            let node = words.add(&crate::lower_in_step(name), &spellings);
            words.nodes[node].is_family = true;
        }
        words
    }

    /// Cuts `document` into words; a word never crosses a line or a mark.
    pub fn find(&self, document: &Document) -> Vec<Span> {
        self.cut(&document.text, &document.lower, &document.tokens)
    }

    /// Cuts the `tokens` of `text`, whose letters are small in `lower`, into words.
    pub fn cut(&self, text: &str, lower: &str, tokens: &[Token]) -> Vec<Span> {
        let mut words = Vec::with_capacity(tokens.len());
        let (mut best, mut numbers) = (Vec::new(), Vec::new());
        let mut from = 0;
        while from < tokens.len() {
            if is_mark(tokens[from]) {
                from += 1;
                continue;
            }
            let mut to = from + 1;
            while to < tokens.len() && !is_mark(tokens[to]) && is_near(text, tokens[to - 1], tokens[to]) {
                to += 1;
            }
            let run = &tokens[from..to];
            numbers.clear();
            numbers.extend(run.iter().map(|token| self.syllables.get(token.span.of(lower)).copied()));
            self.find_best(text, run, &numbers, &mut best);
            add_words(run, &best, &mut words);
            from = to;
        }
        words
    }

    /// Writes into `best` the cheapest way to every border of `run`, whose syllables have the `numbers`.
    fn find_best(&self, text: &str, run: &[Token], numbers: &[Option<u32>], best: &mut Vec<Best>) {
        let prices = self.prices;
        best.clear();
        best.resize(run.len() + 1, Best { price: NONE, tokens: 0 });
        best[0].price = 0;
        for from in 0..run.len() {
            let start = best[from].price;
            let mut take = |tokens: usize, price: u32| {
                let price = start.saturating_add(price);
                let border = &mut best[from + tokens];
                // Of two ways with one price the one with the longer last word is taken.
                if price <= border.price {
                    // No word has more tokens than fit.
                    *border = Best { price, tokens: u32::try_from(tokens).unwrap_or(1) };
                }
            };
            let first = numbers[from].and_then(|number| self.step(0, number));
            take(1, self.price_alone(run[from], first, from));
            let mut node = first;
            for (to, number) in numbers.iter().enumerate().skip(from + 1) {
                let Some(here) = node.filter(|node| self.nodes[*node as usize].goes_on) else { break };
                node = number.and_then(|number| self.step(here, number));
                let price = node.map_or(NONE, |node| self.nodes[node as usize].price);
                if price != NONE {
                    take(to + 1 - from, price);
                }
            }
            let is_family = first.is_some_and(|node| self.nodes[node as usize].is_family);
            let mut price = (if is_family { prices.family_name } else { prices.name }) + prices.name_token;
            if is_acronym(run[from].span.of(text)) {
                continue;
            }
            for to in from + 1..run.len().min(from + prices.longest_name) {
                if run[to - 1].kind != TokenKind::Capital || run[to].kind != TokenKind::Capital {
                    break;
                }
                price += prices.name_token;
                take(to + 1 - from, price);
            }
        }
    }

    /// Price of one token as a word.
    fn price_alone(&self, token: Token, node: Option<u32>, place: usize) -> u32 {
        let node = node.map(|node| self.nodes[node as usize]);
        let price = node.map_or(NONE, |node| node.price).min(self.prices.unknown);
        let is_capital = token.kind == TokenKind::Capital && place > 0;
        if is_capital && !node.is_some_and(|node| node.is_name) { price + self.prices.capital } else { price }
    }

    fn step(&self, node: u32, syllable: u32) -> Option<u32> {
        self.steps.get(&key(node, syllable)).copied()
    }

    /// The node of `word`, made where there is none.
    fn add(&mut self, word: &str, spellings: &[(&str, &str)]) -> usize {
        let mut node = 0;
        for syllable in word.split(' ').filter(|syllable| !syllable.is_empty()) {
            let number = self.number(syllable, spellings);
            let next = self.step(node, number).unwrap_or_else(|| {
                // A lexicon has fewer than four billion syllables.
                let next = u32::try_from(self.nodes.len()).unwrap_or(NONE);
                self.nodes.push(Node::default());
                self.steps.insert(key(node, number), next);
                self.nodes[node as usize].goes_on = true;
                next
            });
            node = next;
        }
        node as usize
    }

    /// The number of `syllable`, the same for both places of its tone mark.
    fn number(&mut self, syllable: &str, spellings: &[(&str, &str)]) -> u32 {
        if let Some(&number) = self.syllables.get(syllable) {
            return number;
        }
        // As above.
        let number = u32::try_from(self.syllables.len()).unwrap_or(NONE);
        self.syllables.insert(syllable.into(), number);
        for &(new, old) in spellings {
            // A vowel behind the pair would make it another rhyme, which has one spelling only.
            for (one, other) in [(new, old), (old, new)] {
                if let Some(head) = syllable.strip_suffix(one) {
                    self.syllables.entry(format!("{head}{other}").into()).or_insert(number);
                }
            }
        }
        number
    }
}

impl Prices {
    fn of(table: &CuttingPrices) -> Prices {
        // Prices are a few thousand; what is no number of that kind counts as nothing.
        let whole = |price: f64| price.clamp(0.0, 1e6) as u32;
        Prices {
            unknown: whole(table.unknown),
            name: whole(table.name),
            name_token: whole(table.name_token),
            family_name: whole(table.family_name),
            known_name: whole(table.known_name),
            capital: whole(table.capital),
            longest_name: whole(table.longest_name) as usize,
        }
    }
}

impl Default for Node {
    fn default() -> Node {
        Node { price: NONE, is_name: false, is_family: false, goes_on: false }
    }
}

/// Writes the words of the cheapest way through `run` behind `words`.
fn add_words(run: &[Token], best: &[Best], words: &mut Vec<Span>) {
    let first = words.len();
    let mut to = run.len();
    while to > 0 {
        let from = to - (best[to].tokens as usize).clamp(1, to);
        words.push(run[from].span.join(run[to - 1].span));
        to = from;
    }
    words[first..].reverse();
}

/// True for several capitals ("NATO", "TT"): no name goes on from them.
fn is_acronym(word: &str) -> bool {
    word.chars().nth(1).is_some_and(|letter| letter.is_uppercase() || letter == '.')
}

fn is_mark(token: Token) -> bool {
    matches!(token.kind, TokenKind::Mark | TokenKind::Quote)
}

/// True when nothing but a space stands between two tokens.
fn is_near(text: &str, one: Token, other: Token) -> bool {
    let between = Span::new(one.span.end, other.span.start).of(text);
    !between.is_empty() && !between.contains('\n')
}

fn key(node: u32, syllable: u32) -> u64 {
    u64::from(node) << 32 | u64::from(syllable)
}

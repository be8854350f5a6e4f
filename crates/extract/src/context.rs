//! Contexts: what an article is about, in the 37 words of PLOVER 2.0.
//!
//! In: the text of an article. Out: names of contexts, in the order of the table. The words by which each is known
//! are rows of `data/vi/contexts.tsv`. A context is true of the whole article, not of every event in it.

use biennien_knowledge::{Example, Knowledge};

use crate::finder::Finder;

/// Most times that one word counts: one that is said all over an article says little more than one said thrice.
const TIMES_MAX: usize = 3;

/// The table, compiled for matching.
pub struct Rules {
    finder: Finder,
    /// Index of the context that each word speaks for.
    owners: Vec<usize>,
    contexts: Vec<(String, usize)>,
}

impl Rules {
    /// Compiles the table; takes milliseconds, so do it once.
    pub fn compile(knowledge: &Knowledge) -> Rules {
        let (mut words, mut owners, mut contexts) = (Vec::new(), Vec::new(), Vec::new());
        for (index, row) in knowledge.contexts.iter().enumerate() {
            contexts.push((row.context.clone(), row.least));
            words.extend(row.words.iter().cloned());
            owners.extend(row.words.iter().map(|_| index));
        }
        let finder = Finder::new(words.iter().map(String::as_str));
        Rules { finder, owners, contexts }
    }
}

/// The contexts of `text`, in the order of the table.
pub fn find(text: &str, rules: &Rules) -> Vec<String> {
    let counts = counts(text, rules);
    let held = rules.contexts.iter().zip(counts).filter(|((_, least), count)| count >= least);
    held.map(|((name, _), _)| name.clone()).collect()
}

/// How much speaks for each context.
fn counts(text: &str, rules: &Rules) -> Vec<usize> {
    let mut counts = vec![0; rules.contexts.len()];
    let mut times = vec![0; rules.owners.len()];
    rules.finder.find(&text.to_lowercase(), |_, word| {
        if times[word] < TIMES_MAX {
            times[word] += 1;
            counts[rules.owners[word]] += 1;
        }
    });
    counts
}

/// Runs one example of the table: every bracket is a word of its context.
///
/// # Errors
/// What does not hold.
pub fn run_example(example: &Example, rules: &Rules) -> Result<(), String> {
    let (text, brackets) = example.unmark();
    let index = rules.contexts.iter().position(|(name, _)| *name == example.expected);
    let index = index.ok_or_else(|| format!("no context {}", example.expected))?;
    for (start, end) in &brackets {
        let word = &text[*start..*end];
        if counts(word, rules)[index] == 0 {
            return Err(format!("{word:?} is no word of {}", example.expected));
        }
    }
    if brackets.len() < rules.contexts[index].1 {
        return Err(format!("{} words are needed", rules.contexts[index].1));
    }
    let found = find(&text, rules);
    if found.contains(&example.expected) { Ok(()) } else { Err(format!("found {}", found.join(", "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_table_hold() {
        let knowledge = Knowledge::built_in();
        let rules = Rules::compile(&knowledge);
        let examples = knowledge.examples.iter().filter(|example| example.kind == "vi/contexts");
        let wrong: Vec<String> = examples.filter_map(|example| run_example(example, &rules).err()).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn parts_of_words_and_single_words_say_nothing() {
        check("Ông kể chuyện bão ở quê.", &[]);
        check("Covid-19, dịch bệnh và vaccine mới.", &["health"]);
        check("", &[]);
    }

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let rules = Rules::compile(&Knowledge::built_in());
        assert_eq!(find(text, &rules), wanted);
    }
}

//! Prints the groups (`g`) and mentions (`m`) of clean input as tab-separated lines, for people who work on the rules.
//!
//! usage: `cargo run -p biennien-extract --example groups DATA INPUT.jsonl`

use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use biennien_knowledge::Knowledge;
use biennien_model::Article;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (data, input) = (arguments.next().ok_or("no data folder")?, arguments.next().ok_or("no input")?);
    let knowledge = Knowledge::read(Path::new(&data))?;
    let mut out = std::io::stdout().lock();
    for problem in &knowledge.problems {
        writeln!(std::io::stderr(), "{}", problem.message)?;
    }
    let rules = biennien_extract::mention::Rules::compile(&knowledge);
    for line in BufReader::new(std::fs::File::open(input)?).lines() {
        let value: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let (id, text) = (field("id"), format!("{}\n{}", field("title"), field("text")));
        let article = Article {
            id: id.clone(),
            source_id: id.clone(),
            title: field("title"),
            text,
            ..Article::default()
        };
        let published = field("published").get(..10).and_then(|day| day.parse().ok());
        let document = biennien_text::split(&article, &knowledge);
        let (mentions, groups) = biennien_extract::mention::find(&document, published, &rules);
        for group in groups {
            let (span, name, codes) = (group.span, group.name.unwrap_or_default(), group.codes.join("|"));
            let words = span.of(&document.text);
            let (kind, rule, plural) = (group.kind, group.rule, group.plural);
            writeln!(
                out,
                "g\t{id}\t{}\t{}\t{kind:?}\t{name}\t{codes}\t{rule}\t{plural}\t{words}",
                span.start, span.end
            )?;
        }
        for mention in mentions {
            let (span, code) = (mention.span, mention.code.unwrap_or_default());
            let (kind, row, words) = (mention.kind, mention.id.unwrap_or_default(), span.of(&document.text));
            let name = mention.name;
            writeln!(out, "m\t{id}\t{}\t{}\t{kind:?}\t{name}\t{code}\t{row}\t{words}", span.start, span.end)?;
        }
    }
    Ok(())
}

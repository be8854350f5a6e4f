//! `biennien search`: articles, statements and happenings that match what was typed.

use anstream::eprintln;
use biennien_engine::Reader;
use biennien_search::query::parse;
use biennien_search::{Index, Order, Wanted};
use biennien_store::Store;
use biennien_view::{facet_rows, restate, search_rows};

use crate::arguments::{Format, Search, SearchOrder};
use crate::exit::Done;
use crate::output::{form, print_rows, safe};
use crate::terminal;
use crate::values::today;

/// Prints the query in words, then the hits or their facets.
pub(crate) fn run(arguments: &Search, reader: &Reader) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let index = Index::open(&store)?;
    let today = today();
    let query = parse(&arguments.query.join(" "), &|text| reader.days(text, today));
    let order = match arguments.sort {
        SearchOrder::Relevance => Order::Relevance,
        SearchOrder::Happened => Order::Happened,
        SearchOrder::Published => Order::Published,
    };
    let limit = if arguments.facets { 0 } else { arguments.limit };
    let found = index.find(&query, Wanted { order, limit, offset: 0, facets: arguments.facets })?;
    let labels = &reader.knowledge().labels;
    let word = |key: &str| labels.text(key).to_owned();
    let asked = format!("{}: {}", word("search/asked"), restate(&query, &word));
    eprintln!("{}", safe(&asked));
    if found.total == 0 {
        eprintln!("{}", word("search/none"));
    } else if found.bare {
        eprintln!("{}", word("search/bare"));
    }
    eprintln!("{} {}", found.total, word("search/found"));
    match (arguments.facets, form(arguments.from.format)) {
        (true, Format::Table) => terminal::search::draw_facets(&facet_rows(&found))?,
        (true, format) => print_rows(&facet_rows(&found), format)?,
        (false, form) => {
            let rows = search_rows(&found, &query, &store, &|article| reader.sentences(article))?;
            match form {
                Format::Table => terminal::search::draw(&rows, reader.knowledge())?,
                format => print_rows(&rows, format)?,
            }
        }
    }
    Ok(if found.total > 0 { Done::All } else { Done::Not })
}

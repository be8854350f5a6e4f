//! Arguments: what can be typed.

use std::path::PathBuf;

use biennien_engine::{Field, Inputs, Sort};
use biennien_model::{EventType, Interval, Status};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::questions::{Actor, Agenda, AsOf, Pair};
use crate::values::{confidence, day, kind, sort, status};

const EXAMPLES: &str = "Examples:
  biennien build examples/captures          read captures into ./biennien.store
  biennien timeline --actor USA --from 2021-12
  biennien read page.txt | jq .events

Exit codes: 0 done · 1 failed · 2 wrong usage · 3 done, but some inputs failed · 4 store damaged · 70 a bug";

/// Keeps a chronicle of who said or did what to whom, from captured Vietnamese news pages.
#[derive(Debug, Parser)]
#[command(name = "biennien", version, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Folder of tables to use in place of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Number of threads; all cores when not given
    #[arg(long, global = true, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read captures into the store, bring the chronicle up to date and print it
    Build(Build),
    /// Print one reading a line for each article found, without a store
    Read(Input),
    /// Print a page with the label and the score of every line in the margin
    Page(Page),
    /// Print the chronicle, oldest first
    Timeline(Timeline),
    /// Print one happening: every account of it, field by field
    Happening {
        /// Id of the happening, as the timeline shows it
        id: String,
        #[command(flatten)]
        from: From,
    },
    /// Print what was announced, and what became of it
    Agenda(Agenda),
    /// Count cooperation and conflict of two sides, period by period
    Pair(Pair),
    /// Print all about one person or side: offices, what it says, with whom it acts
    Actor(Actor),
    /// Print the stories: articles that tell the same news, oldest first
    Stories(Stories),
    /// Print one story: its articles, what holds it together, its happenings, its neighbours
    Story {
        /// Id of the story, as `stories` shows it
        id: String,
        #[command(flatten)]
        from: From,
    },
    /// Find articles, statements and happenings; marks that were left out may be any
    Search(Search),
    /// Write everything of one kind, for other programs
    Export(Export),
    /// Say why a fact is there: words, bytes, rule, tables
    Explain {
        /// Id of a happening, an article, or ARTICLE/KIND/NUMBER
        id: String,
        #[command(flatten)]
        from: From,
    },
    /// Count what is in the store
    Stats {
        #[command(flatten)]
        from: From,
    },
    /// Check the store: captures against their digests, facts against their words
    Check {
        #[command(flatten)]
        from: From,
    },
    /// Work on the tables
    Data {
        #[command(subcommand)]
        command: DataCommand,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum DataCommand {
    /// Read the tables of DIR and run every example in them
    Check {
        /// Folder that holds world/ and vi/
        dir: PathBuf,
    },
    /// List names and titles that no table has, most frequent first, with a row to paste
    Suggest(Suggest),
}

#[derive(Debug, Args)]
pub(crate) struct Suggest {
    /// Captures: files or folders; - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Rows at most
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) top: usize,
    /// Only this kind: person, place, organization, outlet, acronym, title or name
    #[arg(long, value_name = "KIND", value_parser = sort)]
    pub(crate) kind: Option<Sort>,
    /// Form of the output; table on a terminal, jsonl in a pipe
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

/// Where the store is and how its rows are printed.
#[derive(Debug, Args)]
pub(crate) struct From {
    /// Folder of the store
    #[arg(long, value_name = "DIR", default_value = "biennien.store")]
    pub(crate) store: PathBuf,
    /// Form of the output; table on a terminal, jsonl in a pipe
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

/// What is read.
#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Files or folders; - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Which key of JSON records holds a field, when it is named otherwise (text=content)
    ///
    /// FIELD is one of id, title, text, html, published, updated, outlet, url, byline, section; fields that are not
    /// given keep their names. A dot leads into an object (published=meta.date) or, with a number, into a list
    /// (text=parts.0). text may be a list of paragraphs; html is text with markup; published may be a date in a
    /// usual form (day first), or seconds or milliseconds since 1970.
    #[arg(long = "field", value_name = "FIELD=KEY")]
    pub(crate) fields: Vec<Field>,
}

impl Input {
    /// As the engine takes it.
    pub(crate) fn inputs(&self) -> Inputs<'_> {
        Inputs { paths: &self.paths, fields: &self.fields }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) from: From,
    /// Only the closing summary, not the chronicle
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Page {
    /// Pages: files or folders; - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Under each line what made its score
    #[arg(long)]
    pub(crate) why: bool,
    /// Only the lines of the article
    #[arg(long)]
    pub(crate) kept: bool,
    /// Form of the output; table on a terminal, jsonl in a pipe
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
}

#[derive(Debug, Args)]
pub(crate) struct Stories {
    #[command(flatten)]
    pub(crate) from: From,
    /// Only stories of this stream: those that go on from one another
    #[arg(long, value_name = "ID")]
    pub(crate) stream: Option<String>,
    /// Only stories of so many articles or more
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub(crate) min: usize,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to look for: words, "a phrase", -without, this OR that, and filters
    ///
    /// Filters: outlet:NAME actor:CODE speaker:NAME type:CONSULT status:planned story:ID
    /// kind:article|statement|happening from:DATE to:DATE. Anything else is plain text. A query that begins with a
    /// minus stands behind --.
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) from: From,
    /// Order of the hits
    #[arg(long, value_enum, default_value_t)]
    pub(crate) sort: SearchOrder,
    /// Hits at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    /// Count the hits by outlet, actor, type, status, place and month in place of listing them
    #[arg(long)]
    pub(crate) facets: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchOrder {
    /// Best match first.
    #[default]
    Relevance,
    /// Newest first, by when it happened.
    Happened,
    /// Newest first, by when it was published.
    Published,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// What to write
    #[arg(value_enum, value_name = "KIND")]
    pub(crate) kind: ExportKind,
    #[command(flatten)]
    pub(crate) from: From,
    /// Only facts that are so sure or surer, 0 to 1; of happenings the surest account counts
    #[arg(long = "min-confidence", value_name = "P", value_parser = confidence)]
    pub(crate) confidence_min: Option<f64>,
    /// File to write to; standard output when not given
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportKind {
    /// Articles with their origin and story.
    Articles,
    /// Statements with their evidence.
    Statements,
    /// Events in the record form of PLOVER 2.0, with their evidence.
    Events,
    /// Happenings with every account.
    Happenings,
    /// What was announced; also as a calendar (`--format ics`, or a file named .ics).
    Agenda,
}

#[derive(Debug, Args)]
pub(crate) struct Timeline {
    #[command(flatten)]
    pub(crate) from: From,
    /// Only happenings in which this side takes part (USA, RUS, NATO …); several: all of them
    #[arg(long, value_name = "CODE")]
    pub(crate) actor: Vec<String>,
    /// Only what these two do to or with each other
    #[arg(long, num_args = 2, value_names = ["CODE", "CODE"])]
    pub(crate) pair: Vec<String>,
    /// Only the N most important entries: 4 points for each independent origin after the first, 2 for each account
    /// more than two days after the first, up to 3 for the offices of those who take part
    #[arg(long, value_name = "N")]
    pub(crate) most: Option<usize>,
    /// Only entries of so many points or more
    #[arg(long, value_name = "POINTS", default_value_t = 0)]
    pub(crate) importance: usize,
    /// Only happenings of this story
    #[arg(long, value_name = "ID")]
    pub(crate) story: Option<String>,
    /// Only from this day, month or year on (2021-12-30, 2021-12, 30/12/2021)
    #[arg(long = "from", value_name = "DATE", value_parser = day)]
    pub(crate) first: Option<Interval>,
    /// Only up to this day, month or year
    #[arg(long = "to", value_name = "DATE", value_parser = day)]
    pub(crate) last: Option<Interval>,
    /// Only this status (actual, planned, hypothetical, negated); several: one of them
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub(crate) status: Vec<Status>,
    /// Only this PLOVER type (CONSULT, THREATEN …); several: one of them
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    pub(crate) kind: Vec<EventType>,
    /// Only happenings that are so sure or surer, 0 to 1
    #[arg(long = "min-confidence", value_name = "P", value_parser = confidence)]
    pub(crate) confidence_min: Option<f64>,
}

/// Form of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading.
    Table,
    /// One JSON array or object.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Text with headings and bullets (timeline).
    Markdown,
    /// A calendar (agenda).
    Ics,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}

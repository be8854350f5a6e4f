//! `biennien actor`: all that the captures have about one person or side.

use anstream::eprintln;
use biennien_knowledge::{Knowledge, Term};
use biennien_store::Store;
use biennien_view::{Of, Office, actor};

use crate::arguments::Format;
use crate::exit::Done;
use crate::output::{form, print_one, safe};
use crate::questions::Actor;
use crate::terminal;

/// Prints the page of the actor.
pub(crate) fn run(arguments: &Actor, knowledge: &Knowledge) -> anyhow::Result<Done> {
    let store = Store::open(&arguments.from.store)?;
    let (of, offices) = find(&arguments.name, knowledge);
    let page = actor(&store, &of, offices)?;
    if page.says.is_empty() && page.said_about.is_empty() && page.happenings.is_empty() {
        eprintln!(
            "biennien: {} neither acts nor speaks in our captures; give a name as in `biennien happening`, or a code",
            safe(&arguments.name)
        );
        return Ok(Done::Not);
    }
    match form(arguments.from.format) {
        Format::Table => terminal::pair::draw_actor(&page, knowledge)?,
        format => print_one(&page, format)?,
    }
    Ok(Done::All)
}

/// Who is meant by `name`: a person of the tables by any full spelling, a side by its code or name, else the name itself.
fn find(name: &str, knowledge: &Knowledge) -> (Of, Vec<Office>) {
    let world = &knowledge.world;
    let same = |other: &String| other.to_lowercase() == name.to_lowercase();
    if let Some(person) =
        world.people.iter().find(|person| same(&person.name) || person.names.iter().any(same))
    {
        let mut offices: Vec<Office> =
            world.terms_by(&person.id).map(|term| office(term, knowledge)).collect();
        offices.sort_by(|a, b| a.from.cmp(&b.from));
        return (Of::Name(person.name.clone(), person.code.clone()), offices);
    }
    let states = world.states.iter();
    let state = states.clone().find(|state| same(&state.code) || state.names.iter().any(same));
    if let Some(state) = state {
        return (Of::Side(state.code.clone()), Vec::new());
    }
    let upper = name.to_uppercase();
    let is_code = name == upper && !name.contains(' ');
    (if is_code { Of::Side(upper) } else { Of::Name(name.to_owned(), None) }, Vec::new())
}

fn office(term: &Term, knowledge: &Knowledge) -> Office {
    let row = knowledge.names.offices.iter().find(|office| office.id == term.office);
    Office {
        office: row.map_or_else(|| term.office.clone(), |office| office.title.clone()),
        of: term.of.clone(),
        from: term.from.clone(),
        to: term.to.clone(),
    }
}

/// 3 for who heads or headed a state or government, 2 for ministers of foreign affairs and defence, 1 for other offices.
pub(crate) fn ranks(knowledge: &Knowledge) -> impl Fn(&str) -> usize {
    let mut ranks = std::collections::BTreeMap::new();
    for person in &knowledge.world.people {
        let offices = knowledge.world.terms_by(&person.id);
        let rank = offices.map(|term| {
            let row = knowledge.names.offices.iter().find(|office| office.id == term.office);
            match row.and_then(|office| office.role.as_deref()) {
                Some("head-of-state" | "head-of-government") => 3,
                Some("foreign-minister" | "defence-minister") => 2,
                _ => 1,
            }
        });
        ranks.insert(person.name.clone(), rank.max().unwrap_or(0));
    }
    move |name| ranks.get(name).copied().unwrap_or(0)
}

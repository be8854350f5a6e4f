//! The chronicle: happenings with their accounts, in the order in which things happened.

use std::collections::{BTreeMap, BTreeSet};

use biennien_model::{Account, Happening, HappeningDate, Interval, Member, Outcome, Plan, Status, StepKind};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::agenda::{changes, settle, step};
use crate::cluster::Joined;
use crate::field::fields;
use crate::join::{join, meets};
use crate::line::{best, fitness, weight};
use crate::local::{Local, locals};
use crate::origin::origins;
use crate::published;

/// Joins `members` into the chronicle: by date, then the more important first; the undated by first publication, last.
///
/// The order of `members` does not matter.
pub fn chronicle(members: &[Member]) -> Vec<Happening> {
    let mut members: Vec<&Member> = members.iter().collect();
    members.sort_by(|a, b| a.article.cmp(&b.article));
    let members: Vec<Member> = members.into_iter().cloned().collect();
    let origins = origins(&members);
    let locals: Vec<Local> =
        members.iter().enumerate().flat_map(|(index, member)| locals(index, member)).collect();
    let today = members.iter().filter_map(published).map(|days| days.last).max();
    let joined = join(&locals, &members, &origins);
    let mut happenings: Vec<Happening> =
        joined.iter().map(|joined| happening(joined, &locals, &members, &origins, today)).collect();
    happenings.sort_by(|a, b| {
        order(a).cmp(&order(b)).then(weight(b).cmp(&weight(a))).then_with(|| as_told(a).cmp(&as_told(b)))
    });
    number_twins(&mut happenings);
    settle(&mut happenings, &changes(&locals, &members));
    happenings
}

/// First day, or the first publication where no day is known; entries without either come last.
fn order(happening: &Happening) -> (bool, Option<Date>, bool) {
    let own = happening.date.as_ref().and_then(|date| Interval::parse(&date.value)).map(|days| days.first);
    let told = happening.accounts.iter().filter_map(|account| Interval::parse(account.published.as_deref()?));
    let day = own.or_else(|| told.map(|days| days.first).min());
    (day.is_none(), day, own.is_none())
}

/// The place of the first account: its article, and where in it, so that a day reads in the order of its telling.
fn as_told(happening: &Happening) -> (Option<&str>, Option<usize>, &str) {
    let first = happening.accounts.first();
    (
        first.map(|account| account.article.as_str()),
        first.map(|account| account.sentence.start),
        &happening.id,
    )
}

fn happening(
    joined: &Joined,
    locals: &[Local],
    members: &[Member],
    origins: &[String],
    today: Option<Date>,
) -> Happening {
    let everything: Vec<&Local> =
        joined.told.iter().chain(&joined.planned).map(|&index| &locals[index]).collect();
    let telling: Vec<&Local> = if joined.told.is_empty() {
        everything.clone()
    } else {
        joined.told.iter().map(|&index| &locals[index]).collect()
    };
    let accounts = accounts(&everything, joined.date, members, origins);
    let by_member: Vec<(&Member, Vec<_>)> = tellings_by_member(&telling, members);
    let best_local = telling
        .iter()
        .max_by_key(|local| {
            let member = &members[local.member];
            let first =
                std::cmp::Reverse((member.published.is_none(), member.published.clone(), &member.article));
            (fitness(best(member, &local.tellings, joined.date), joined.date), first)
        })
        .expect("a happening has at least one account");
    let line = best(&members[best_local.member], &best_local.tellings, joined.date);
    let date = date_value(&telling, joined, members);
    let status = status(&telling, members);
    let sides = |pick: fn(&Local) -> &BTreeSet<String>| -> Vec<String> {
        let all: BTreeSet<&String> = telling.iter().flat_map(|local| pick(local)).collect();
        all.into_iter().cloned().collect()
    };
    let (actors, recipients) = (sides(|local| &local.actors), sides(|local| &local.recipients));
    let recipients =
        recipients.into_iter().filter(|code| !actors.contains(code) || telling.len() == 1).collect();
    Happening {
        id: id(&telling, &date, members),
        kind: best_local.kind,
        mode: most(telling.iter().filter_map(|local| local.mode.clone())),
        status,
        actors,
        recipients,
        place: most(by_member.iter().flat_map(|(_, tellings)| {
            tellings.iter().filter_map(|telling| telling.event.place.as_ref().map(|place| place.name.clone()))
        })),
        line: line.quote.clone(),
        origins: accounts.iter().map(|account| &account.origin).collect::<BTreeSet<_>>().len(),
        plan: plan(joined, locals, members, today),
        fields: fields(&by_member),
        accounts,
        date,
        story: None,
    }
}

/// One account per article, its best telling, the oldest publication first.
fn accounts(
    locals: &[&Local],
    date: Option<Interval>,
    members: &[Member],
    origins: &[String],
) -> Vec<Account> {
    let mut accounts: Vec<Account> = tellings_by_member(locals, members)
        .into_iter()
        .map(|(member, tellings)| {
            let telling = tellings
                .iter()
                .max_by_key(|telling| (fitness(telling, date), std::cmp::Reverse(telling.index)))
                .expect("a member has at least one telling");
            let at = members.partition_point(|other| other.article < member.article);
            Account {
                article: member.article.clone(),
                source_id: member.source_id.clone(),
                outlet: member.outlet.clone(),
                published: member.published.clone(),
                basis: member.basis,
                event: telling.index,
                sentence: telling.sentence,
                quote: telling.quote.clone(),
                status: telling.event.status,
                confidence: telling.event.confidence,
                origin: origins[at].clone(),
            }
        })
        .collect();
    accounts.sort_by(|a, b| {
        (a.published.is_none(), &a.published, &a.article).cmp(&(
            b.published.is_none(),
            &b.published,
            &b.article,
        ))
    });
    accounts
}

fn tellings_by_member<'a>(
    locals: &[&Local],
    members: &'a [Member],
) -> Vec<(&'a Member, Vec<&'a biennien_model::Telling>)> {
    let mut rows: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for local in locals {
        rows.entry(local.member).or_default().extend(&local.tellings);
    }
    rows.into_iter()
        .map(|(index, at)| (&members[index], at.into_iter().map(|at| &members[index].tellings[at]).collect()))
        .collect()
}

/// The joined days as the accounts write them: the value that most articles give, the more exact first.
fn date_value(telling: &[&Local], joined: &Joined, members: &[Member]) -> Option<HappeningDate> {
    let value_of = |at: usize, local: &Local| members[local.member].tellings[at].event.date.as_ref();
    let Some(days) = joined.date else {
        joined.yearless?;
        let values = telling.iter().flat_map(|local| {
            let values = local.tellings.iter().filter_map(|&at| value_of(at, local));
            values.map(|date| date.value.clone()).filter(|value| value.starts_with("XXXX-"))
        });
        return Some(HappeningDate { value: most(values)?, basis: "text".to_owned() });
    };
    // How many tellings give the value, and whether one of them needs nothing but its words.
    let mut values: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for local in telling {
        for &at in &local.tellings {
            let telling = &members[local.member].tellings[at];
            if let Some(date) = &telling.event.date
                && Interval::parse(&date.value) == Some(days)
            {
                let (count, by_words) = values.entry(&date.value).or_default();
                *count += 1;
                *by_words |= !telling.inferred_date;
            }
        }
    }
    let best = values.into_iter().max_by_key(|&(value, (count, _))| (count, std::cmp::Reverse(value)));
    let Some((value, (_, by_words))) = best else {
        let value = days.first.to_string();
        return joined.yearless.map(|_| HappeningDate { value, basis: "inferred".to_owned() });
    };
    let basis = if by_words { "text" } else { "inferred" };
    Some(HappeningDate { value: value.to_owned(), basis: basis.to_owned() })
}

/// The status that the latest publication gives, what took place before what was announced.
fn status(telling: &[&Local], members: &[Member]) -> Status {
    let latest = telling.iter().max_by_key(|local| {
        let real = local.status != Status::Planned;
        (real, members[local.member].published.as_deref(), std::cmp::Reverse(&members[local.member].article))
    });
    latest.map_or(Status::Actual, |local| local.status)
}

fn most(values: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(value, count)| (*count, std::cmp::Reverse(value.clone())))
        .map(|(value, _)| value)
}

/// What had been announced and what came of it, as of the newest publication.
fn plan(joined: &Joined, locals: &[Local], members: &[Member], today: Option<Date>) -> Option<Plan> {
    let first = joined.planned.iter().min_by_key(|&&index| {
        let member = &members[locals[index].member];
        (member.published.is_none(), member.published.as_deref(), &member.article)
    })?;
    let local = &locals[*first];
    let expected = joined
        .planned
        .iter()
        .map(|&index| &locals[index])
        .filter(|local| local.date.is_some())
        .min_by_key(|local| local.date.map_or(i32::MAX, |days| days.days()));
    let days = expected.and_then(|local| local.date);
    let value = expected.and_then(|local| {
        let dates =
            local.tellings.iter().filter_map(|&at| members[local.member].tellings[at].event.date.as_ref());
        dates.map(|date| date.value.clone()).find(|value| Interval::parse(value) == days)
    });
    let outcome = match (joined.told.is_empty(), days, joined.date, today) {
        (false, Some(expected), Some(held), _) if !meets(expected, held) => Outcome::Moved,
        (false, ..) => Outcome::Held,
        (true, Some(expected), _, Some(today)) if expected.last < today => Outcome::Overdue,
        _ => Outcome::Open,
    };
    let mut steps: Vec<_> =
        joined.planned.iter().map(|&index| step(&locals[index], members, StepKind::Announced)).collect();
    steps.sort_by(|a, b| {
        let key = |step: &biennien_model::Step| (step.published.is_none(), step.published.clone());
        key(a).cmp(&key(b)).then_with(|| (&a.source_id, a.span).cmp(&(&b.source_id, b.span)))
    });
    Some(Plan {
        expected: value,
        announced: members[local.member].published.clone(),
        outcome,
        by: steps.iter().find_map(|step| step.by.clone()),
        moved_to: None,
        history: steps,
    })
}

/// A short name that stays the same while accounts are added: type, sides and day, or the first account where no day
/// is known. 10 letters and digits of a SHA-256.
fn id(telling: &[&Local], date: &Option<HappeningDate>, members: &[Member]) -> String {
    let first = telling.iter().min_by_key(|local| (&members[local.member].article, local.tellings[0]));
    let local = first.expect("a happening has at least one account");
    let block = local.block();
    let key = match date {
        Some(date) => format!("{} {} {:?} {}", block.kind, block.sides, local.status, date.value),
        None => {
            let member = &members[local.member];
            format!(
                "{} {} {:?} {} {}",
                block.kind, block.sides, local.status, member.article, local.tellings[0]
            )
        }
    };
    short(&key)
}

/// 10 letters and digits that name `key`.
pub(crate) fn short(key: &str) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    Sha256::digest(key).iter().take(10).map(|byte| char::from(DIGITS[usize::from(byte % 32)])).collect()
}

/// Gives happenings that came to the same id different ones, in the order of the chronicle.
fn number_twins(happenings: &mut [Happening]) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for happening in happenings {
        let mut twin = 1;
        while !seen.insert(happening.id.clone()) {
            twin += 1;
            happening.id = short(&format!("{} {twin}", happening.id));
        }
    }
}

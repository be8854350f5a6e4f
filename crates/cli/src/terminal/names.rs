//! Names: codes and values in the words of the interface.

use biennien_knowledge::Knowledge;
use biennien_model::{EventType, Interval};
use biennien_view::TimelineRow;
use jiff::civil::Date;

/// A side by its usual Vietnamese name: `USA` → *Mỹ*.
pub(crate) fn side(code: &str, knowledge: &Knowledge) -> String {
    if let Some(label) = knowledge.labels.find(&format!("side/{code}")) {
        return label.to_owned();
    }
    if let Some((role, state)) = code.split_once('-')
        && let Some(label) = knowledge.labels.find(&format!("side/{role}"))
    {
        return label.replace("{}", &side(state, knowledge));
    }
    knowledge
        .world
        .state(code)
        .and_then(|state| state.names.first().cloned())
        .unwrap_or_else(|| code.to_owned())
}

/// Who does it to whom: `Mỹ ↔ Nga` for mutual acts, `Mỹ → Nga` for others.
pub(crate) fn sides(row: &TimelineRow, knowledge: &Knowledge) -> String {
    acts(row.kind, &row.actors, &row.recipients, knowledge)
}

/// As [`sides`], of a type and its codes.
pub(crate) fn acts(
    kind: EventType,
    actors: &[String],
    recipients: &[String],
    knowledge: &Knowledge,
) -> String {
    let names =
        |codes: &[String]| -> Vec<String> { codes.iter().map(|code| side(code, knowledge)).collect() };
    let (actors, recipients) = (names(actors), names(recipients));
    match (actors.is_empty(), recipients.is_empty()) {
        (true, true) => knowledge.labels.text("side/none").to_owned(),
        (false, true) if kind == EventType::Consult => actors.join(" ↔ "),
        (false, true) => actors.join(", "),
        (true, false) => format!("? → {}", recipients.join(", ")),
        (false, false) => format!("{} → {}", actors.join(", "), recipients.join(", ")),
    }
}

/// The type with its mode, in words.
pub(crate) fn kind(row: &TimelineRow, knowledge: &Knowledge) -> String {
    kind_of(row.kind, row.mode.as_deref(), knowledge)
}

/// As [`kind`], of a type and its mode.
pub(crate) fn kind_of(kind: EventType, mode: Option<&str>, knowledge: &Knowledge) -> String {
    let with_mode = mode.and_then(|mode| knowledge.labels.find(&format!("type/{kind}/{mode}")));
    with_mode.map_or_else(|| knowledge.labels.text(&format!("type/{kind}")).to_owned(), str::to_owned)
}

/// A day as Vietnamese papers write it.
pub(crate) fn day(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// Days as Vietnamese papers write them: `14/12/2017`, `9–10/1/2022`, `6/2021`, `2021`.
pub(crate) fn days(value: &str) -> String {
    let Some(days) = Interval::parse(value) else { return value.to_owned() };
    let (first, last) = (days.first, days.last);
    if first == last {
        return day(first);
    }
    let whole_months = first.day() == 1 && last == last.last_of_month();
    match () {
        () if whole_months && first.month() == 1 && last.month() == 12 && first.year() == last.year() => {
            first.year().to_string()
        }
        () if whole_months && first.month() == last.month() && first.year() == last.year() => {
            format!("{}/{}", first.month(), first.year())
        }
        () if first.month() == last.month() && first.year() == last.year() => {
            format!("{}–{}", first.day(), day(last))
        }
        () => format!("{} – {}", day(first), day(last)),
    }
}

//! Titles: whose office it is, who holds it, and what it is called in English.

use biennien_knowledge::{Office, WordClass};
use jiff::civil::Date;

use super::Rules;
use super::cast::{Cast, Figure};
use super::grammar::{Owner, Title};

/// Figures of a document that a bare title can mean at most.
const FIGURES_MAX: usize = 200;

impl Rules {
    /// The side an owner acts for.
    pub(crate) fn owner_code(&self, owner: &Owner, cast: &Cast) -> Option<String> {
        match owner {
            Owner::State(code) => Some(code.clone()),
            Owner::Organization(row) => self.world.organizations[*row].code.clone(),
            Owner::Body(_, code) => code.clone(),
            Owner::Place(row) => {
                let place = &self.world.places[*row];
                place.stands_for.clone().or_else(|| place.code.clone())
            }
            Owner::Outlet(_) => None,
            Owner::Named(code) => code.clone(),
            Owner::Title(title) => {
                let side = title.owners.iter().rev().find_map(|owner| self.owner_code(owner, cast));
                side.or_else(|| title.offices.iter().find_map(|row| self.fixed_code(*row)))
            }
            Owner::Figure(figure) => cast.figures[*figure]
                .side
                .clone()
                .or_else(|| cast.figures[*figure].row.and_then(|row| self.world.people[row].code.clone())),
        }
    }

    /// What the table of terms calls the owner.
    pub(crate) fn owner_names(&self, owner: &Owner, cast: &Cast) -> Vec<String> {
        match owner {
            Owner::Organization(row) => {
                let organization = &self.world.organizations[*row];
                std::iter::once(organization.name.clone()).chain(organization.code.clone()).collect()
            }
            Owner::Body(row, Some(code)) => vec![self.body_name(*row, Some(code)), code.clone()],
            Owner::Place(row) => {
                let place = &self.world.places[*row];
                std::iter::once(place.name.clone()).chain(place.stands_for.clone()).collect()
            }
            _ => self.owner_code(owner, cast).into_iter().collect(),
        }
    }

    /// The code that an office has without any owner named.
    pub(crate) fn fixed_code(&self, office: usize) -> Option<String> {
        let of = self.names.offices[office].of.as_deref()?;
        self.is_side(of).then(|| of.to_owned())
    }

    /// The code of an office that gives no side: outer `None` for offices that act for one.
    pub(crate) fn private_code(&self, office: usize) -> Option<Option<String>> {
        self.private.get(&office).cloned()
    }

    /// True for experts, scholars, journalists, lawyers.
    pub(crate) fn is_observer(&self, office: usize) -> bool {
        self.private.contains_key(&office)
    }

    /// The English word before officials and bodies of a state; the code itself where no state has it.
    pub(crate) fn adjective(&self, code: &str) -> String {
        if let Some(row) = self.names.adjectives.iter().find(|row| row.code == code) {
            return row.adjective.clone();
        }
        self.world.state(code).map_or_else(|| self.side_name(code), |state| state.adjective.clone())
    }

    /// The usual name of a state or of an organisation with its own code.
    pub(crate) fn side_name(&self, code: &str) -> String {
        if let Some(state) = self.world.state(code) {
            return state.name.clone();
        }
        let own =
            self.world.organizations.iter().find(|row| row.code.as_deref() == Some(code) && row.name == code);
        let own =
            own.or_else(|| self.world.organizations.iter().find(|row| row.code.as_deref() == Some(code)));
        own.map_or_else(|| code.to_owned(), |row| row.name.clone())
    }

    /// The English name of a body of a state.
    pub(crate) fn body_name(&self, row: usize, code: Option<&str>) -> String {
        let body = &self.names.bodies[row];
        let Some(code) = code else { return fill(&body.title, "") };
        exception(&body.exceptions, code).unwrap_or_else(|| fill(&body.title, &self.adjective(code)))
    }

    /// The English title of an office of a state.
    pub(crate) fn office_name(&self, office: &Office, code: Option<&str>) -> String {
        let Some(code) = code else { return office.title.clone() };
        let title = exception(&office.exceptions, code).unwrap_or_else(|| office.title.clone());
        format!("{} {title}", self.adjective(code))
    }

    /// Who is meant by a title without a name, for certain; `near` are the figures met so far, the last one last.
    pub(crate) fn holder(
        &self,
        title: &Title,
        cast: &mut Cast,
        day: Option<Date>,
        near: &[usize],
    ) -> Option<usize> {
        if title.former || title.relative == Some(WordClass::Predecessor) {
            return None;
        }
        let office = *title.offices.first()?;
        let names: Vec<String> =
            title.owners.iter().flat_map(|owner| self.owner_names(owner, cast)).collect();
        let fixed = self.fixed_code(office);
        let names: Vec<String> = names.into_iter().chain(fixed).collect();
        let mut offices = self.same_offices(office, title, cast);
        if names.is_empty() {
            self.add_alike(&mut offices, office);
        }
        let all: Vec<usize> = (0..cast.figures.len().min(FIGURES_MAX)).rev().collect();
        for figures in [near, &all] {
            let mut figures = figures.iter().rev();
            if let Some(&figure) =
                figures.find(|figure| self.holds(&cast.figures[**figure], &offices, &names, day))
            {
                return Some(figure);
            }
        }
        if names.is_empty()
            || title
                .offices
                .iter()
                .any(|row| self.names.offices[*row].holders.as_deref() == Some("many") && !self.is_head(*row))
        {
            return None;
        }
        let day = day?;
        for office in &offices {
            for name in &names {
                let id = &self.names.offices[*office].id;
                let mut terms = self.world.terms_of(id, name).filter(|term| term.holds(day));
                let Some(first) = terms.next() else { continue };
                let latest = terms.try_fold(first, |latest, term| {
                    match latest.to == term.from || latest.to.is_some() {
                        true => Some(if term.from > latest.from { term } else { latest }),
                        false => None,
                    }
                });
                let row =
                    latest.and_then(|term| self.world.people.iter().position(|row| row.id == term.person));
                return row.map(|row| cast.known(row, &[], self));
            }
        }
        None
    }

    /// True for words that are an office as often as a verb or a common noun ("lãnh đạo", "chỉ huy").
    pub(crate) fn is_vague(&self, office: usize) -> bool {
        self.is_head(office) || self.names.offices[office].holders.as_deref() == Some("many")
    }

    /// True when two trades can be said of one person: the same, or two kinds of expert.
    pub(crate) fn alike(&self, one: usize, other: usize) -> bool {
        let role = |row: usize| self.names.offices[row].role.as_deref();
        one == other || (role(one) == Some("observer") && role(other) == Some("observer"))
    }

    /// Adds the offices that a bare word can mean: every minister is "the minister", every spokesperson one.
    fn add_alike(&self, offices: &mut Vec<usize>, office: usize) {
        let bare = &self.names.offices[office];
        let many = bare.holders.as_deref() == Some("many");
        for (row, other) in self.names.offices.iter().enumerate() {
            let voice = matches!(bare.role.as_deref(), Some("spokesperson" | "legislator"))
                && other.role == bare.role;
            let kind = many && (other.id.starts_with(&bare.id) || other.id.ends_with(&bare.id));
            if (voice || kind) && !offices.contains(&row) {
                offices.push(row);
            }
        }
    }

    fn is_head(&self, office: usize) -> bool {
        matches!(self.names.offices[office].id.as_str(), "head" | "leader")
    }

    /// Offices that the first office of a title can mean.
    fn same_offices(&self, office: usize, title: &Title, cast: &Cast) -> Vec<usize> {
        let office_row = &self.names.offices[office];
        let by_id = |id: &str| self.names.offices.iter().position(|row| row.id == id);
        if office_row.id == "head" || office_row.id == "leader" {
            let named = title.owners.iter().find_map(|owner| {
                let names: Vec<String> = match owner {
                    Owner::Body(row, code) => {
                        vec![self.names.bodies[*row].title.clone(), self.body_name(*row, code.as_deref())]
                    }
                    _ => self.owner_names(owner, cast),
                };
                self.names.heads.iter().find(|row| names.contains(&row.body))
            });
            if let Some(head) = named {
                return by_id(&head.office).into_iter().collect();
            }
            let states = title.owners.iter().any(|owner| matches!(owner, Owner::State(_) | Owner::Place(_)));
            if states || title.owners.is_empty() {
                let order = [
                    "leader",
                    "supreme-leader",
                    "president",
                    "acting-president",
                    "prime-minister",
                    "general-secretary",
                    "state-president",
                    "chairman",
                    "chief-executive",
                ];
                return order.into_iter().filter_map(by_id).collect();
            }
            let heads =
                self.names.offices.iter().enumerate().filter(|(_, row)| row.role.as_deref() == Some("head"));
            return heads.map(|(row, _)| row).collect();
        }
        let mut same = vec![office];
        if let Some("spokesperson" | "foreign-minister" | "defence-minister") = office_row.role.as_deref() {
            let others = self.names.offices.iter().enumerate();
            let others = others.filter(|(row, other)| {
                *row != office && other.role == office_row.role && other.holders == office_row.holders
            });
            same.extend(others.map(|(row, _)| row));
        }
        same
    }

    /// True when the text or the tables give the figure one of the offices, of one of the owners where any is named.
    fn holds(&self, figure: &Figure, offices: &[usize], names: &[String], day: Option<Date>) -> bool {
        let told = figure.roles.iter().any(|(office, of)| {
            offices.contains(office) && (names.is_empty() || of.as_ref().is_some_and(|of| names.contains(of)))
        });
        if told {
            return true;
        }
        let Some(row) = figure.row else { return false };
        let mut terms = self.world.terms_by(&self.world.people[row].id);
        terms.any(|term| {
            day.is_none_or(|day| term.holds(day))
                && offices.iter().any(|office| self.names.offices[*office].id == term.office)
                && (names.is_empty() || term.of.iter().any(|of| names.contains(of)))
        })
    }
}

fn fill(pattern: &str, adjective: &str) -> String {
    pattern.replace("{adjective}", adjective).trim().to_owned()
}

fn exception(exceptions: &[String], code: &str) -> Option<String> {
    let found = exceptions.iter().find_map(|row| row.split_once('=').filter(|(of, _)| *of == code));
    found.map(|(_, name)| name.to_owned())
}

/// An English pattern of `vi/collectives.tsv` with its adjective.
pub(crate) fn fill_pattern(pattern: &str, adjective: &str) -> String {
    fill(pattern, adjective)
}

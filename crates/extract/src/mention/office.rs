//! Offices: a title with the states, bodies and people it belongs to.
//!
//! In: a token. Out: the title that starts there and where it ends. The name beside it is for [`super::person`], whom
//! a title without a name means for [`super::resolve`].

use biennien_knowledge::WordClass;
use biennien_model::TokenKind;

use super::grammar::{Owner, Parser, Title};
use super::lexicon::Entry;

/// How deep titles can stand in titles ("trợ lý của người phát ngôn của Tổng thống").
const TITLE_DEPTH_MAX: usize = 4;

/// Parts that a title can have after its first office at most.
const PARTS_MAX: usize = 6;

/// Small words that can stand between an office and its name at most.
const FIELD_TOKENS_MAX: usize = 3;

impl Parser<'_> {
    /// An office with its owners; `None` when none starts at `at`.
    pub(crate) fn title(&mut self, at: usize) -> Option<(Title, usize)> {
        if self.depth > TITLE_DEPTH_MAX {
            return None;
        }
        self.depth += 1;
        let found = self.read_title(at);
        self.depth -= 1;
        found
    }

    fn read_title(&mut self, at: usize) -> Option<(Title, usize)> {
        let mut title = Title::default();
        let mut next = at;
        loop {
            if let Some(end) = self.is_word(next, WordClass::Former) {
                title.former = true;
                next = end;
            } else if let Some(end) = self.is_word(next, WordClass::Fresh) {
                title.marked = true;
                next = end;
            } else {
                break;
            }
        }
        if let Some((row, end)) = self.office(next) {
            title.offices.push(row);
            next = end;
        } else {
            let (class, _, end) = self.word(next)?;
            if !matches!(class, WordClass::Counterpart | WordClass::Predecessor | WordClass::Successor) {
                return None;
            }
            title.relative = Some(class);
            title.former = class == WordClass::Predecessor;
            next = end;
        }
        for _ in 0..PARTS_MAX {
            let Some(end) = self.title_part(&mut title, next) else { break };
            next = end;
        }
        if title.owners.is_empty()
            && let Some((owner, end)) = self.portfolio(&title, next)
        {
            title.owners.push(owner);
            next = end;
        }
        let next = self.skip_field(&title, next).unwrap_or(next);
        Some((title, next))
    }

    /// One more part of `title` at `at`: an owner, another office, a small word. Gives where the part ends.
    fn title_part(&mut self, title: &mut Title, at: usize) -> Option<usize> {
        if let Some(end) = self.is_word(at, WordClass::Adjunct) {
            return Some(end);
        }
        if let Some((owner, end)) = self.owner(at) {
            title.owners.push(owner);
            return Some(end);
        }
        let linked = self.is_word(at, WordClass::Of);
        let placed = self.is_word(at, WordClass::In).filter(|_| !title.offices.is_empty());
        if let Some(from) = linked.or(placed) {
            if let Some((owner, end)) = self.owner(from) {
                if linked.is_some() || title.owners.is_empty() {
                    title.owners.push(owner);
                    return Some(end);
                }
                if self.is_name_or_end(end) {
                    // Where an office is held does not say for whom ("Đại sứ Nga tại Mỹ"): the last owner counts.
                    title.owners.insert(0, owner);
                    return Some(end);
                }
            } else if linked.is_some() {
                let adjoined = self.title(from).filter(|(inner, _)| inner.relative.is_none());
                if let Some((inner, end)) = adjoined {
                    title.owners.push(Owner::Title(Box::new(inner)));
                    return Some(end);
                }
                if let Some((figure, end)) = self.name(from, false)
                    && title.owners.is_empty()
                {
                    title.owners.push(Owner::Figure(self.figure(figure)));
                    return Some(end);
                }
            }
            return None;
        }
        if let Some((row, end)) = self.office(at) {
            title.offices.push(row);
            return Some(end);
        }
        let joined = if self.text(at) == "," { Some(at + 1) } else { self.is_word(at, WordClass::AndOffice) };
        if let Some(from) = joined
            && self.office(from).is_some()
            && let Some((more, end)) = self.title(from)
            && (self.text(at) != "," || self.name(self.honorific(end), true).is_some())
        {
            title.offices.extend(more.offices);
            title.owners.extend(more.owners);
            return Some(end);
        }
        None
    }

    /// The field of an office that no table knows, up to its state ("Bộ trưởng Thủy lợi và Đê điều Nga").
    fn portfolio(&self, title: &Title, at: usize) -> Option<(Owner, usize)> {
        let office = &self.rules.names.offices[*title.offices.last()?];
        let open = office.of.as_deref().is_some_and(|of| of.contains("organization"));
        if !open || at >= self.end || self.document.tokens[at].kind != TokenKind::Capital {
            return None;
        }
        let (code, end) = self.name_to_state(at)?;
        // "Đại sứ Lua Tran của Ba Lan" is a name with its state, not a field.
        let small = (at..end).any(|token| {
            self.document.tokens[token].kind == TokenKind::Small
                && self.is_word(token, WordClass::Of).is_none()
        });
        small.then_some((Owner::Named(Some(code)), end))
    }

    /// Past small words between an office and its name ("chuyên gia dịch tễ [Name]").
    fn skip_field(&self, title: &Title, at: usize) -> Option<usize> {
        let open = title.offices.iter().all(|row| {
            let office = &self.rules.names.offices[*row];
            self.rules.private_code(*row).is_some()
                || office.of.as_deref().is_some_and(|of| of.contains("organization"))
        });
        if !open || title.offices.is_empty() {
            return None;
        }
        for skip in 1..=FIELD_TOKENS_MAX {
            let token = at + skip - 1;
            if token >= self.end || self.document.tokens[token].kind != TokenKind::Small {
                return None;
            }
            let plain = self.atom(token).is_none_or(|atom| {
                atom.entries.iter().all(|entry| matches!(entry, Entry::Collective(_) | Entry::Body(_)))
            });
            if !plain || self.rules.stop.contains(self.keys.one(token)) || self.says(token) {
                return None;
            }
            let after = at + skip;
            let long = self.atom(after).is_some_and(|atom| atom.figure.is_some() || atom.tokens.len() > 1);
            if long && self.name(after, true).is_some() {
                return Some(after);
            }
        }
        None
    }

    fn is_name_or_end(&self, at: usize) -> bool {
        at >= self.end
            || self.name(at, true).is_some()
            || matches!(self.text(at), "," | "." | "-" | "–" | "(" | ":")
    }
}

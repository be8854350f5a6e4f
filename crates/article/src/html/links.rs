//! Links: the headlines of a list page, and where they lead.

use std::collections::HashSet;

use biennien_model::{Link, Span};

use crate::mapped::Mapped;
use crate::page::line::PageLine;

/// Links of one page that are kept at most.
const LINKS_MAX: usize = 500;

/// Syllables that a headline has at least.
const HEADLINE_SIZE_MIN: f64 = 4.0;

/// The linked headlines among `lines` of `text`, in page order, each address once. The first link of each line leads to
/// the place in `source` that `targets` has, by line; addresses are made whole by that of
/// the page, where it is known.
pub(crate) fn headlines(
    (source, targets): (&Mapped, &[Option<Span>]),
    (text, lines): (&str, &[PageLine]),
    page: Option<&str>,
) -> Vec<Link> {
    let (mut seen, mut links) = (HashSet::new(), Vec::new());
    for line in lines.iter().filter(|line| line.markup.linked > 0.8 && line.shape.size > HEADLINE_SIZE_MIN) {
        let Some(Some(written)) = targets.get(line.number - 1) else {
            continue;
        };
        let written = html_escape::decode_html_entities(written.of(&source.text));
        let Some(url) = whole(written.trim(), page) else {
            continue;
        };
        if links.len() < LINKS_MAX && seen.insert(url.clone()) {
            links.push(Link { url, text: line.span.of(text).to_owned() });
        }
    }
    links
}

/// The address that `written` means on the page at the address `page`; `None` for what leads to no page.
fn whole(written: &str, page: Option<&str>) -> Option<String> {
    let written = written.split('#').next().unwrap_or_default();
    let scheme = written.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+')
    });
    match scheme {
        Some(scheme) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
            return Some(written.to_owned());
        }
        Some(_) => return None,
        None if written.is_empty() => return None,
        None => {}
    }
    let Some((scheme, rest)) = page.and_then(|page| page.split_once("://")) else {
        return Some(written.to_owned());
    };
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let host = rest.split('/').next().unwrap_or(rest);
    Some(if let Some(other) = written.strip_prefix("//") {
        format!("{scheme}://{other}")
    } else if written.starts_with('/') {
        format!("{scheme}://{host}{written}")
    } else {
        let folder = rest.rsplit_once('/').map_or(rest, |(folder, _)| folder);
        format!("{scheme}://{folder}/{}", written.trim_start_matches("./"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, url: &str) {
        let page = Some("https://baomau.vn/the-gioi/trang-2.html?x=/y");
        assert_eq!(whole(written, page).unwrap_or_default(), url, "{written}");
    }

    #[test]
    fn addresses_are_made_whole() {
        check("https://khac.vn/a.html#b", "https://khac.vn/a.html");
        check("//khac.vn/a.html", "https://khac.vn/a.html");
        check("/a.html", "https://baomau.vn/a.html");
        check("./a.html", "https://baomau.vn/the-gioi/a.html");
        check("a.html?b=c:d", "https://baomau.vn/the-gioi/a.html?b=c:d");
        check("javascript:void(0)", "");
        check("mailto:a@baomau.vn", "");
        check("#binh-luan", "");
        assert_eq!(whole("/a.html", None).as_deref(), Some("/a.html"));
        assert_eq!(whole("a.html", Some("https://baomau.vn")).as_deref(), Some("https://baomau.vn/a.html"));
    }
}

//! Entries: what a feed says of one article, and its clean form.

use serde_json::json;

use crate::dates::{local_time, written_moment};
use crate::plain::plain;

/// One entry as it is written.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    /// The address of the site.
    base: String,
    id: String,
    title: String,
    /// The address of the article.
    pub(crate) link: String,
    summary: String,
    content: String,
    published: String,
    updated: String,
}

/// A part of an entry that holds text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    Id,
    Title,
    Link,
    Summary,
    Content,
    Published,
    Updated,
}

impl Text {
    /// By the name of its element, in lower case. Names of other vocabularies (`media:title`) mean other things.
    pub(crate) fn of(name: &str) -> Option<Text> {
        Some(match name.strip_prefix("atom:").unwrap_or(name) {
            "id" | "guid" => Text::Id,
            "title" => Text::Title,
            "link" => Text::Link,
            "description" | "summary" => Text::Summary,
            "content" | "content:encoded" | "encoded" => Text::Content,
            "pubdate" | "published" | "issued" | "dc:date" | "dcterms:issued" | "date" => Text::Published,
            "updated" | "modified" | "dcterms:modified" => Text::Updated,
            _ => return None,
        })
    }
}

impl Entry {
    /// An empty entry of the site at `base`.
    pub(crate) fn new(base: &str) -> Entry {
        Entry { base: base.to_owned(), ..Entry::default() }
    }

    /// Adds to a part.
    pub(crate) fn add(&mut self, field: Text, text: &str) {
        match field {
            Text::Id => self.id.push_str(text),
            Text::Title => self.title.push_str(text),
            Text::Link => self.link.push_str(text.trim()),
            Text::Summary => self.summary.push_str(text),
            Text::Content => self.content.push_str(text),
            Text::Published => self.published.push_str(text),
            Text::Updated => self.updated.push_str(text),
        }
    }

    /// The entry in the clean form, with its id and address.
    pub(crate) fn clean(&self) -> (Vec<u8>, Option<String>, Option<String>) {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let is_address = |text: &String| text.starts_with("http://") || text.starts_with("https://");
        let url = given(&self.link).map(|link| resolve(&self.base, &link));
        let url = url.or_else(|| given(&self.id).filter(is_address));
        let id = given(&self.id).or_else(|| url.clone());
        let moment = |text: &str| local_time(text).or_else(|| written_moment(text));
        let published = moment(&self.published).or_else(|| moment(&self.updated));
        let (summary, content) = (plain(&self.summary), plain(&self.content));
        // Where both stand, one is the whole and the other a part of it.
        let text = if content.len() > summary.len() { content } else { summary };
        let title = plain(&self.title).replace('\n', " ");
        let clean = json!({"id": id, "title": title, "text": text, "published": published, "outlet": null, "url": url});
        (clean.to_string().into_bytes(), id, url)
    }
}

/// `link` as it is meant on the site at `base`.
fn resolve(base: &str, link: &str) -> String {
    let Some((scheme, rest)) = base.split_once("://") else { return link.to_owned() };
    if link.contains("://") || link.starts_with("urn:") {
        return link.to_owned();
    }
    let host = rest.split('/').next().unwrap_or(rest);
    if let Some(link) = link.strip_prefix("//") {
        return format!("{scheme}://{link}");
    }
    if link.starts_with('/') {
        return format!("{scheme}://{host}{link}");
    }
    let folder = rest.rsplit_once('/').map_or(rest, |(folder, _)| folder);
    format!("{scheme}://{folder}/{link}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_against_the_site() {
        for (base, link, address) in [
            ("https://a.vn", "/1.html", "https://a.vn/1.html"),
            ("https://a.vn/tin/", "1.html", "https://a.vn/tin/1.html"),
            ("https://a.vn", "1.html", "https://a.vn/1.html"),
            ("https://a.vn", "//b.vn/1", "https://b.vn/1"),
            ("https://a.vn", "http://b.vn/1", "http://b.vn/1"),
            ("", "/1.html", "/1.html"),
        ] {
            assert_eq!(resolve(base, link), address, "{base} {link}");
        }
    }
}

//! Plain: the text of an HTML fragment, as feeds and records hold it.

/// The text of an HTML fragment: tags dropped, entities decoded, one paragraph a line.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open + 1..];
        if !tag.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/' || letter == '!') {
            text.push('<');
            rest = tag;
            continue;
        }
        let lower = tag.get(..3).unwrap_or(tag).to_ascii_lowercase();
        let breaks = ["p>", "p ", "/p>", "br", "div", "li"].iter().any(|name| lower.starts_with(name));
        text.push_str(if breaks { "\n" } else { "" });
        rest = tag.find('>').map_or("", |close| &tag[close + 1..]);
    }
    text.push_str(rest);
    let decoded = html_escape::decode_html_entities(&text);
    let lines = decoded.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

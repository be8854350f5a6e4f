//! The declared encoding: what the head of an HTML or XML page says it is written in.

use encoding_rs::Encoding;

/// Bytes in which a page declares its encoding.
const HEAD_BYTES: usize = 4096;

/// The encoding that the first kilobytes of a page declare (`charset=` of HTML, `encoding=` of XML).
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD_BYTES)]).to_ascii_lowercase();
    let label = after(&head, "charset=").or_else(|| {
        let declaration = head.trim_start().strip_prefix("<?xml")?;
        after(&declaration[..declaration.find('>')?], "encoding=")
    })?;
    Encoding::for_label(label.as_bytes())
}

/// The value behind `key`, without quotation marks.
fn after(head: &str, key: &str) -> Option<String> {
    let rest = &head[head.find(key)? + key.len()..];
    let value = rest.trim_start_matches(['"', '\'', ' ']);
    Some(
        value
            .chars()
            .take_while(|letter| letter.is_ascii_alphanumeric() || "-_:.".contains(*letter))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, name: &str) {
        assert_eq!(declared(head.as_bytes()).map_or("", Encoding::name), name, "{head}");
    }

    #[test]
    fn pages_declare_their_encoding() {
        check("<meta http-equiv=Content-Type content=\"text/html; charset=windows-1258\">", "windows-1258");
        check("<META CHARSET='UTF-8'>", "UTF-8");
        check("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><html>", "Shift_JIS");
        check("<html><p>encoding=\"gbk\"", "");
        check("<meta charset=x-user-defined>", "x-user-defined");
        check("<meta charset=\"", "");
    }
}

//! Formats: rows of any shape as CSV (RFC 4180, UTF-8, exact values).

use std::collections::BTreeSet;

use serde_json::Value;

/// All `rows` as CSV with a header line; the columns are the rows' keys in the order met. Lists are joined by `;`,
/// objects inside are columns of their own (`date.value`), lists of objects are JSON.
pub fn csv_lines(rows: &[Value]) -> String {
    let flat: Vec<Vec<(String, String)>> = rows.iter().map(flatten).collect();
    let (mut columns, mut seen) = (Vec::new(), BTreeSet::new());
    for row in &flat {
        for (column, _) in row {
            if seen.insert(column.clone()) {
                columns.push(column.clone());
            }
        }
    }
    // `date` is an object in one row and null in the next: its column gives way to those of its parts.
    let parents: Vec<String> =
        columns.iter().filter_map(|column| Some(column.split_once('.')?.0.to_owned())).collect();
    columns.retain(|column| !parents.contains(column));
    let mut lines = csv_line(columns.iter().map(String::as_str));
    for row in &flat {
        let cell = |column: &String| {
            row.iter().find(|(name, _)| name == column).map_or("", |(_, value)| value.as_str())
        };
        lines.push_str(&csv_line(columns.iter().map(cell)));
    }
    lines
}

/// One line of CSV with its line end.
pub fn csv_line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let written = writer.write_record(cells).map_err(|error| error.to_string());
    let bytes = written.and_then(|()| writer.into_inner().map_err(|error| error.to_string()));
    String::from_utf8(bytes.expect("writing to memory does not fail")).expect("cells are UTF-8")
}

fn flatten(row: &Value) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    if let Value::Object(fields) = row {
        for (name, value) in fields {
            match value {
                Value::Object(parts) => {
                    cells.extend(parts.iter().map(|(part, value)| (format!("{name}.{part}"), cell(value))));
                }
                value => cells.push((name.clone(), cell(value))),
            }
        }
    }
    cells
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.iter().all(|value| !value.is_object()) => {
            values.iter().map(cell).collect::<Vec<_>>().join(";")
        }
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(rows: &[Value], expected: &str) {
        assert_eq!(csv_lines(rows), expected);
    }

    #[test]
    fn parts_of_an_object_are_columns_even_where_it_is_null() {
        check(
            &[json!({"id": "a", "date": null}), json!({"id": "b", "date": {"value": "2021-12-30"}})],
            "id,date.value\r\na,\r\nb,2021-12-30\r\n",
        );
    }

    #[test]
    fn quotes_commas_and_lists_survive() {
        check(
            &[json!({"line": "ông nói \"có\", rồi đi", "actors": ["USA", "RUS"]})],
            "line,actors\r\n\"ông nói \"\"có\"\", rồi đi\",USA;RUS\r\n",
        );
    }
}

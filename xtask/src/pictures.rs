//! Pictures: the figures of `docs/pages.md`, drawn from what the program says of the example captures.
//!
//! In: `biennien page` of a capture. Out: an SVG that holds in light and dark: a bar for each line of the page, up for
//! what speaks for the article and down for what speaks against, in the colour of the line's label.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::command::{build_binary, program};
use crate::repository;

/// Captures and the pictures made of them, from the top folder.
const PICTURES: [(&str, &str); 2] = [
    ("examples/captures/01_tin-mau-24h_dien-dam-trieu-tien.txt", "docs/pictures/page-flattened.svg"),
    ("examples/captures/04_mau-news_hen-o-geneva.html", "docs/pictures/page-html.svg"),
];

/// Pixels of a picture and of what stands around the bars.
const WIDTH: f64 = 760.0;
const HALF: f64 = 110.0;
const LEFT: f64 = 44.0;
const TOP: f64 = 40.0;
const FOOT: f64 = 34.0;

/// Scores beyond this are drawn as this.
const SCORE_MAX: f64 = 8.0;

/// Labels that share a colour, and how the legend calls them.
const COLOURS: [(&[&str], &str, &str); 5] = [
    (&["title", "lead"], "head", "title, lead"),
    (&["body"], "body", "body"),
    (&["caption"], "caption", "caption"),
    (&["byline", "date", "credit"], "source", "byline, date, credit"),
    (&["related", "boilerplate"], "rest", "related, boilerplate"),
];

const STYLE: &str = "\
.page{fill:#fff}text{font:12px system-ui,sans-serif;fill:#333}.axis{stroke:#777}.head{fill:#1d4ed8}.body{fill:#5b8def}\
.caption{fill:#b7791f}.source{fill:#0f766e}.rest{fill:#a3a3a3}\
@media(prefers-color-scheme:dark){.page{fill:#161b22}text{fill:#ddd}.axis{stroke:#999}.head{fill:#93b4ff}.body{fill:#5b8def}\
.caption{fill:#e0a84a}.source{fill:#4fc3b4}.rest{fill:#6f6f6f}}";

/// Draws every picture anew.
///
/// # Errors
/// When the program cannot be built, a capture not be read, or a picture not be written.
pub(crate) fn run() -> Result<(), String> {
    let binary = build_binary()?;
    for (capture, picture) in PICTURES {
        let rows = program(&binary).argument("page").argument(capture).read()?;
        let rows: Result<Vec<Value>, _> = rows.lines().map(serde_json::from_str).collect();
        let rows = rows.map_err(|error| format!("{capture}: {error}"))?;
        let path = repository::root().join(picture);
        fs::write(&path, draw(&rows)).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        println!("{picture}: {} lines", rows.len());
    }
    Ok(())
}

/// The picture of a page whose lines are `rows`.
fn draw(rows: &[Value]) -> String {
    let (zero, height) = (TOP + HALF, TOP + 2.0 * HALF + FOOT);
    let step = (WIDTH - LEFT - 8.0) / rows.len().max(1) as f64;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\
         <title>Score and label of each of {} lines</title><style>{STYLE}</style>\n\
         <rect class=\"page\" width=\"{WIDTH}\" height=\"{height}\" rx=\"6\"/>\n",
        rows.len()
    );
    let mut x = LEFT;
    for (_, class, words) in COLOURS {
        let _ = writeln!(
            svg,
            "<rect class=\"{class}\" x=\"{x}\" y=\"10\" width=\"12\" height=\"12\" rx=\"2\"/>\
             <text x=\"{}\" y=\"20\">{words}</text>",
            x + 17.0
        );
        x += 36.0 + 6.2 * words.len() as f64;
    }
    for (index, row) in rows.iter().enumerate() {
        let score = row["score"].as_f64().unwrap_or_default().clamp(-SCORE_MAX, SCORE_MAX);
        let length = (score.abs() / SCORE_MAX * HALF).max(1.0);
        let top = if score > 0.0 { zero - length } else { zero };
        let _ = writeln!(
            svg,
            "<rect class=\"{}\" x=\"{:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{length:.1}\"/>",
            class(row["kind"].as_str().unwrap_or_default()),
            LEFT + step * index as f64,
            (step * 0.8).max(0.5),
        );
    }
    let _ = writeln!(
        svg,
        "<path class=\"axis\" d=\"M{LEFT} {zero}H{}\"/>\
         <text x=\"4\" y=\"{:.0}\">+{SCORE_MAX}</text><text x=\"4\" y=\"{:.0}\">0</text><text x=\"4\" y=\"{:.0}\">−{SCORE_MAX}</text>\
         <text x=\"{LEFT}\" y=\"{:.0}\">line 1</text><text x=\"{}\" y=\"{:.0}\" text-anchor=\"end\">line {}</text></svg>",
        WIDTH - 8.0,
        TOP + 10.0,
        zero + 4.0,
        zero + HALF,
        height - 8.0,
        WIDTH - 8.0,
        height - 8.0,
        rows.last().and_then(|row| row["line"].as_i64()).unwrap_or_default(),
    );
    svg
}

fn class(kind: &str) -> &'static str {
    COLOURS.iter().find(|(kinds, ..)| kinds.contains(&kind)).map_or("rest", |(_, class, _)| class)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::draw;

    #[test]
    fn lines_of_the_article_stand_up_in_their_colour() {
        let svg = draw(&[
            json!({"line": 1, "kind": "boilerplate", "score": -4.0}),
            json!({"line": 3, "kind": "body", "score": 80.0}),
        ]);
        assert!(
            svg.contains("class=\"rest\" x=\"44.0\" y=\"150.0\" width=\"283.2\" height=\"55.0\""),
            "{svg}"
        );
        assert!(
            svg.contains("class=\"body\" x=\"398.0\" y=\"40.0\" width=\"283.2\" height=\"110.0\""),
            "{svg}"
        );
        assert!(svg.ends_with("line 3</text></svg>\n"), "{svg}");
    }
}

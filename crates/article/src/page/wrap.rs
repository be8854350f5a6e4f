//! Wrapped lines: paragraphs that a page breaks at a fixed width, put together again.
//!
//! In: the rows of a page. Out: its lines, each of one row or more. A page is wrapped when many rows end just where the
//! first word of the next row would no longer have fitted.

use biennien_model::Span;

/// Widths at which pages are wrapped, in letters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=140;

/// Rows that end at the width, at least, for a page to be wrapped.
const FULL_ROWS_MIN: usize = 4;

/// A row of the file that is not empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row {
    /// 1-based number in the file.
    pub(crate) number: usize,
    /// Its words, without white space at the ends.
    pub(crate) span: Span,
}

/// Puts rows of wrapped paragraphs together: each line has the number of its first row, and the words of all.
pub(crate) fn join(text: &str, rows: Vec<Row>) -> Vec<Row> {
    let fits: Vec<Fit> =
        rows.iter().enumerate().map(|(at, row)| Fit::of(text, *row, rows.get(at + 1))).collect();
    let Some(width) = width(&fits) else {
        return rows;
    };
    let mut lines: Vec<Row> = Vec::with_capacity(rows.len());
    let mut open = false;
    for (row, fit) in rows.iter().zip(&fits) {
        match lines.last_mut() {
            Some(line) if open => line.span.end = row.span.end,
            _ => lines.push(*row),
        }
        open = fit.is_full(width);
    }
    lines
}

/// How a row ends.
#[derive(Debug, Clone, Copy)]
struct Fit {
    /// Letters in the row.
    size: usize,
    /// Letters it would have with the first word of the next row; `None` when no row follows at once.
    more: Option<usize>,
}

impl Fit {
    fn of(text: &str, row: Row, next: Option<&Row>) -> Fit {
        let size = row.span.of(text).chars().count();
        let next = next.filter(|next| next.number == row.number + 1).map(|next| next.span.of(text));
        let more = next
            .filter(|words| !words.starts_with(['•', '·', '▪', '*', '+', '►', '|', '-', '#']))
            .map(|words| {
                // Scripts without spaces are broken between any two letters, but not before a mark.
                let word = words.split_whitespace().next().unwrap_or("").chars();
                let dense = word
                    .clone()
                    .next()
                    .is_some_and(|letter| u32::from(letter) >= 0x0e00 && letter.is_alphabetic());
                if dense { size + word.count().min(3) } else { size + 1 + word.count() }
            });
        Fit { size, more }
    }

    fn is_full(self, width: usize) -> bool {
        self.size <= width && self.more.is_some_and(|more| more > width)
    }
}

/// The width at which the page is wrapped.
fn width(fits: &[Fit]) -> Option<usize> {
    // Rows that end at each width, and rows longer than it, counted once for all widths.
    let last = *WIDTHS.end();
    let (mut full, mut longer) = (vec![0isize; last + 2], vec![0isize; last + 2]);
    for fit in fits {
        if let Some(more) = fit.more.filter(|_| fit.size <= last) {
            full[fit.size] += 1;
            full[more.min(last + 1)] -= 1;
        }
        longer[0] += 1;
        longer[fit.size.min(last + 1)] -= 1;
    }
    let (mut fulls, mut longers, mut best) = (0, 0, (0, 0));
    for width in 0..=last {
        fulls += full[width];
        longers += longer[width];
        let gain = fulls - 3 * longers;
        if WIDTHS.contains(&width) && gain > best.0 {
            best = (gain, width);
        }
    }
    (best.0 >= FULL_ROWS_MIN as isize).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, lines: &[&str]) {
        let mut rows = Vec::new();
        let mut start = 0;
        for (at, row) in text.split('\n').enumerate() {
            if !row.is_empty() {
                rows.push(Row { number: at + 1, span: Span::new(start, start + row.len()) });
            }
            start += row.len() + 1;
        }
        let joined = join(text, rows);
        assert_eq!(joined.iter().map(|row| row.span.of(text).replace('\n', " ")).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn wrapped_paragraphs_are_put_together() {
        check(
            "Cửa khẩu mở lại\n\nBà Lụa nói hai bên đã họp kín ở thị trấn\nbiên giới suốt bốn giờ, và sẽ còn gặp\n\
             lại nhau.\n\nÔng Tám nói việc mở lại cửa khẩu là bước\nđi đầu tiên, còn nhiều việc phải làm, và\n\
             đoàn sẽ trở lại.",
            &[
                "Cửa khẩu mở lại",
                "Bà Lụa nói hai bên đã họp kín ở thị trấn biên giới suốt bốn giờ, và sẽ còn gặp lại nhau.",
                "Ông Tám nói việc mở lại cửa khẩu là bước đi đầu tiên, còn nhiều việc phải làm, và đoàn sẽ trở lại.",
            ],
        );
    }

    #[test]
    fn lists_stay_as_they_are() {
        check(
            "Trang chủ\nThế giới\nKinh tế\nVăn hóa\nThể thao",
            &["Trang chủ", "Thế giới", "Kinh tế", "Văn hóa", "Thể thao"],
        );
    }
}

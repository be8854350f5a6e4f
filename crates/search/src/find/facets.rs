//! Facets: how many hits have each value of a field; every hit is counted, none is estimated.

use std::collections::BTreeMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocId, Score, SegmentReader, TantivyError};

/// Fields that are counted, in order.
const FIELDS: [&str; 7] = ["kind", "outlet", "actor", "type", "status", "place", "month"];

/// The values of one field and how many hits have each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Name of the field, as in a query.
    pub field: &'static str,
    /// Most frequent first, then by value.
    pub counts: Vec<(String, usize)>,
}

/// Counts hits, and the values of every field.
pub(super) struct Facets;

pub(super) struct Segment {
    total: usize,
    columns: Vec<Option<(StrColumn, Vec<usize>)>>,
}

impl Collector for Facets {
    type Fruit = (usize, Vec<Facet>);
    type Child = Segment;

    fn for_segment(&self, _: u32, segment: &SegmentReader) -> Result<Segment, TantivyError> {
        let mut columns = Vec::new();
        for field in FIELDS {
            let column = segment.fast_fields().str(field)?;
            columns.push(column.map(|column| {
                let counts = vec![0; column.num_terms()];
                (column, counts)
            }));
        }
        Ok(Segment { total: 0, columns })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        segments: Vec<Result<(usize, Counts), TantivyError>>,
    ) -> Result<(usize, Vec<Facet>), TantivyError> {
        let (mut total, mut all) = (0, vec![BTreeMap::new(); FIELDS.len()]);
        for segment in segments {
            let (hits, counts) = segment?;
            total += hits;
            for (sum, counts) in all.iter_mut().zip(counts) {
                for (value, count) in counts {
                    *sum.entry(value).or_insert(0) += count;
                }
            }
        }
        let facets = FIELDS.into_iter().zip(all).map(|(field, counts)| {
            let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
            counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            Facet { field, counts }
        });
        Ok((total, facets.collect()))
    }
}

/// For each field, the counts by value.
type Counts = Vec<BTreeMap<String, usize>>;

impl SegmentCollector for Segment {
    type Fruit = Result<(usize, Counts), TantivyError>;

    fn collect(&mut self, document: DocId, _: Score) {
        self.total += 1;
        for (column, counts) in self.columns.iter_mut().flatten() {
            for number in column.ords().values_for_doc(document) {
                if let Some(count) = usize::try_from(number).ok().and_then(|number| counts.get_mut(number)) {
                    *count += 1;
                }
            }
        }
    }

    fn harvest(self) -> Result<(usize, Counts), TantivyError> {
        let mut all = Vec::new();
        for column in self.columns {
            let mut named = BTreeMap::new();
            if let Some((column, counts)) = column {
                for (number, count) in counts.into_iter().enumerate().filter(|(_, count)| *count > 0) {
                    let mut value = String::new();
                    column.ord_to_str(number as u64, &mut value)?;
                    named.insert(value, count);
                }
            }
            all.push(named);
        }
        Ok((self.total, all))
    }
}

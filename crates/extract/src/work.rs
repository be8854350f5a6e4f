//! Work: how many steps the loops that look around in a text take, counted in tests and nowhere else.
//!
//! Every loop over words, phrases, pieces of a sentence or names calls [`step`] once a round. The test below gives all
//! stages of extraction texts that are as bad as texts get: four times the text may take four times the work.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts one step.
#[inline(always)]
pub(crate) fn step() {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

#[cfg(test)]
mod tests;

//! Panics: bugs of ours, contained to one capture and told with their place in the program.

use std::any::Any;
use std::cell::RefCell;
use std::panic;

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on a panic prints nothing; its place in the program is remembered for [`panic_words`].
pub fn quiet_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line()));
        PLACE.with(|remembered| remembered.replace(place));
    }));
}

/// What a panic of this thread said, and where.
pub fn panic_words(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    let words =
        words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no words".to_owned());
    match PLACE.with(RefCell::take) {
        Some(place) => format!("{words} ({place})"),
        None => words,
    }
}

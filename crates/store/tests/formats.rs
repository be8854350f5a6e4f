//! Formats: stores that older programs wrote are brought up to date by a writer.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
use biennien_store::{Store, StoreError, Writer};
use rusqlite::Connection;

/// The tables of format 1 that differ, with one page that was met twice.
const FORMAT_1: &str = "
pragma application_id = 0x42694e6e; pragma user_version = 1;
create table capture (digest text primary key, media text not null, url text, captured text, bytes blob not null) without rowid;
create table sighting (digest text not null references capture(digest), path text not null, offset integer not null,
    source_id text not null, primary key (digest, path, offset)) without rowid;
insert into capture values ('d', 'html', 'https://a.vn/1', '2022-01-01T00:00:00Z', x'41');
insert into sighting values ('d', 'b.warc', 7, 'two'), ('d', 'a.warc', 9, 'one');
";

#[test]
fn a_store_of_format_1_keeps_its_sightings() {
    let dir = tempfile::tempdir().unwrap();
    let connection = Connection::open(dir.path().join("chronicle.sqlite")).unwrap();
    connection.execute_batch(FORMAT_1).unwrap();
    drop(connection);
    assert!(matches!(Store::open(dir.path()), Err(StoreError::TooOld { found: 1, .. })));
    drop(Writer::open(dir.path()).unwrap());
    let store = Store::open(dir.path()).unwrap();
    let capture = store.capture("d").unwrap().unwrap();
    assert_eq!((capture.source_id.as_str(), capture.url.as_deref()), ("one", Some("https://a.vn/1")));
    assert_eq!(capture.bytes, b"A");
    assert_eq!(store.sightings("d").unwrap().len(), 2);
    assert_eq!(store.faults().unwrap(), []);
}

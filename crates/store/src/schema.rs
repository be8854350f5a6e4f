//! The tables. A change of them raises [`FORMAT`].

/// Format of the stores that this program writes, and the newest that it reads.
pub(crate) const FORMAT: i64 = 4;

/// SQLite application id: "BiNn".
pub(crate) const APPLICATION: i64 = 0x4269_4e6e;

/// Everything but `capture`, `sighting` and `failure` can be rebuilt from them. Tables of long rows have row numbers:
/// without them SQLite puts a long row on pages of its own, half of them empty.
pub(crate) const TABLES: &str = "
create table if not exists capture (
    digest     text primary key,          -- SHA-256 of bytes
    media      text not null,             -- text, html, clean, feed
    bytes      blob not null              -- as they came
);

create table if not exists sighting (     -- where a capture was found; the same page twice is one capture
    digest     text not null references capture(digest),
    path       text not null,
    offset     integer not null,          -- in the decompressed file, bytes
    source_id  text not null,
    url        text,
    captured   text,                      -- ISO 8601, when the container tells it
    charset    text,                      -- the encoding that the server named
    problems   text not null default '[]', -- JSON: what was wrong with the container around it
    primary key (digest, path, offset)
) without rowid;

create table if not exists failure (      -- inputs that could not be read
    path       text not null,
    offset     integer not null,
    code       text not null,
    message    text not null,
    primary key (path, offset, code)
) without rowid;

create table if not exists article (
    id         text primary key,
    digest     text not null references capture(digest),
    source_id  text not null,
    outlet     text,
    url        text,
    title      text not null,
    published  text,                      -- ISO 8601
    basis      text,                      -- page, markup, feed, input, inferred
    text       text not null,             -- all spans of facts count in it
    particulars text not null,            -- JSON: lead, byline, section, published with candidates, lines, problems
    pieces     text not null,             -- JSON: where the text stands in the capture
    member     text not null,             -- JSON: what joining needs
    knowledge  text not null,             -- SHA-256 of the tables it was read with
    program    text not null              -- version it was read with
);

create index if not exists article_digest on article(digest);

create table if not exists fact (         -- mentions, times, statements, events
    article    text not null references article(id) on delete cascade,
    kind       text not null,             -- mention, time, statement, event
    number     integer not null,          -- position in the reading, from 0
    start      integer not null,          -- bytes of article.text
    \"end\"    integer not null,
    raw_start  integer,                   -- bytes of capture.bytes
    raw_end    integer,
    quote      text not null,
    rule       text not null,
    detail     text not null,             -- JSON, as in a reading
    primary key (article, kind, number)
) without rowid;

create table if not exists happening (
    id         text primary key,
    place_in_order integer not null,      -- in the chronicle, from 0
    type       text not null,
    status     text not null,
    date       text,
    line       text not null,
    origins    integer not null,
    accounts   integer not null,
    detail     text not null              -- JSON
);

create index if not exists happening_order on happening(place_in_order);

create table if not exists story (
    id         text primary key,
    place_in_order integer not null,      -- from 0, the oldest first
    title      text not null,
    \"from\"     text,                      -- first and last day of publication
    \"to\"       text,
    articles   integer not null,
    detail     text not null              -- JSON
);

create table if not exists membership (   -- what each article belongs to
    article    text primary key references article(id) on delete cascade,
    origin     text not null,             -- id of the article whose reprint it is, or its own
    story      text,
    alias      text not null              -- id of a story that begins with it
) without rowid;

create index if not exists membership_alias on membership(alias);

create table if not exists meta (
    key        text primary key,
    value      text not null
) without rowid;
";

/// What can be rebuilt from the captures goes when the format changes; the next build makes it anew.
pub(crate) const DERIVED: &str = "
drop table if exists membership;
drop table if exists fact;
drop table if exists article;
drop table if exists happening;
drop table if exists story;
drop table if exists meta;
";

/// From format 1, which told address and moment of the first sighting only.
pub(crate) const FROM_1: &str = "
alter table sighting add column url text;
alter table sighting add column captured text;
alter table sighting add column charset text;
alter table sighting add column problems text not null default '[]';
update sighting set url = (select url from capture where capture.digest = sighting.digest),
                    captured = (select captured from capture where capture.digest = sighting.digest);
alter table capture drop column url;
alter table capture drop column captured;
";

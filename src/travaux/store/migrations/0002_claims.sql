-- What reports say of drafts whose text no document holds.

CREATE TABLE claims (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL, draft TEXT NOT NULL, party TEXT NOT NULL,
    body TEXT NOT NULL
);

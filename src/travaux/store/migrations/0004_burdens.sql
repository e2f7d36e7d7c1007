-- Who carries what in each draft: the table of asymmetry.

CREATE TABLE burdens (
    ord INTEGER PRIMARY KEY, draft TEXT NOT NULL, party TEXT NOT NULL, body TEXT NOT NULL
);

-- (It was numbered 2 for an hour: a record of that hour has the table.)
-- Whole runs of monitoring: the boards of a date with everything that their pages show.
CREATE TABLE IF NOT EXISTS surveys (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);

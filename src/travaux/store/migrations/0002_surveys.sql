-- Whole runs of monitoring: the boards of a date with everything that their pages show.
CREATE TABLE surveys (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);

-- The record of one negotiation. Each noun has its table: `ord` keeps the record's order, a few
-- columns are there to be searched by, and `body` is the whole noun as JSON (core/plain.py).

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL, title TEXT NOT NULL,
    publisher TEXT NOT NULL, date TEXT NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE duplicates (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE parties (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE affiliations (
    ord INTEGER PRIMARY KEY, party TEXT NOT NULL, organisation TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE statements (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, start INTEGER NOT NULL,
    kind TEXT NOT NULL, party TEXT NOT NULL, speaker TEXT NOT NULL, date TEXT NOT NULL,
    within TEXT NOT NULL, words TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX statements_by_document ON statements (document, start);
CREATE INDEX statements_by_party ON statements (party, date);
CREATE TABLE groups (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE drafts (ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE witnesses (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE provisions (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, draft TEXT NOT NULL, label TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX provisions_by_draft ON provisions (draft, ord);
CREATE TABLE variants (ord INTEGER PRIMARY KEY, provision TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE changes (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE threads (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE redlines (ord INTEGER PRIMARY KEY, change TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE findings (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL, provision TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE links (
    ord INTEGER PRIMARY KEY, statement TEXT NOT NULL, provision TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX links_by_statement ON links (statement);
CREATE INDEX links_by_provision ON links (provision);
CREATE TABLE stances (
    ord INTEGER PRIMARY KEY, statement TEXT NOT NULL, party TEXT NOT NULL, stance TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX stances_by_statement ON stances (statement);
CREATE TABLE issues (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE positions (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL, party TEXT NOT NULL, issue TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE discrepancies (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE reliances (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE events (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL, date TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE commitments (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE assessments (ord INTEGER PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE problems (
    ord INTEGER PRIMARY KEY, id TEXT NOT NULL, code TEXT NOT NULL, body TEXT NOT NULL
);

-- A person's word. Append-only: the triggers refuse what would lose one.
CREATE TABLE judgements (
    ord INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, noun TEXT NOT NULL,
    target TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX judgements_by_target ON judgements (target);
CREATE TRIGGER judgements_stay BEFORE DELETE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are never deleted'); END;
CREATE TRIGGER judgements_stand BEFORE UPDATE ON judgements
BEGIN SELECT RAISE(ABORT, 'judgements are never changed'); END;

-- What the per-document half made of each document, by content and stage versions.
CREATE TABLE readings (
    key TEXT PRIMARY KEY, document TEXT NOT NULL, body BLOB NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE document_search USING fts5 (
    title, text, content = 'documents', content_rowid = 'ord',
    tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_search USING fts5 (
    speaker, words, content = 'statements', content_rowid = 'ord',
    tokenize = 'unicode61 remove_diacritics 2'
);

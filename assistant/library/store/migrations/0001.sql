-- The first schema. A sealed library has the same one.

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    created TEXT NOT NULL,
    language TEXT NOT NULL,
    size INTEGER NOT NULL,
    added TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    pages INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    ledger TEXT NOT NULL,                -- JSON: pages by status
    outline TEXT NOT NULL,               -- JSON: [title, level, page, start]
    suffix TEXT NOT NULL,                -- of the original's file name, such as ".pdf"
    cut_by TEXT NOT NULL                 -- the rules and the embedder that its passages were cut for
);

CREATE TABLE document_paths (
    raw BLOB PRIMARY KEY,                -- the path's own bytes: names need not be text
    shown TEXT NOT NULL,                 -- the same, safe to show
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    container BLOB,                      -- path of the archive or mail it is inside of
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    seen_ns INTEGER NOT NULL,
    missing INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX document_paths_by_document ON document_paths (document);

CREATE TABLE pages (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    tool TEXT NOT NULL,
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    sections TEXT NOT NULL,              -- JSON: [title, level, page, start]
    tables TEXT NOT NULL,                -- JSON: [start, end, header, name]
    boilerplate TEXT NOT NULL,           -- JSON: [start, end]
    words BLOB NOT NULL,                 -- spans and boxes, deflated
    PRIMARY KEY (document, number)
);

CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice: the vector index keeps an old vector under an old id
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    page INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    header TEXT NOT NULL,
    boilerplate INTEGER NOT NULL
);
CREATE INDEX passages_by_page ON passages (document, page);

CREATE VIEW passage_texts AS
    SELECT passages.id AS id,
           searchable(substr(pages.text, passages."start" + 1, passages."end" - passages."start")) AS text,
           searchable(passages.header) AS header
    FROM passages JOIN pages ON pages.document = passages.document AND pages.number = passages.page;

CREATE VIRTUAL TABLE passage_words USING fts5 (
    text, header,
    content = 'passage_texts', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO passage_words (passage_words, rank) VALUES ('secure-delete', 1);

CREATE TABLE vectors (
    first_passage INTEGER PRIMARY KEY,   -- a block holds passages of one document with consecutive ids
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    count INTEGER NOT NULL,
    data BLOB NOT NULL                   -- count x dimension little-endian float16; a row of zeros has no vector
);
CREATE INDEX vectors_by_document ON vectors (document);

CREATE TABLE originals (                 -- filled in sealed libraries only; open ones keep files
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    data BLOB NOT NULL
);

CREATE TABLE failures (
    raw BLOB PRIMARY KEY,
    shown TEXT NOT NULL,
    container BLOB,
    sha256 TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    "at" TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE tags (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (document, tag)
) WITHOUT ROWID;

CREATE TABLE markings (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    marking TEXT NOT NULL,
    source TEXT NOT NULL,                -- hand, folder or banner
    reason TEXT NOT NULL,
    "at" TEXT NOT NULL
);

CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    page INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    "at" TEXT NOT NULL
);

CREATE TABLE conversations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    started TEXT NOT NULL
);

CREATE TABLE turns (
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,                -- JSON: the whole answer with claims, citations and model
    "at" TEXT NOT NULL,
    PRIMARY KEY (conversation, position)
) WITHOUT ROWID;

CREATE TABLE briefs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    documents TEXT NOT NULL,             -- JSON: SHA-256 of each source
    content TEXT NOT NULL,               -- JSON
    marking TEXT NOT NULL,
    model TEXT NOT NULL,
    made TEXT NOT NULL,
    reviewer TEXT NOT NULL DEFAULT '',
    reviewed TEXT NOT NULL DEFAULT ''
);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    "at" TEXT NOT NULL
);

CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY,
    "at" TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,               -- JSON: digests and names, never document text
    previous TEXT NOT NULL,
    digest TEXT NOT NULL                 -- SHA-256 over all columns before it
);

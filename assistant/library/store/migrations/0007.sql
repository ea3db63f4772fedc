-- Vectors of another embedding model while they are being made; those in use serve until the last one is there.

CREATE TABLE coming_vectors (
    first_passage INTEGER PRIMARY KEY,   -- as in vectors
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    count INTEGER NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX coming_vectors_by_document ON coming_vectors (document);

-- The bytes of documents in a sealed library, in parts so that none has to fit into memory twice.

DROP TABLE originals;
CREATE TABLE original_parts (            -- filled in sealed libraries only; open ones keep files
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,                -- of the whole; written before the document that it belongs to
    part INTEGER NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (sha256, part)
);

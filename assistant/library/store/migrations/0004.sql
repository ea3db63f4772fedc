-- Folders that the library follows: what comes, changes or goes in them is taken over.

CREATE TABLE followed (
    raw BLOB PRIMARY KEY,                -- the path's own bytes
    shown TEXT NOT NULL,                 -- the same, safe to show
    since TEXT NOT NULL
) WITHOUT ROWID;

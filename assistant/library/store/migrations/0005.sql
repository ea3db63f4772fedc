-- Markings that nobody has confirmed yet, and folders whose documents are marked as they come in.

ALTER TABLE markings ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0;

CREATE TABLE marking_rules (
    raw BLOB PRIMARY KEY,                -- the folder's own bytes
    shown TEXT NOT NULL,                 -- the same, safe to show
    marking TEXT NOT NULL,
    since TEXT NOT NULL
) WITHOUT ROWID;

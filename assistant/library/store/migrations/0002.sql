-- Parts of summaries that are finished, so that a second or resumed run costs only what is new.

CREATE TABLE summary_parts (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    key TEXT NOT NULL,                   -- SHA-256 over model, prompt and pages
    reply TEXT NOT NULL,                 -- what the model wrote, unchecked
    PRIMARY KEY (document, key)
) WITHOUT ROWID;

"""KEEP: the store, passages, embedder, indexes, ingest, ledger and originals of a library."""

"""Vectors: kept in the store, searched exactly or through Chroma."""

"""WRITE: key sentences, summaries and filled templates."""

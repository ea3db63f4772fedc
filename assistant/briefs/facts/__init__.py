"""The facts of a document at once and without a model: who, where, when, how much."""

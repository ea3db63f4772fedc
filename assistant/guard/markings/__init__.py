"""Markings: what they mean, how they are read, and which one several of them make together."""

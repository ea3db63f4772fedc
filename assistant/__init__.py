"""Haversack's core: reads, keeps, finds, asks and writes. Knows nothing of the window."""

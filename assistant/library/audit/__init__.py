"""The log of a library: who did what and when, in a chain in which a change or a gap is found."""

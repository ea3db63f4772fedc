"""Adding files to a library: walk, copy and hash, read, write, embed, each overlapping with the next."""

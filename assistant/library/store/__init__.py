"""The one file that is the truth of a library: SQLite, opened the same way whether it is open or sealed."""

"""The markings of a library: of its documents, of folders they come from, and the ceiling above which none is kept."""

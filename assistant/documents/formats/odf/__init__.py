"""OpenDocument texts, sheets and slides, from the XML that they keep."""

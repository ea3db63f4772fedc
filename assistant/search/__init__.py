"""FIND: from a question to ranked evidence."""

"""SHARE: answers and briefs as files, with citations and markings."""

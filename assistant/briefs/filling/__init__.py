"""Filling a template: the program selects what stands on the pages, a model at most words it."""

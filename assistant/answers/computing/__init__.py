"""Redoing the arithmetic of a claim: figures that no page prints but that follow from printed ones."""

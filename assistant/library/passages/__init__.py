"""Cutting pages into passages: the unit that is embedded, found and cited."""

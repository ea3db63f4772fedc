"""PROVE: run the whole journey under watch, and say in a signed report what was seen."""

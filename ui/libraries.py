"""How libraries are called."""

from __future__ import annotations

FIRST_LIBRARY = "default"
"""The library that makes itself at the first start."""

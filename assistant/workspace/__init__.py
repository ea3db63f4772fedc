"""The composition root and its parts; both front ends work through it alone."""

from assistant.workspace.root import Workspace
from assistant.workspace.shelf import DEFAULT_LIBRARY

__all__ = ["DEFAULT_LIBRARY", "Workspace"]

"""What Chroma asks its module of this name for, as it is where tracing is off: nothing is told to anybody.

The packed program carries this in the place of Chroma's own module, which loads OpenTelemetry and gRPC (18 MB) even
where it is told to trace nothing. The program never turns tracing on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from chromadb.config import Component

Traced = TypeVar("Traced", bound=Callable[..., object])

tracer = None


class OpenTelemetryGranularity(Enum):
    """How much would be traced."""

    NONE = "none"
    OPERATION = "operation"
    OPERATION_AND_SEGMENT = "operation_and_segment"
    ALL = "all"


class OpenTelemetryClient(Component):
    """The part of Chroma that would connect to whoever collects traces."""


def trace_method(
    trace_name: str,  # noqa: ARG001 - the names are Chroma's
    trace_granularity: OpenTelemetryGranularity,  # noqa: ARG001
    attributes: Mapping[str, object] | None = None,  # noqa: ARG001
) -> Callable[[Traced], Traced]:
    """Return a decorator that leaves a method as it is."""
    return lambda method: method


def add_attributes_to_current_span(attributes: Mapping[str, object]) -> None:
    """Tell nobody."""

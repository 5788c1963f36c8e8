"""Shipped fakes: an artist in memory, and the OpenAI service on this machine. For tests, and for rehearsing a paid run."""

from typing import TYPE_CHECKING, Any

from storyboard.testing.backend import FakeBackend
from storyboard.testing.bills import Bill, TextPrices
from storyboard.testing.clock import Clock, RealClock, VirtualClock
from storyboard.testing.faults import FAULTS, Fault
from storyboard.testing.flavours import FLAVOURS
from storyboard.testing.limits import TIERS, Limits
from storyboard.testing.pictures import Slip, read_slip
from storyboard.testing.process import OpenAIServiceProcess
from storyboard.testing.requests import SeenReference, SeenRequest

if TYPE_CHECKING:
    from storyboard.testing.openai_service import OpenAIService
    from storyboard.testing.openai_service import OpenAIService as FakeImageService

__all__ = [
    "FAULTS",
    "FLAVOURS",
    "TIERS",
    "Bill",
    "Clock",
    "FakeBackend",
    "FakeImageService",
    "Fault",
    "Limits",
    "OpenAIService",
    "OpenAIServiceProcess",
    "RealClock",
    "SeenReference",
    "SeenRequest",
    "Slip",
    "TextPrices",
    "VirtualClock",
    "read_slip",
]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: a module that is run with -m must not have been imported by its package.
    if name in {"OpenAIService", "FakeImageService"}:
        from storyboard.testing.openai_service import OpenAIService

        return OpenAIService
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

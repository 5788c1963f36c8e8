"""Shipped fakes: an artist in memory, and the image service on this machine. For tests, and for trying things for nothing."""

from storyboard.testing.backend import FakeBackend
from storyboard.testing.faults import FAULTS, Fault
from storyboard.testing.service import Bill, FakeImageService, SeenReference, SeenRequest

__all__ = ["FAULTS", "Bill", "FakeBackend", "FakeImageService", "Fault", "SeenReference", "SeenRequest"]

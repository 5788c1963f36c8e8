"""Bundles: every shot's pictures at one exact size with its motion prompt, for image-to-video tools."""

from storyboard.bundles.export import BundleReport, export_bundle
from storyboard.bundles.handoff import Handoff, HandoffPicture, Message, write_handoff
from storyboard.bundles.manifest import Manifest, manifest_schema
from storyboard.bundles.target import Target, known_targets, load_target

__all__ = [
    "BundleReport",
    "Handoff",
    "HandoffPicture",
    "Manifest",
    "Message",
    "Target",
    "export_bundle",
    "known_targets",
    "load_target",
    "manifest_schema",
    "write_handoff",
]

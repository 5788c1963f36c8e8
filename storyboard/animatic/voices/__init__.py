"""Scratch voices: lines spoken by a program, by a service, or by whoever recorded them, behind one seam."""

from storyboard.animatic.voices.base import Line, Timbre, VoiceEngine
from storyboard.animatic.voices.casting import cast_voices
from storyboard.animatic.voices.espeak import Espeak
from storyboard.animatic.voices.lines import lines_of
from storyboard.animatic.voices.piper import Piper
from storyboard.animatic.voices.recorded import Recordings, find_recordings
from storyboard.animatic.voices.service import SpeechPlan, SpeechService, SpokenPart
from storyboard.animatic.voices.store import SpokenStore

__all__ = [
    "Espeak",
    "Line",
    "Piper",
    "Recordings",
    "SpeechPlan",
    "SpeechService",
    "SpokenPart",
    "SpokenStore",
    "Timbre",
    "VoiceEngine",
    "cast_voices",
    "find_recordings",
    "lines_of",
]

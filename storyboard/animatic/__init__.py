"""The animatic: a timeline of stills as a film, frame-exact, with moves, captions, voices and music.

`render_animatic` writes the mp4; `as_clip` gives the same pictures to moviepy. `voices` speaks the lines; `place_sound`
lays them, effects and music out in time. Everything is loaded when first used, so that importing this room costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from storyboard.animatic.burnin import BurnIn
    from storyboard.animatic.captions import hurry_of, missing_letters
    from storyboard.animatic.clip import as_clip
    from storyboard.animatic.contact import write_contact_sheet
    from storyboard.animatic.cuts import FilmCut
    from storyboard.animatic.gif import write_gif
    from storyboard.animatic.measure import Measured, Measurements
    from storyboard.animatic.placing import Placed, fit_to_voices, place_sound
    from storyboard.animatic.plan import plan_segments
    from storyboard.animatic.ranges import clips_between
    from storyboard.animatic.render import AnimaticReport, encode_ready, render_animatic
    from storyboard.animatic.soundtrack import Soundtrack
    from storyboard.animatic.stems import Marker, write_stems
    from storyboard.animatic.subtitles import subtitles_of, to_srt, to_vtt
    from storyboard.animatic.voices import (
        Espeak,
        Line,
        Piper,
        SpeechPlan,
        SpeechService,
        SpokenPart,
        SpokenStore,
        Timbre,
        VoiceEngine,
        cast_voices,
        find_recordings,
        lines_of,
    )

__all__ = [
    "AnimaticReport",
    "BurnIn",
    "Espeak",
    "FilmCut",
    "Line",
    "Marker",
    "Measured",
    "Measurements",
    "Piper",
    "Placed",
    "Soundtrack",
    "SpeechPlan",
    "SpeechService",
    "SpokenPart",
    "SpokenStore",
    "Timbre",
    "VoiceEngine",
    "as_clip",
    "cast_voices",
    "clips_between",
    "encode_ready",
    "find_recordings",
    "fit_to_voices",
    "hurry_of",
    "lines_of",
    "missing_letters",
    "place_sound",
    "plan_segments",
    "render_animatic",
    "subtitles_of",
    "to_srt",
    "to_vtt",
    "write_contact_sheet",
    "write_gif",
    "write_stems",
]

_HOMES = {
    "AnimaticReport": "render",
    "BurnIn": "burnin",
    "FilmCut": "cuts",
    "Espeak": "voices",
    "Line": "voices",
    "Marker": "stems",
    "Measured": "measure",
    "Measurements": "measure",
    "Piper": "voices",
    "Placed": "placing",
    "Soundtrack": "soundtrack",
    "SpeechPlan": "voices",
    "SpeechService": "voices",
    "SpokenPart": "voices",
    "SpokenStore": "voices",
    "Timbre": "voices",
    "VoiceEngine": "voices",
    "as_clip": "clip",
    "clips_between": "ranges",
    "encode_ready": "render",
    "cast_voices": "voices",
    "find_recordings": "voices",
    "fit_to_voices": "placing",
    "hurry_of": "captions",
    "lines_of": "voices",
    "missing_letters": "captions",
    "place_sound": "placing",
    "plan_segments": "plan",
    "render_animatic": "render",
    "subtitles_of": "subtitles",
    "to_srt": "subtitles",
    "to_vtt": "subtitles",
    "write_contact_sheet": "contact",
    "write_gif": "gif",
    "write_stems": "stems",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"storyboard.animatic.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

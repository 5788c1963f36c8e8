"""Recorded, synthesised and bought voices, from a project to the film."""

from __future__ import annotations

import wave
from decimal import Decimal
from pathlib import Path

import av
import pytest

from storyboard.errors import BudgetError, ProjectError
from storyboard.flows import SoundOptions, burn_in_of, make_animatic, price_of_voices
from storyboard.media import read_sound
from storyboard.model import Silence
from storyboard.paid import read_money, speech_model
from storyboard.project import Project, open_project
from storyboard.testing import FakeImageService

SCRIPT = """INT. LAMP ROOM - NIGHT

MARA polishes the lens. A BELL RINGS.

MARA
I never saw the pier again.

TOMAS (V.O.)
Nobody did.
"""
OPENAI = SoundOptions(voices="openai")
SMALL = (128, 72)


class Notes(Silence):
    def __init__(self) -> None:
        self.said: list[str] = []

    def note(self, message: str) -> None:
        self.said.append(message)


@pytest.fixture
def film(tmp_path: Path) -> Project:
    root = tmp_path / "film"
    root.mkdir()
    bible = "schema: 1\nscript: a.fountain\ncharacters:\n  MARA: {voice: a warm woman}\n  TOMAS: {voice: a deep man}\n"
    (root / "storyboard.yaml").write_text(bible, encoding="utf-8")
    (root / "a.fountain").write_text(SCRIPT, encoding="utf-8")
    return open_project(root)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch):
    service = FakeImageService()
    with service.serve() as url:
        monkeypatch.setenv("OPENAI_BASE_URL", url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789")
        yield service


def record(path: Path, seconds: float) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x20\x00\xe0" * round(seconds * 4000))


def loudest(path: Path) -> float:
    return max(float(abs(block).max()) for block in read_sound(path))


def test_lines_are_bought_once_within_the_ledger_and_kept_with_the_project(film, fake):
    plan = price_of_voices(film, OPENAI)
    assert len(plan.parts) == 2
    assert plan.quote.estimate == sum(
        speech_model().price(len(text)) for text in ("I never saw the pier again.", "Nobody did.")
    )
    assert any("2027-01-06" in warning for warning in plan.warnings)
    assert fake.bills == []
    film_path = make_animatic(film, sound=OPENAI, size=SMALL).path
    assert loudest(film_path) > 0.1
    assert {bill.endpoint for bill in fake.bills} == {"audio/speech"}
    money = read_money(film.layout.state, Decimal(10))
    assert money.spent_usd == plan.quote.estimate
    assert len(list((film.root / "voices" / "bought").glob("*.wav"))) == 2
    again = price_of_voices(film, OPENAI)
    assert (again.parts, again.known) == ((), 2)
    report = make_animatic(film, sound=OPENAI, size=SMALL)
    assert len(fake.bills) == 2
    assert report.segments_rendered == 0


def test_nothing_is_bought_beyond_the_budget(film, fake):
    with pytest.raises(BudgetError):
        make_animatic(film, sound=SoundOptions(voices="openai", budget=Decimal("0.0001")), size=SMALL)
    assert fake.bills == []


def test_a_recording_goes_before_every_voice_and_needs_none(film, fake):
    silent = make_animatic(film, size=SMALL).path
    assert loudest(silent) < 0.001
    speaking = next(clip.shot for clip in _clips(film) if clip.shot.dialogue)
    record(film.root / "voices" / f"{speaking.id}.wav", 1.0)
    assert loudest(make_animatic(film, size=SMALL).path) > 0.1
    assert price_of_voices(film, OPENAI).recorded == 1
    assert len(price_of_voices(film, OPENAI).parts) == 1


def test_shots_follow_their_voices_in_the_film_and_nowhere_else(film):
    before = film.layout.shots.read_bytes() if film.layout.shots.exists() else b""
    speaking = next(clip.shot for clip in _clips(film) if clip.shot.dialogue)
    record(film.root / "voices" / f"{speaking.id}.wav", 9.0)
    record(film.root / "voices" / "s099_0010.wav", 1.0)
    notes = Notes()
    short = make_animatic(film, size=SMALL, progress=notes)
    assert any("--fit-voices" in note for note in notes.said)
    assert any("voices/s099_0010.wav" in note for note in notes.said)
    long = make_animatic(film, size=SMALL, sound=SoundOptions(fit=True))
    assert long.frames > short.frames + 24
    if before:
        assert film.layout.shots.read_bytes() == before


def test_subtitles_stems_and_slate_go_with_the_film(film, tmp_path):
    speaking = next(clip.shot for clip in _clips(film) if clip.shot.dialogue)
    record(film.root / "voices" / f"{speaking.id}.wav", 1.0)
    report = make_animatic(
        film, size=SMALL, subtitles=("track", "srt", "vtt"), stems=tmp_path / "stems", burn_in=burn_in_of(slate=True)
    )
    with av.open(str(report.path)) as container:
        (track,) = container.streams.subtitles
        texts = [bytes(packet)[2:].decode() for packet in container.demux(track) if packet.size]
        assert float(track.duration * track.time_base) <= report.seconds
    assert "MARA: I never saw the pier again." in " ".join(texts).replace("\n", " ")
    assert "I never saw the" in report.path.with_suffix(".srt").read_text(encoding="utf-8")
    assert report.path.with_suffix(".vtt").read_text(encoding="utf-8").startswith("WEBVTT")
    assert (tmp_path / "stems" / "dialogue-MARA.wav").is_file()
    with av.open(str(make_animatic(film, size=SMALL).path)) as container:
        assert not container.streams.subtitles
    with av.open(str(make_animatic(film, size=SMALL, captions=False).path)) as container:
        assert container.streams.subtitles


def test_a_film_without_its_music_is_not_begun(film):
    with pytest.raises(ProjectError, match="music is not there"):
        make_animatic(film, music=film.root / "none.wav", size=SMALL)


def _clips(film: Project):
    from storyboard.flows.film import film_timeline
    from storyboard.flows.shots import current_shots

    return film_timeline(film, current_shots(film).shot_list).clips

"""A small film with everything a board must cope with: nothing drawn, out of date, two pictures, four writing systems."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from storyboard.media import sha256_of
from storyboard.model import (
    FORMATS,
    Action,
    Clip,
    DialogueLine,
    Direction,
    Head,
    Heading,
    Landmarks,
    Move,
    Movement,
    Quality,
    Receipt,
    SceneSummary,
    Shot,
    Size,
    Slot,
    Source,
    Subject,
    Take,
    Timeline,
    TransitionKind,
    Voice,
)

CLOSING_TAG = 'He said </script><img src=x onerror=alert(1)> & "left".'
ARABIC = "البحر لا ينسى أحدًا."
CHINESE = "灯塔又亮了。"


def draw_take(
    folder: Path, shot_id: str, *, part: str = "start", size: tuple[int, int] = (640, 360), hue: int = 40
) -> Take:
    """A picture with a round head on a ground, as a take whose receipt knows where the head is."""
    width, height = size
    picture = Image.new("RGB", size, (hue, 90, 140))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, height * 2 // 3, width, height), fill=(60, 70, hue))
    pen.ellipse((width * 0.6, height * 0.2, width * 0.75, height * 0.5), fill=(230, 180, 150))
    path = folder / f"{shot_id}-{part}.png"
    picture.save(path)
    slot = Slot.shot(shot_id, part)
    receipt = Receipt(
        slot=str(slot),
        take=1,
        file=path.name,
        sha256=sha256_of(path),
        backend="previs",
        quality=Quality.FINAL,
        width=width,
        height=height,
        landmarks=Landmarks(heads=(Head(character="MARA", x=0.6, y=0.2, width=0.15, height=0.3),)),
        created=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Take(slot=slot, number=1, path=path, receipt=receipt)


def as_draft(take: Take) -> Take:
    """The same take from the draft pass."""
    return take.model_copy(update={"receipt": take.receipt.model_copy(update={"quality": Quality.DRAFT})})


def make_film(folder: Path) -> Timeline:
    """Two scenes, eight shots."""

    def shot(scene: str, tens: int, order: int, number: str, **fields: object) -> Shot:
        source = Source(file="film.fountain", line=10 + order * 3, line_end=11 + order * 3)
        base = {"id": f"{scene}_{tens:04d}", "scene": scene, "number": number, "order": order, "source": source}
        return Shot.model_validate({"duration_frames": 48, **base, **fields})

    shots = [
        shot(
            "s001",
            10,
            0,
            "1A",
            size=Size.EWS,
            action=Action(text="A lighthouse stands dark."),
            transition_in=TransitionKind.FADE_IN,
        ),
        shot(
            "s001",
            20,
            1,
            "1B",
            size=Size.CU,
            duration_frames=84,
            movement=Movement(move=Move.PUSH, direction=Direction.IN),
            subjects=(Subject(character="MARA"),),
            dialogue=(DialogueLine(character="MARA", text="They stopped asking.", voice=Voice.VOICE_OVER),),
            frame_text=("LIGHT CLOSED",),
        ),
        shot("s001", 30, 2, "1C", dialogue=(DialogueLine(character="TOMAS", text=CLOSING_TAG),), note="=1+1"),
        shot(
            "s001",
            40,
            3,
            "1D",
            movement=Movement(move=Move.PAN, direction=Direction.LEFT),
            action=Action(text="Tomas falls.", start="He slips.", motion="He falls.", end="He lies on the floor."),
            transition_out=TransitionKind.DISSOLVE,
        ),
        shot(
            "s002",
            10,
            4,
            "2A",
            dialogue=(DialogueLine(character="نور", text=ARABIC),),
            transition_in=TransitionKind.DISSOLVE,
        ),
        shot("s002", 20, 5, "2B", dialogue=(DialogueLine(character="玛拉", text=CHINESE),)),
        shot("s002", 30, 6, "2C", frame_from="s002_0010", redo="too dark"),
        shot("s002", 40, 7, "2D", overlay_text=("THE END",), transition_out=TransitionKind.FADE_OUT),
    ]
    takes = {item.id: draw_take(folder, item.id, hue=30 * item.order + 20) for item in shots if item.id != "s002_0020"}
    takes["s002_0030"] = takes["s002_0010"]
    clips, at = [], 0
    for item in shots:
        clips.append(
            Clip(
                shot=item,
                start_frame=at,
                start_take=takes.get(item.id),
                end_take=draw_take(folder, item.id, part="end", hue=200) if item.id == "s001_0040" else None,
                stale=("the look of TOMAS changed",) if item.id == "s001_0030" else (),
            )
        )
        at += item.duration_frames
    scenes = (
        SceneSummary(id="s001", number="1", heading=Heading(text="EXT. CLIFF PATH - DUSK", place="CLIFF PATH"), line=8),
        SceneSummary(id="s002", number="2", heading=Heading(text="INT. LAMP ROOM - NIGHT", place="LAMP ROOM"), line=20),
    )
    return Timeline(
        title="The <Light> & Co", format=FORMATS["16:9"], fps=Fraction(24), scenes=scenes, clips=tuple(clips)
    )


@pytest.fixture
def film(tmp_path: Path) -> Timeline:
    """The film, with its pictures under ``takes/`` of the test's folder."""
    folder = tmp_path / "takes"
    folder.mkdir()
    return make_film(folder)

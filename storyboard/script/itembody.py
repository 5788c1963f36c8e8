"""The lines under an item of a list: labelled fields, speeches, camera words, or more of what is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.script.camera import camera_parts, is_camera
from storyboard.script.cue import is_cue_name, split_cue
from storyboard.script.emphasis import plain
from storyboard.script.entry import Cell
from storyboard.script.fields import CAMERA_FIELDS, Field, field_of
from storyboard.script.heading import read_heading
from storyboard.script.lengths import read_span, read_start
from storyboard.script.speech import Heard, is_voice_over, split_heard

LABEL = re.compile(
    r"[ \t\u3000]*(?:[-*•>–][ \t]+)?[*_]{0,3}(?P<label>[^\W\d_][^:：\n*]{0,40}?)[*_]{0,3}[ \t]*[:：][*_]{0,3}[ \t]*(?P<rest>.*)"
)
_BULLET = re.compile(r"^[ \t\u3000]*(?:[-*•–>][ \t]+|\([a-z]\)[ \t]*|[a-z][.)][ \t]+)")


@dataclass(frozen=True)
class ItemBody:
    """The lines under an item: from the index `start` up to `end`."""

    lines: list[str]
    start: int
    end: int

    def cells(self) -> list[Cell]:
        """What they say, each in a cell of its own."""
        found: list[Cell] = []
        current: tuple[Field, str] | None = None
        index = self.start
        while index < self.end:
            line = self.lines[index]
            number = index + 1
            index += 1
            words = plain(_BULLET.sub("", line, count=1)).strip().strip("*_")
            if not words:
                current = None
                continue
            if re.fullmatch(r"[-=*_# ]{3,}", words):
                continue
            field_line = labelled(line, number)
            if field_line:
                current = (field_line.field, field_line.label) if not field_line.text else None
                if field_line.text:
                    found.append(field_line)
                continue
            name, extensions, _ = split_cue(words)
            following = self.lines[index].strip() if index < self.end else ""
            if (
                is_cue_name(name)
                and following
                and len(name.split()) <= 4
                and not words.endswith((".", "!", "?", ":"))
                and not is_camera(words)
                and labelled(following, 0) is None
            ):
                end = index
                while end < self.end and self.lines[end].strip():
                    end += 1
                spoken = "\n".join(plain(row).strip() for row in self.lines[index:end])
                bracket = f" ({extensions[0]})" if extensions else ""
                manner, _, after = spoken.partition("\n")
                if after and manner.startswith("(") and manner.endswith(")"):
                    spoken = f"{manner} {after}"
                found.append(Cell(Field.DIALOGUE, "", f"{name}{bracket}: {spoken}", number, end))
                index = end
                continue
            if current:
                found.append(Cell(current[0], current[1], words, number, number))
            elif is_camera(words) or all(map(is_camera, camera_parts(words))):
                found.append(Cell(Field.CAMERA, "camera", words, number, number))
            else:
                found.append(_unlabelled(words, number))
        return found


def _unlabelled(words: str, number: int) -> Cell:
    """A line without a label: a length, what is said, or what is seen."""
    bare = words.strip("()[]（） ")
    if read_span(bare, bare=False):
        return Cell(Field.TIME, "", bare, number, number)
    pieces = split_heard(words, audio=False)
    heard = bool(pieces) and all(piece.kind is not Heard.REST for piece in pieces)
    return Cell(Field.AUDIO if heard else Field.ACTION, "", words, number, number)


def labelled(line: str, number: int) -> Cell | None:
    """A line such as ``Camera: slow push in``; None when its first words are no field of a shot."""
    match = LABEL.fullmatch(line)
    if match is None:
        return None
    label, rest = plain(match["label"]).strip(), plain(match["rest"]).strip().strip("*_").strip()
    field = field_of(label)
    if field is None:
        return None
    if field is Field.SHOT:
        field = Field.CAMERA
    elif field is Field.SCENE:
        field = Field.ACTION
    if (
        field in {Field.TIME, Field.DURATION, Field.START, Field.END}
        and rest
        and not (read_span(rest) or read_start(rest))
    ):
        field = Field.DAYTIME if read_heading(f"INT. X - {rest}").time_raw else Field.NOTE
    if (
        field is Field.CAMERA
        and rest
        and label.isupper()
        and not all(map(is_camera, camera_parts(rest)))
        and label.casefold() not in {"camera", "shot", "cam"}
    ):
        return None
    if field in CAMERA_FIELDS and len(rest) > 400:
        field = Field.NOTE
    if field is Field.VOICE_OVER and rest:
        # Kept with its label: VO (NORA) and 旁白 say whose voice it is.
        rest = f"{label}: {rest}" if is_voice_over(re.sub(r"[(（].*", "", label)) else f"VO: {rest}"
    return Cell(field, label, rest, number, number)

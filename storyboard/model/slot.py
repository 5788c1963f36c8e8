"""A slot is what a take belongs to: ``shot/s012_0010/start``, ``character/MARA/anchor``."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from pydantic import field_validator

from storyboard.model.base import Noun

_SAFE = re.compile(r"[\w][\w .'-]{0,79}")
_MAX_BYTES = 240
# What a file name may not hold is spelt by its number: CAFÉ/BAR -> CAFÉ_2f_BAR. So is an underscore that could be read
# as the beginning of such a number.
_SPELT = re.compile(r"_([0-9a-f]{1,6})_")
_LOOKS_SPELT = re.compile(r"_(?=[0-9a-f])")
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\..*)?", re.IGNORECASE)


class SlotKind(StrEnum):
    """What is pictured.

    A shot; a character, a place or a thing (anchor, sheet, plate); a title or end card; a poster; a comic page of
    several shots; a shot's picture widened to another format; a sheet of several shots' drafts, to be cut apart; a clip
    that came back.
    """

    SHOT = "shot"
    CHARACTER = "character"
    LOCATION = "location"
    PROP = "prop"
    CARD = "card"
    POSTER = "poster"
    COMIC = "comic"
    EXPANSION = "expansion"
    SHEET = "sheet"
    CLIP = "clip"


class Slot(Noun):
    """The key of takes, receipts, picks, plan rows and ledger entries; as text ``kind/id/part``."""

    kind: SlotKind
    id: str
    part: str

    @field_validator("id", "part")
    @classmethod
    def _is_a_file_name(cls, value: str) -> str:
        # Slots become folders, so nothing that leads out of one may pass. Vowel signs and accents that are characters
        # of their own (Devanagari, Thai, decomposed Latin) belong to the letter before them.
        letters = "".join(char for char in value if not unicodedata.category(char).startswith("M"))
        too_long = len(value.encode("utf-8", "surrogatepass")) > _MAX_BYTES
        if too_long or not _SAFE.fullmatch(letters) or value[0] != letters[0] or value.endswith((".", " ")):
            raise ValueError(f"{value!r} cannot be part of a slot")
        return value

    @classmethod
    def shot(cls, shot_id: str, part: str = "start") -> Slot:
        """The slot of a shot's first (``start``) or last (``end``) picture."""
        return cls(kind=SlotKind.SHOT, id=shot_id, part=part)

    @classmethod
    def named(cls, kind: SlotKind, name: str, part: str) -> Slot:
        """The slot of somebody or something, whatever letters the name has.

        Raises:
            ValueError: The name is too long to be a folder's.
        """
        return cls(kind=kind, id=slot_word(name), part=part)

    @classmethod
    def parse(cls, text: str) -> Slot:
        """The slot that `str(slot)` wrote."""
        kind, shot_id, part = text.split("/")
        return cls(kind=SlotKind(kind), id=shot_id, part=part)

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}/{self.part}"


def slot_word(name: str) -> str:
    """The name as a slot's `id` or `part` can hold it; `name_in_slot` gives it back."""
    word = "".join(
        char if _fits(char) and not _LOOKS_SPELT.match(name, index) else _spell(char) for index, char in enumerate(name)
    )
    if word and (not re.match(r"\w", word[0]) or _DEVICES.fullmatch(word)):
        word = _spell(word[0]) + word[1:]
    if word.endswith((".", " ")):
        word = word[:-1] + _spell(word[-1])
    return word


def name_in_slot(word: str) -> str:
    """The name that `slot_word` made this of."""
    return _SPELT.sub(lambda match: chr(int(match[1], 16)), word)


def _fits(char: str) -> bool:
    return re.fullmatch(r"[\w .'-]", char) is not None or unicodedata.category(char).startswith("M")


def _spell(char: str) -> str:
    return f"_{ord(char):x}_"

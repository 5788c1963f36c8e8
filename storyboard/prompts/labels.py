"""Names for people that a video model can see: ``the woman in the yellow raincoat``; it knows no MARA."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.model import Bible, Staging, Subject
from storyboard.prompts.wording import one_line

_KIND = re.compile(
    "woman|man|girl|boy|baby|toddler|child|teenager|lady|gentleman|robot|android|"
    "dog|cat|horse|bird|fox|bear|wolf|rabbit|mouse|monkey|dragon|lion|tiger|elephant"
)
_GARMENT = re.compile(
    "raincoat|overcoat|trenchcoat|peacoat|coat|parka|anorak|jacket|blazer|cardigan|hoodie|sweater|jumper|jersey|"
    "pullover|sweatshirt|t-shirt|shirt|blouse|tunic|vest|waistcoat|dress|gown|robe|cloak|cape|kimono|sari|suit|"
    "tuxedo|uniform|overalls|dungarees|apron|spacesuit|armour|armor|poncho|shawl"
)
_HAIR = re.compile("hair|beard|moustache|mustache|ponytail|braids|curls|afro|bun")
# Words that end "short dark-red hair" towards the front.
_STOP = re.compile(
    "an?|the|in|on|of|with|and|or|over|under|his|her|their|its|wearing|wears?|has|have|by|to|from|is|was|who|old|young"
)
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_SIDES = {
    Staging.FAR_LEFT: "on the far left",
    Staging.LEFT: "on the left",
    Staging.CENTRE: "in the middle",
    Staging.RIGHT: "on the right",
    Staging.FAR_RIGHT: "on the far right",
}
SOMEONE = "someone off frame"


@dataclass(frozen=True)
class Label:
    """What to call somebody: in full at first, shorter after that."""

    full: str
    short: str


def labels_for(people: Sequence[Subject], bible: Bible) -> dict[str, Label]:
    """A label for each subject, by character; the name itself where the description shows nothing to go by."""
    features = {one.character: _features(one, bible) for one in people}
    kinds = [kind for kind, _ in features.values()]
    labels: dict[str, Label] = {}
    for subject in people:
        kind, mark = features[subject.character]
        only_one = bool(kind) and kinds.count(kind) == 1
        if mark and list(features.values()).count((kind, mark)) == 1:
            full = f"the {kind or 'person'} {mark}"
        elif only_one:
            full = f"the {kind}"
        elif kind and _alone_at(subject, people):
            full = f"the {kind} {_SIDES[subject.staging]}"
        else:
            full = one_line(subject.character)
        labels[subject.character] = Label(full, f"the {kind}" if only_one else full)
    return labels


def _alone_at(subject: Subject, people: Sequence[Subject]) -> bool:
    return [one.staging for one in people].count(subject.staging) == 1


def _features(subject: Subject, bible: Bible) -> tuple[str, str]:
    """What kind of being it is and what marks it: ``("woman", "in the yellow raincoat")``; blank where unknown."""
    character = bible.character(subject.character)
    if character is None:
        return "", ""
    description = one_line(character.description).lower()
    look = character.look(subject.look)
    kind = next((word for word in _WORD.findall(description) if _KIND.fullmatch(word)), "")
    garment = _phrase(one_line(look.wardrobe).lower(), _GARMENT)
    if not garment and not look.wardrobe.strip():
        garment = _phrase(description, _GARMENT)
    hair = _phrase(description, _HAIR)
    mark = f"in the {garment}" if garment else f"with the {hair}" if hair else ""
    return kind, mark


def _phrase(text: str, noun: re.Pattern[str]) -> str:
    """The first such noun in a text, with at most two words before it that describe it: ``cream jersey``."""
    for clause in re.split(r"[,;:.()]", text):
        words = _WORD.findall(clause)
        for index, word in enumerate(words):
            if noun.fullmatch(word):
                before: list[str] = []
                for earlier in reversed(words[max(0, index - 2) : index]):
                    if _STOP.fullmatch(earlier):
                        break
                    before.insert(0, earlier)
                return " ".join([*before, word])
    return ""

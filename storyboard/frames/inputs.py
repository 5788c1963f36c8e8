"""The named inputs of a picture: what it depends on, each under a name a person understands.

A receipt keeps them; whether a take is current is decided by comparing them with today's, one by one, so that the
answer can say what changed, from what to what, and where. Among them are what can be seen of the shot, of its people,
place and things, the film's style, the user's own wording, and the bible's pictures of all these. Not among them:
length, order, numbering, camera moves (save in the built-in artist's last pictures), captions, the words of a dialogue;
the program and its templates; other pictures of the film that went along (master, previous, layout); and the reference
policy, which is noted only to be read.

The rule for whoever adds an input: at its default it does not appear, so that takes made before it was known stay
current. A name or a way to write a value that has been written once is never changed; that needs a new `SCHEMA` and the
old computation beside `legacy_inputs`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from storyboard.model import Bible, Character, ReferencePolicy, Role, Shot, Subject, parse_policy
from storyboard.prompts import Picture

SCHEMA = 2
# Noted, never compared: which of the bible's pictures were meant to go along.
POLICY = "references"
FINISH = "finish"
# Of the built-in artist's last pictures: where the camera has got to.
MOVEMENT = "movement"
# The wish to draw it again, and what is wrong.
WISH = "redo"

_SHOT_FIELDS = (
    "size", "angle", "framing", "lens", "light", "interior", "location", "sub_location", "time", "props", "frame_text",
    "redo",
)  # fmt: skip
# Of whose entries in the bible the inputs speak, and what stands around their names.
_OWNERS = (
    ("characters", "the picture of |the sheet of |", "'s \\w+| in the frame|"),
    ("locations", "the picture of the place |the place ", ""),
    ("props", "the picture of the prop |the prop ", ""),
)
_TELLS_NAMES = ("action", "'s acting", "location", "props")
_LOOK_FIELDS = ("wardrobe", "age", "state", "injury")
_DEFAULT_POLICY = "anchor+location"
_HASH_LENGTH = 16
_LONGEST = 240
SHOT, BIBLE = "shots.yaml", "storyboard.yaml"


class Input(NamedTuple):
    """One input. `file` says whose it is, `path` leads to it there; an empty value is not written down."""

    name: str
    value: str
    file: str
    path: tuple[str, ...]


def named_inputs(
    shot: Shot, bible: Bible, pictures: Sequence[Picture], *, part: str, policy: ReferencePolicy
) -> dict[str, str]:
    """What the picture of a shot depends on.

    Args:
        shot: The shot.
        bible: The project's bible.
        pictures: The bible's pictures that go along under `policy`.
        part: ``start`` or ``end``.
        policy: What of the bible's pictures is sent, as far as the artist looks at it.

    Returns:
        Name -> value; of long values the beginning and a hash.
    """
    found = {one.name: one.value for one in inputs_of(shot, bible, pictures, part=part) if one.value}
    noted = f"{policy.people}{'+location' if policy.location else ''}"
    return found if noted == _DEFAULT_POLICY else {**found, POLICY: noted}


def later_inputs(shot: Shot, bible: Bible, *, part: str) -> dict[str, str]:
    """Those that schema 1 did not know."""
    known = ("'s injury", "the film's wording", "the shot's wording", "the wording of ")
    return {
        one.name: one.value
        for one in inputs_of(shot, bible, (), part=part)
        if one.value and (one.name.endswith(known[0]) or one.name.startswith(known[1:]))
    }


def policy_of(inputs: Mapping[str, str]) -> ReferencePolicy:
    """Under which policy these inputs were gathered; extras that are no inputs are left out."""
    return parse_policy(inputs.get(POLICY, _DEFAULT_POLICY))


def inputs_of(shot: Shot, bible: Bible, pictures: Sequence[Picture], *, part: str) -> Iterator[Input]:
    """All inputs, those with nothing in them too, in a fixed order."""
    for name in _SHOT_FIELDS:
        value = getattr(shot, name)
        written = " / ".join(value) if isinstance(value, tuple) else str(value)
        yield Input(name, shortened(written), SHOT, (name,))
    action = shot.action
    happens = action.end or action.text if part == "end" else action.start or action.text
    yield Input("action", shortened(happens), SHOT, ("action",))
    yield Input("the shot's wording", shortened(shot.wording), SHOT, ("wording",))
    for subject in shot.subjects:
        if subject.on_screen and (subject.in_end if part == "end" else subject.in_start):
            yield from _of_subject(subject, bible)
    place = bible.location(shot.location)
    if place is not None:
        path = ("locations", place.name, "description")
        yield Input(f"the place {place.name}", shortened(place.description), BIBLE, path)
    for name in shot.props:
        prop = bible.prop(name)
        if prop is not None:
            path = ("props", prop.name, "description")
            yield Input(f"the prop {prop.name}", shortened(prop.description), BIBLE, path)
    yield Input("style", shortened(bible.style.text), BIBLE, ("style", "text"))
    yield Input("what to avoid", shortened("; ".join(bible.style.avoid)), BIBLE, ("style", "avoid"))
    # The built-in artist's: whoever looks at a paid picture leaves it out.
    finish = bible.style.finish if bible.style.finish != "clean" else ""
    yield Input(FINISH, finish, BIBLE, ("style", "finish"))
    yield Input("the film's wording", shortened(bible.wording.add), BIBLE, ("wording", "add"))
    for section, template in sorted(bible.wording.sections.items()):
        path = ("wording", "sections", section)
        yield Input(f"the wording of {section}", shortened(template), BIBLE, path)
    yield Input("format", "x".join(str(side) for side in bible.format.draw), BIBLE, ("format",))
    yield from _of_pictures(shot, bible, pictures)


def _of_subject(subject: Subject, bible: Bible) -> Iterator[Input]:
    character = bible.character(subject.character)
    # The bible's own name, so that an alias the script uses elsewhere is the same person.
    name = character.name if character else subject.character
    stands = (subject.staging, f"facing {subject.facing}", "shoulder" if subject.shoulder else "")
    yield Input(f"{name} in the frame", " ".join(word for word in stands if word), SHOT, ("subjects",))
    acting = shortened(f"{subject.expression} {subject.action}")
    yield Input(f"{name}'s acting", acting, SHOT, ("subjects",))
    if character is None:
        return
    path = ("characters", character.name)
    yield Input(f"{name}'s description", shortened(character.description), BIBLE, (*path, "description"))
    look = character.look(subject.look)
    for field in _LOOK_FIELDS:
        yield Input(f"{name}'s {field}", shortened(getattr(look, field)), BIBLE, (*path, "looks", look.name, field))


def _of_pictures(shot: Shot, bible: Bible, pictures: Sequence[Picture]) -> Iterator[Input]:
    found: dict[str, list[str]] = {}
    paths: dict[str, tuple[str, ...]] = {}
    for picture in pictures:
        name, path = _owner(picture, shot, bible)
        found.setdefault(name, []).append(picture.sha256[:_HASH_LENGTH])
        paths[name] = path
    for name, hashes in found.items():
        yield Input(name, " ".join(hashes), BIBLE, paths[name])


def _owner(picture: Picture, shot: Shot, bible: Bible) -> tuple[str, tuple[str, ...]]:
    match picture.role:
        case Role.CHARACTER | Role.SHEET:
            character = bible.character(picture.name)
            name = character.name if character else picture.name
            if picture.role is Role.SHEET:
                return f"the sheet of {name}", ("characters", name, "sheets")
            return f"the picture of {name}", _path_of_look(picture.name, character, shot)
        case Role.LOCATION:
            return f"the picture of the place {picture.name}", ("locations", picture.name, "references")
        case Role.PROP:
            return f"the picture of the prop {picture.name}", ("props", picture.name, "references")
        case _:
            return "the picture of the style", ("style", "references")


def _path_of_look(called: str, character: Character | None, shot: Shot) -> tuple[str, ...]:
    if character is None:
        return ("characters", called)
    worn = next((one.look for one in shot.subjects if one.character == called), "")
    own = next((look for look in character.looks if look.name == worn and look.references), None)
    return ("characters", character.name, *(("looks", own.name) if own else ()), "references")


def under_todays_names(then: Mapping[str, str], bible: Bible) -> dict[str, str]:
    """A receipt's inputs with people, places and props by the names they have now.

    A new name that keeps the old one as an alias changes nothing that can be seen.
    """
    renamed = dict(then)
    for owners, before, after in _OWNERS:
        for owner in getattr(bible, owners):
            for alias in owner.aliases:
                told = re.compile(rf"({before}){re.escape(alias)}({after})")
                for name in list(renamed):
                    match = told.fullmatch(name)
                    if match and (match[1] or match[2]):
                        today = f"{match[1]}{owner.name}{match[2]}"
                        if today not in renamed:
                            renamed[today] = renamed.pop(name)
    return renamed


def same_but_for_names(bible: Bible) -> Callable[[str, str, str], bool]:
    """A test whether two values of an input differ only in what somebody or something of the bible is called.

    It takes the input's name and both values. Words that can be read in the picture are never alike.
    """
    called = {
        unicodedata.normalize("NFC", word).casefold(): owner.name
        for owners, _, _ in _OWNERS
        for owner in reversed(getattr(bible, owners))
        for word in (*owner.aliases, owner.name)
        if word.strip()
    }
    longest_first = sorted(called, key=lambda word: (-len(word), word))
    told = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in longest_first)) if called else None

    def plain(text: str) -> str:
        folded = unicodedata.normalize("NFC", text).casefold()
        return told.sub(lambda match: called[match[0]], folded) if told else folded

    def alike(name: str, before: str, after: str) -> bool:
        return name.endswith(_TELLS_NAMES) and plain(before) == plain(after)

    return alike


def shortened(text: str) -> str:
    """The text on one line where a person can read it, else its beginning and a hash of the whole."""
    flat = " ".join(text.split())
    if len(flat) <= _LONGEST:
        return flat
    digest = hashlib.sha256(flat.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{flat[:_LONGEST].rstrip()}… #{digest[:_HASH_LENGTH]}"

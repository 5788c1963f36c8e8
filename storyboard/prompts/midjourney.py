"""A shot as a Midjourney prompt, to be pasted by hand: short description first, then its parameters.

Midjourney takes one omni reference (a person or thing, ``--oref`` with its weight ``--ow``) and any number of style
references (``--sref``); the two are different things, and it reads pictures from links or from its own upload slots.
Parameters and their ranges as of version 7 (Draft Mode, Omni Reference), checked November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import gcd

from storyboard.model import Bible, Framing, Noun, Quality, Reference, Role, SceneSummary, Shot, Subject
from storyboard.prompts import phrases
from storyboard.prompts.people import Part, people_seen
from storyboard.prompts.wording import clip, listed, one_line

VERSION = "7"
OMNI_WEIGHT, STYLE_WEIGHT = 100, 100
_ROOM = 220
_MOST_PEOPLE = 4
# Its own syntax: parameters, weights, permutations that would each be billed as a picture, and links.
_SYNTAX = ((re.compile(r"-{2,}|—"), " – "), (re.compile(r":{2,}"), ": "), (re.compile(r"[{}\[\]<>|]"), ""),
           (re.compile(r"\b(?:https?|ftp)://\S*", re.IGNORECASE), ""))  # fmt: skip


class MidjourneyPrompt(Noun):
    """A prompt to paste.

    Attributes:
        text: One line, parameters and all.
        omni: The picture for the Omni Reference slot, where there is one; in `text` already if it has a link.
        style: The pictures for the Style Reference slot, likewise.
        warnings: What the picture will not be held to, as whole sentences.
    """

    text: str
    omni: Reference | None = None
    style: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()


def midjourney_prompt(
    shot: Shot,
    bible: Bible,
    references: Sequence[Reference],
    *,
    part: Part = "start",
    scene: SceneSummary | None = None,
    quality: Quality = Quality.DRAFT,
    links: Mapping[str, str] | None = None,
) -> MidjourneyPrompt:
    """The prompt for a shot's first or last picture.

    Args:
        shot: The shot.
        bible: Who is seen, and the film's style.
        references: The shot's references, as `choose_references` gives them.
        part: Which of the shot's two pictures.
        scene: The shot's scene; its heading stands in for what the shot does not say.
        quality: A draft is asked for in Draft Mode.
        links: SHA-256 of a reference -> where Midjourney can read it.
    """
    people = people_seen(shot, part)[:_MOST_PEOPLE]
    omni = _omni(people, references)
    style = tuple(ref for ref in references if ref.role is Role.STYLE)
    known = links or {}
    words = [
        _camera(shot, people),
        *(_person(one, bible) for one in people),
        _moment(shot, part),
        *_things(shot, bible),
        _place(shot, bible, scene),
        *(f'the words "{_plain(text).replace(chr(34), "")}" can be read' for text in shot.frame_text[:3]),
        _plain(clip(bible.style.text, _ROOM)),
    ]
    parameters = [f"--ar {_ratio(bible)}"]
    if omni is not None and omni.sha256 in known:
        parameters.append(f"--oref {known[omni.sha256]} --ow {OMNI_WEIGHT}")
    linked = [known[ref.sha256] for ref in style if ref.sha256 in known]
    if linked:
        parameters.append(f"--sref {' '.join(linked)} --sw {STYLE_WEIGHT}")
    avoid = [_plain(clip(text, 60)).replace(",", "") for text in bible.style.avoid[:8]]
    never = [*avoid, "watermark", "border", *([] if shot.frame_text else ["text", "letters"])]
    parameters.append(f"--no {', '.join(dict.fromkeys(word for word in never if word))}")
    if quality is Quality.DRAFT:
        parameters.append("--draft")
    parameters.append(f"--v {VERSION}")
    text = f"{', '.join(word for word in words if word)} {' '.join(parameters)}"
    return MidjourneyPrompt(text=text, omni=omni, style=style, warnings=tuple(_unheld(people, omni)))


def _omni(people: Sequence[Subject], references: Sequence[Reference]) -> Reference | None:
    """One picture only: of the first one whose face is seen, else of the first thing that has one."""
    faces = [one.character for one in people if not one.shoulder]
    for name in (*faces, *(one.character for one in people)):
        for ref in references:
            if ref.role is Role.CHARACTER and ref.name == name:
                return ref
    return next((ref for ref in references if ref.role in {Role.PACKED, Role.PROP}), None)


def _unheld(people: Sequence[Subject], omni: Reference | None) -> list[str]:
    if omni is None or omni.role is not Role.CHARACTER:
        return []
    others = [one.character for one in people if one.character != omni.name]
    if not others:
        return []
    return [f"Midjourney takes one Omni Reference: {omni.name}. {listed(others)} will only follow the description."]


def _camera(shot: Shot, people: Sequence[Subject]) -> str:
    sizes = phrases.SIZES if people else phrases.SIZES_WITHOUT_PEOPLE
    size = sizes[shot.size].partition(":")[0]
    angle = phrases.ANGLES[shot.angle].partition(":")[0]
    framing = {Framing.OVER_SHOULDER: "over the shoulder", Framing.POINT_OF_VIEW: "point of view"}.get(shot.framing, "")
    return ", ".join(word for word in (f"film still, {size}", framing, angle, _plain(shot.lens)) if word)


def _person(subject: Subject, bible: Bible) -> str:
    character = bible.character(subject.character)
    look = character.look(subject.look) if character else None
    described = _plain(clip(character.description, _ROOM)) if character else ""
    facts = [
        described or _plain(subject.character),
        f"here aged {_plain(clip(look.age, 40))}" if look and look.age else "",
        f"wearing {_plain(clip(look.wardrobe, 100))}" if look and look.wardrobe else "",
        *((_plain(clip(text, 100)) for text in (look.state, look.injury)) if look else ()),
        "seen from behind in the foreground" if subject.shoulder else phrases.STAGINGS[subject.staging],
        "" if subject.shoulder else _plain(subject.expression),
    ]
    return " ".join(fact for fact in facts if fact)


def _moment(shot: Shot, part: Part) -> str:
    action = shot.action
    own = action.end if part == "end" else action.start
    return _plain(clip(own or action.text, _ROOM)).rstrip(".")


def _things(shot: Shot, bible: Bible) -> list[str]:
    """What the props look like: their names alone say nothing to it."""
    found = {
        prop.name: prop.description for name in shot.props if (prop := bible.prop(name)) and prop.description.strip()
    }
    return [f"{_plain(name).lower()}: {_plain(clip(text, 100)).rstrip('.')}" for name, text in list(found.items())[:3]]


def _place(shot: Shot, bible: Bible, scene: SceneSummary | None) -> str:
    heading = scene.heading if scene else None
    name = shot.location or (heading.place if heading else "")
    location = bible.location(name)
    described = clip(location.description, _ROOM) if location and location.description else name.lower()
    light = shot.light or phrases.TIMES[shot.time].partition(":")[0]
    return ", ".join(
        word for word in (phrases.INTERIORS[shot.interior], _plain(described).rstrip("."), _plain(light)) if word
    )


def _plain(text: str) -> str:
    """One line without anything that Midjourney would take for a parameter, a weight, a permutation or a link."""
    line = one_line(text)
    for pattern, instead in _SYNTAX:
        line = pattern.sub(instead, line)
    return " ".join(line.split())


def _ratio(bible: Bible) -> str:
    width, height = bible.format.frame
    named = re.fullmatch(r"\d+:\d+", bible.format.name)
    divisor = gcd(width, height)
    return bible.format.name if named else f"{width // divisor}:{height // divisor}"

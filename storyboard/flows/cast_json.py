"""What ``cast --json`` prints. The keys are a promise: more may come, none is renamed."""

from __future__ import annotations

from typing import Any

from storyboard.model import CastRow, LookRow, PictureRow, Roster, ThingRow

Json = dict[str, Any]


def roster_json(roster: Roster) -> Json:
    """Characters with their looks, places and props, and what is missing or doubtful."""
    return {
        "schema": 1,
        "title": roster.title,
        "characters": [_person(person) for person in roster.people],
        "locations": [_thing(thing) for thing in roster.things if thing.kind == "location"],
        "props": [_thing(thing) for thing in roster.things if thing.kind == "prop"],
        "doubts": list(roster.doubts),
    }


def _person(person: CastRow) -> Json:
    return {
        "name": person.name,
        "aliases": list(person.aliases),
        "in_bible": person.known,
        "visible": person.visible,
        "lines": person.lines,
        "shots": person.shots,
        "scenes": list(person.scenes),
        "description": person.description,
        "voice": person.voice,
        "looks": [_look(look) for look in person.looks],
        "sheets": [_picture(picture) for picture in person.sheets],
        "takes": [picture.written for picture in person.takes],
        "found": [found.model_dump(mode="json") for found in person.found],
        "doubts": list(person.doubts),
        "missing": list(person.missing),
    }


def _look(look: LookRow) -> Json:
    return {
        "name": look.name,
        "in_bible": look.known,
        "scenes": list(look.scenes),
        **dict(look.facts),
        "references": [_picture(picture) for picture in look.pictures],
    }


def _thing(thing: ThingRow) -> Json:
    return {
        "name": thing.name,
        "in_bible": thing.known,
        "shots": thing.shots,
        "scenes": list(thing.scenes),
        "description": thing.description,
        "references": [_picture(picture) for picture in thing.pictures],
        "takes": [picture.written for picture in thing.takes],
        "missing": list(thing.missing),
    }


def _picture(picture: PictureRow) -> Json:
    return {"path": picture.written, "exists": not picture.missing}

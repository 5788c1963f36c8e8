"""The sets, and which one a slugline means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyboard.backends.previs.sets.base import Fixture, SetBrief, SetDesign
from storyboard.backends.previs.sets.boat import BOAT
from storyboard.backends.previs.sets.carriage import CARRIAGE
from storyboard.backends.previs.sets.church import CHURCH
from storyboard.backends.previs.sets.coast import COAST
from storyboard.backends.previs.sets.interiors import GENERIC_INTERIOR, INTERIORS
from storyboard.backends.previs.sets.lamp_room import LAMP_ROOM
from storyboard.backends.previs.sets.land import GENERIC_EXTERIOR, LAND
from storyboard.backends.previs.sets.mountain import MOUNTAIN
from storyboard.backends.previs.sets.street import STREET
from storyboard.backends.previs.sets.vehicle import VEHICLE
from storyboard.backends.previs.sets.words import INSIDE, OUTSIDE, kind_in_other_languages, kind_told
from storyboard.model import Interior

__all__ = ["ALL_SETS", "Fixture", "SetBrief", "SetDesign", "is_known", "set_for"]

_INSIDE = (CARRIAGE, VEHICLE, LAMP_ROOM, CHURCH, *INTERIORS)
_OUTSIDE = (BOAT, *COAST, MOUNTAIN, *LAND, STREET)
ALL_SETS = (*_INSIDE, GENERIC_INTERIOR, *_OUTSIDE, GENERIC_EXTERIOR)


def set_for(location: str, sub_location: str, interior: Interior, told: Sequence[str] = ()) -> SetDesign:
    """The set a heading means.

    The sub-location decides before the location (a kitchen in a lighthouse is a kitchen), the words of a heading's
    own side (INT or EXT) before the other's. When the heading says nothing that is known, what is `told` of the shot
    may ("a forest at dawn"); else it is a plain room or open ground.
    """
    known = _named(location, sub_location, interior)
    if known is not None:
        return known
    kind = kind_told(told)
    design = _of_kind(kind, interior) if kind else None
    if design is not None:
        return design
    return GENERIC_EXTERIOR if interior is Interior.EXT else GENERIC_INTERIOR


def is_known(location: str, sub_location: str, interior: Interior) -> bool:
    """The heading itself says what kind of place it is."""
    return _named(location, sub_location, interior) is not None


def _named(location: str, sub_location: str, interior: Interior) -> SetDesign | None:
    families = _families(interior)
    for place in (sub_location, location):
        name = place.casefold()
        if not name.strip():
            continue
        english, at = next(
            (
                (design, match.start())
                for designs in families
                for design in designs
                for match in (_first(design, name),)
                if match is not None
            ),
            (None, len(name)),
        )
        kind, start = kind_in_other_languages(name)
        # "Rue du port" is a street though "port" is English too; "Auto shop" is a shop.
        other = _of_kind(kind, interior) if kind and start < at else None
        if other is not None or english is not None:
            return other or english
    return None


def _families(interior: Interior) -> tuple[tuple[SetDesign, ...], ...]:
    families = (_OUTSIDE, _INSIDE) if interior is Interior.EXT else (_INSIDE, _OUTSIDE)
    return families if interior in {Interior.UNKNOWN, Interior.BOTH} else families[:1]


def _first(design: SetDesign, name: str) -> re.Match[str] | None:
    found = [match for word in design.words if (match := re.search(rf"\b{word}", name)) is not None]
    return min(found, key=lambda match: match.start(), default=None)


def _of_kind(kind: str, interior: Interior) -> SetDesign | None:
    named = OUTSIDE.get(kind, kind) if interior is Interior.EXT else INSIDE.get(kind, kind)
    for designs in _families(interior):
        for design in designs:
            if design.name in {named, kind}:
                return design
    return None

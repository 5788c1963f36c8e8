"""The sets, and which one a slugline means."""

from __future__ import annotations

import re

from storyboard.backends.previs.sets.base import Fixture, SetBrief, SetDesign
from storyboard.backends.previs.sets.coast import COAST
from storyboard.backends.previs.sets.interiors import GENERIC_INTERIOR, INTERIORS
from storyboard.backends.previs.sets.lamp_room import LAMP_ROOM
from storyboard.backends.previs.sets.land import GENERIC_EXTERIOR, LAND
from storyboard.backends.previs.sets.street import STREET
from storyboard.backends.previs.sets.vehicle import VEHICLE
from storyboard.model import Interior

__all__ = ["ALL_SETS", "Fixture", "SetBrief", "SetDesign", "set_for"]

_INSIDE = (VEHICLE, LAMP_ROOM, *INTERIORS)
_OUTSIDE = (*COAST, *LAND, STREET)
ALL_SETS = (*_INSIDE, GENERIC_INTERIOR, *_OUTSIDE, GENERIC_EXTERIOR)


def set_for(location: str, sub_location: str, interior: Interior) -> SetDesign:
    """The set a heading means.

    The sub-location decides before the location (a kitchen in a lighthouse is a kitchen), the words of a heading's
    own side (INT or EXT) before the other's. What no set knows gets a plain room or open ground.
    """
    outside = interior is Interior.EXT
    unknown = interior in {Interior.UNKNOWN, Interior.BOTH}
    for place in (sub_location, location):
        name = place.casefold()
        if not name.strip():
            continue
        families = (_OUTSIDE, _INSIDE) if outside else (_INSIDE, _OUTSIDE)
        for designs in families if unknown else families[:1]:
            for design in designs:
                if any(re.search(rf"\b{word}", name) for word in design.words):
                    return design
    return GENERIC_EXTERIOR if outside else GENERIC_INTERIOR

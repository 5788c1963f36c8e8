"""The sets, and which one a slugline means."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.backends.previs.sets.base import Fixture, SetBrief, SetDesign
from storyboard.backends.previs.sets.boat import BOAT
from storyboard.backends.previs.sets.cabin import PLANE, SPACESHIP
from storyboard.backends.previs.sets.carriage import CARRIAGE
from storyboard.backends.previs.sets.church import CHURCH
from storyboard.backends.previs.sets.coast import COAST
from storyboard.backends.previs.sets.desert import DESERT
from storyboard.backends.previs.sets.field import FIELD
from storyboard.backends.previs.sets.front import FRONTS
from storyboard.backends.previs.sets.garden import GARDEN, HOUSE, PARK
from storyboard.backends.previs.sets.hall import CORRIDOR, STAIRS, STATION
from storyboard.backends.previs.sets.home import BATHROOM, BEDROOM, GENERIC_INTERIOR, KITCHEN, LIVING
from storyboard.backends.previs.sets.lamp_room import LAMP_ROOM
from storyboard.backends.previs.sets.land import FOREST, GENERIC_EXTERIOR
from storyboard.backends.previs.sets.mountain import MOUNTAIN
from storyboard.backends.previs.sets.public import BAR, CAFE, HOSPITAL, LIBRARY, PRISON, SHOP
from storyboard.backends.previs.sets.street import STREET
from storyboard.backends.previs.sets.theatre import STAGE
from storyboard.backends.previs.sets.town import ALLEY, PLATFORM, ROOFTOP
from storyboard.backends.previs.sets.vehicle import VEHICLE
from storyboard.backends.previs.sets.void import ABSTRACT, SPACE
from storyboard.backends.previs.sets.warehouse import WAREHOUSE
from storyboard.backends.previs.sets.words import kinds_in, kinds_told
from storyboard.backends.previs.sets.work import CLASSROOM, OFFICE
from storyboard.model import Interior

__all__ = ["ALL_SETS", "Fixture", "SetBrief", "SetDesign", "is_known", "set_for"]

ALL_SETS = (
    *(LIVING, BEDROOM, KITCHEN, BATHROOM, OFFICE, CLASSROOM, LIBRARY, CORRIDOR, STAIRS, CAFE, BAR, SHOP, HOSPITAL),
    *(PRISON, WAREHOUSE, CHURCH, STATION, STAGE, CARRIAGE, VEHICLE, PLANE, SPACESHIP, LAMP_ROOM, GENERIC_INTERIOR),
    *(STREET, ALLEY, ROOFTOP, PLATFORM, HOUSE, GARDEN, PARK, FOREST, FIELD, DESERT, MOUNTAIN, *COAST, BOAT, SPACE),
    *(*FRONTS, ABSTRACT, GENERIC_EXTERIOR),
)
_BY_NAME = {design.name: design for design in ALL_SETS}
# Kinds of place that are not one set on both sides of the door: what is built inside and outside; blank is nothing.
_SIDES: dict[str, tuple[str, str]] = {
    "living": ("living", "house"),
    "house": ("living", "house"),
    "bedroom": ("bedroom", "street"),
    "kitchen": ("kitchen", ""),
    "bathroom": ("bathroom", ""),
    "civic": ("", "columns"),
    "office": ("office", "office front"),
    "school": ("classroom", "school front"),
    "library": ("library", "columns"),
    "corridor": ("corridor", ""),
    "stairs": ("stairs", ""),
    "cafe": ("cafe", "street"),
    "bar": ("bar", "street"),
    "shop": ("shop", "shop front"),
    "hospital": ("hospital", "hospital front"),
    "prison": ("prison", ""),
    "warehouse": ("warehouse", ""),
    "church": ("church", "church front"),
    "station": ("station", "platform"),
    "carriage": ("carriage", "platform"),
    "car": ("car", "street"),
    "plane": ("plane", ""),
    "stage": ("stage", "columns"),
    "lamp room": ("lamp room", "cliff"),
    "lighthouse": ("lamp room", "cliff"),
    "spaceship": ("spaceship", "space"),
    "abstract": ("abstract", "abstract"),
}
# Without INT or EXT these are seen from inside.
_FIRST_INSIDE = frozenset(_SIDES) - {"house", "lighthouse"}


def set_for(location: str, sub_location: str, interior: Interior, told: Sequence[str] = ()) -> SetDesign:
    """The set a heading means.

    The sub-location decides before the location (a kitchen in a lighthouse is a kitchen). When the heading says nothing
    that is known, what is `told` of the shot may ("a forest at dawn"); else it is a plain room or open ground: an
    unknown place is never drawn as another one.
    """
    known = _named(location, sub_location, interior)
    if known is not None:
        return known
    for kind in kinds_told(told):
        design = _of_kind(kind, interior)
        if design is not None:
            return design
    return GENERIC_EXTERIOR if interior is Interior.EXT else GENERIC_INTERIOR


def is_known(location: str, sub_location: str, interior: Interior) -> bool:
    """The heading itself says what kind of place it is."""
    return _named(location, sub_location, interior) is not None


def _named(location: str, sub_location: str, interior: Interior) -> SetDesign | None:
    for place in (sub_location, location):
        for kind in kinds_in(place.casefold()):
            design = _of_kind(kind, interior)
            if design is not None:
                return design
    return None


def _of_kind(kind: str, interior: Interior) -> SetDesign | None:
    inside, outside = _SIDES.get(kind, ("", kind))
    if interior in {Interior.UNKNOWN, Interior.BOTH}:
        interior = Interior.INT if kind in _FIRST_INSIDE else Interior.EXT
    return _BY_NAME.get(outside if interior is Interior.EXT else inside)

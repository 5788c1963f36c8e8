"""The shots of the contact sheet: every size, angle, hour and finish, and what is hardest to draw."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from storyboard.model import Shot

MARA, TOMAS, PIP, ANSEL, NIA = "MARA", "TOMAS", "PIP", "ANSEL", "NIA"
FLASK = "TARN FLASK"


@dataclass(frozen=True)
class Panel:
    """One picture: the shot's fields, which end of it, in what finish; `caption` stands under it."""

    name: str
    caption: str
    place: str
    action: str
    people: tuple[dict[str, Any], ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)
    finish: str = "clean"
    part: str = "start"

    @property
    def shot(self) -> Shot:
        """The shot as a breakdown would have made it."""
        interior, _, rest = self.place.partition(" ")
        location, _, time = rest.rpartition(" - ")
        room, _, inner = location.partition(" / ")
        start_end = {name: self.fields[name] for name in ("start", "motion", "end") if name in self.fields}
        others = {name: value for name, value in self.fields.items() if name not in start_end}
        return Shot.model_validate(
            {
                "id": "s001_0010",
                "scene": "s001",
                "source": {"file": "contact sheet", "line": 1, "line_end": 1},
                "interior": interior.rstrip("."),
                "location": room,
                "sub_location": inner,
                "time": time.casefold(),
                "subjects": list(self.people),
                "action": {"text": self.action, **start_end},
                "duration_frames": 72,
                **others,
            }
        )


def _one(name: str, **fields: Any) -> dict[str, Any]:
    # A look says somebody's age: how tall a child is, no picture of her alone can tell.
    return {"character": name, "look": "7 years old" if name == PIP else "default", **fields}


def _move(move: str, direction: str = "") -> dict[str, str]:
    return {"move": move, "direction": direction}


PANELS: tuple[Panel, ...] = (
    Panel(
        "ews-dusk",
        "EWS · dusk · crane up",
        "EXT. CLIFF PATH - DUSK",
        "Mara climbs the path towards the lighthouse.",
        (_one(MARA, action="climbs the path", facing="right"),),
        {"size": "EWS", "movement": _move("crane", "up")},
    ),
    Panel(
        "cu-wind",
        "CU · smile · push in",
        "EXT. CLIFF PATH - DUSK",
        "Mara looks up at the dark tower and smiles.",
        (_one(MARA, expression="smiles"),),
        {"size": "CU", "movement": _move("push", "in")},
    ),
    Panel(
        "ots",
        "MCU · over Mara’s shoulder",
        "INT. LIGHTHOUSE / LAMP ROOM - NIGHT",
        "Tomas looks up from the glass.",
        (_one(TOMAS, staging="left", facing="right"), _one(MARA, staging="right", shoulder=True)),
        {"size": "MCU", "framing": "OTS"},
    ),
    Panel(
        "insert-sign",
        "Insert · words to be read",
        "EXT. CLIFF PATH - DUSK",
        "The board. White letters on weathered wood.",
        (),
        {"size": "INSERT", "framing": "insert", "frame_text": ["LIGHT CLOSED SINCE 1989"]},
    ),
    Panel(
        "run-rain",
        "FS · runs · rain · follow",
        "EXT. CITY STREET - NIGHT",
        "Mara runs through the rain.",
        (_one(MARA, action="runs", facing="right", expression="afraid"),),
        {"size": "FS", "movement": _move("follow", "right")},
    ),
    Panel(
        "2s-cafe",
        "2S · café · they sit and talk",
        "INT. CAFE - DAY",
        "Tomas and Ansel sit at a table. Ansel laughs.",
        (
            _one(TOMAS, staging="left", facing="right", action="sits at the table"),
            _one(ANSEL, staging="right", facing="left", action="sits at the table", expression="laughs"),
        ),
        {"size": "MS", "framing": "2S"},
    ),
    Panel(
        "child-kitchen",
        "MLS · a child · kitchen · morning",
        "INT. KITCHEN - DAWN",
        "Pip holds a cup of cocoa with a big smile.",
        (_one(PIP, expression="smiles", action="holds a cup"),),
        {"size": "MLS"},
    ),
    Panel(
        "low-library",
        "MS · low angle · points",
        "INT. LIBRARY - DAY",
        "Ansel points at the top shelf.",
        (_one(ANSEL, action="points", facing="right"),),
        {"size": "MS", "angle": "low", "movement": _move("tilt", "up")},
    ),
    Panel(
        "car",
        "MS 2S · in a car",
        "INT. CAR - DAY",
        "Mara drives. Pip looks out of the window.",
        (_one(MARA, staging="right", action="drives"), _one(PIP, staging="left", expression="smiles")),
        {"size": "MS", "framing": "2S"},
    ),
    Panel(
        "crowd",
        "WS · a crowd in the square",
        "EXT. STREET - DAY",
        "A crowd fills the street. Ansel waves.",
        (_one(ANSEL, action="waves"),),
        {"size": "WS", "movement": _move("truck", "left")},
    ),
    Panel(
        "snow-forest",
        "WS · snow · forest · walks off",
        "EXT. FOREST - DAY",
        "Snow. Tomas walks away between the trees.",
        (_one(TOMAS, action="walks away", facing="away", in_end=False),),
        {"size": "WS"},
    ),
    Panel(
        "hospital",
        "MLS · lies in bed · high angle",
        "INT. HOSPITAL ROOM - NIGHT",
        "Ansel lies asleep in the bed.",
        (_one(ANSEL, action="lies asleep in bed"),),
        {"size": "MLS", "angle": "high", "movement": _move("pedestal", "down")},
    ),
    Panel(
        "argue",
        "MCU · angry · dutch",
        "INT. OFFICE - NIGHT",
        "Mara is furious.",
        (_one(MARA, expression="angry", facing="left", staging="right"),),
        {"size": "MCU", "angle": "dutch", "movement": _move("handheld")},
    ),
    Panel(
        "ecu-sad",
        "ECU · sad",
        "INT. BEDROOM - NIGHT",
        "A tear runs down Tomas's face.",
        (_one(TOMAS, expression="sad"),),
        {"size": "ECU"},
    ),
    Panel(
        "phone",
        "MS · on the phone · window",
        "INT. LIVING ROOM - DUSK",
        "Mara speaks on the phone.",
        (_one(MARA, action="on the phone", facing="left", staging="right"),),
        {"size": "MS", "movement": _move("pull", "out")},
    ),
    Panel(
        "overhead",
        "Overhead · classroom",
        "INT. CLASSROOM - DAY",
        "Pip and Mara stand between the desks.",
        (_one(PIP, staging="left"), _one(MARA, staging="right")),
        {"size": "WS", "angle": "overhead"},
    ),
    Panel(
        "beach",
        "FS · a child runs · beach",
        "EXT. BEACH - DAY",
        "Pip runs along the beach, laughing.",
        (_one(PIP, action="runs", facing="left", expression="laughs"),),
        {"size": "FS", "movement": _move("whip", "left")},
    ),
    Panel(
        "hug",
        "MLS · they embrace · dawn",
        "EXT. HARBOUR - DAWN",
        "Mara and Tomas embrace.",
        (
            _one(MARA, staging="left", facing="right", action="embraces Tomas"),
            _one(TOMAS, staging="right", facing="left", action="embraces Mara"),
        ),
        {"size": "MLS", "framing": "2S", "movement": _move("orbit", "left")},
    ),
    Panel(
        "product",
        "MCU · a product in the hand",
        "EXT. MOUNTAIN PATH - DAWN",
        "Nia holds the Tarn flask and smiles.",
        (_one(NIA, expression="smiles", action="holds the Tarn flask"),),
        {"size": "MCU", "props": [FLASK]},
    ),
    Panel(
        "train",
        "MLS · sits and reads · train",
        "INT. TRAIN - DAY",
        "Ansel sits by the window and reads a book.",
        (_one(ANSEL, action="sits and reads a book"),),
        {"size": "MLS", "movement": _move("rack")},
    ),
    Panel(
        "desert-worm",
        "FS · worm’s eye · desert",
        "EXT. DESERT - DAY",
        "Tomas carries a suitcase.",
        (_one(TOMAS, action="carries a suitcase"),),
        {"size": "FS", "angle": "worm"},
    ),
    Panel(
        "fog",
        "WS · fog · three of them",
        "EXT. FIELD - DAWN",
        "Mara, Pip and Ansel walk through the fog.",
        (
            _one(MARA, staging="left", action="walks", facing="right"),
            _one(PIP, staging="centre", action="walks", facing="right"),
            _one(ANSEL, staging="right", action="walks", facing="right"),
        ),
        {"size": "WS", "framing": "3S", "movement": _move("pan", "right")},
    ),
    Panel(
        "ink",
        "Ink and wash · MS",
        "INT. LIGHTHOUSE / LAMP ROOM - NIGHT",
        "Tomas polishes the lens with a rag.",
        (_one(TOMAS, action="polishes the lens with a rag", facing="right"),),
        {"size": "MS"},
        finish="ink",
    ),
    Panel(
        "pencil",
        "Pencil · FS · kneels",
        "EXT. STREET - DAY",
        "Ansel kneels down to Pip.",
        (
            _one(ANSEL, staging="left", facing="right", action="kneels"),
            _one(PIP, staging="right", facing="left", action="stands"),
        ),
        {"size": "FS", "framing": "2S"},
        finish="pencil",
    ),
    Panel(
        "enter",
        "WS · comes in by the door",
        "INT. CORRIDOR - NIGHT",
        "Mara comes in through the door.",
        (_one(MARA, action="comes in", facing="right", staging="left", in_start=False),),
        {"size": "WS"},
        part="end",
    ),
    Panel(
        "alien-space",
        "MS · space",
        "INT. SPACESHIP - NIGHT",
        "Pip presses a button on the console.",
        (_one(PIP, action="presses a button", facing="right"),),
        {"size": "MS", "movement": _move("zoom", "in")},
    ),
    Panel(
        "rooftop",
        "MLS · rooftop · dances",
        "EXT. ROOFTOP - NIGHT",
        "Mara dances on the rooftop.",
        (_one(MARA, action="dances", expression="laughs"),),
        {"size": "FS"},
    ),
    Panel(
        "shop",
        "Insert · hands and a letter",
        "INT. BEDROOM - DAY",
        "Mara's hands open a letter.",
        (_one(MARA),),
        {"size": "INSERT", "framing": "insert", "frame_text": ["COME HOME"]},
    ),
)

README = (
    "ews-dusk", "cu-wind", "ots", "insert-sign",
    "run-rain", "child-kitchen", "2s-cafe", "argue",
    "car", "product", "low-library", "pencil",
)  # fmt: skip
"""The twelve on the README, in their order."""

"""What a body does: poses as joint angles, and the words of an action that ask for them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Limb:
    """Degrees: forward, outward, bend of knee or elbow, and turn inwards of the forearm."""

    forward: float
    outward: float
    bend: float
    inward: float = 0.0


@dataclass(frozen=True)
class Pose:
    """A posture.

    `legs` and `arms` are the far and the near, acting one; a word instead of angles names what the hand reaches for. `seat` is the
    height of the hips above the floor, `air` how far the body is off it, both in metres.
    """

    legs: tuple[Limb, Limb]
    arms: tuple[Limb | str, Limb | str]
    lean: float = 0.0
    seat: float | None = None
    air: float = 0.0
    lying: bool = False
    upright: bool = False


_STANDING = (Limb(3, 5, 2), Limb(-3, 6, 4))
_HANGING = Limb(5, 12, 14)
# The far arm of somebody who stretches the other one forward: close to the body, or it would seem to reach too.
_BESIDE = Limb(-14, 4, 10)

POSES: dict[str, Pose] = {
    "stand": Pose((Limb(2, 5, 2), Limb(-2, 5, 4)), (Limb(6, 12, 12), Limb(-4, 12, 14)), upright=True),
    "walk": Pose((Limb(25, 2, 5), Limb(-13, 2, 22)), (Limb(-22, 8, 14), Limb(20, 8, 24)), lean=3),
    "run": Pose((Limb(62, 2, 78), Limb(-34, 2, 62)), (Limb(-52, 10, 86, 10), Limb(52, 10, 92, 16)), lean=16, air=0.08),
    "climb": Pose((Limb(58, 3, 62), Limb(-8, 2, 14)), (Limb(-14, 8, 22), "rail"), lean=10),
    "sit": Pose((Limb(84, 9, 84), Limb(84, 7, 84)), ("knee", "knee"), lean=-4, seat=0.47),
    "drive": Pose((Limb(70, 8, 50), Limb(70, 8, 50)), ("wheel", "wheel"), lean=-8, seat=0.40),
    "write": Pose((Limb(84, 9, 84), Limb(84, 7, 84)), ("keys", "keys"), lean=8, seat=0.47),
    "kneel": Pose((Limb(82, 6, 82), Limb(-4, 6, 86)), (Limb(24, 10, 40, 10), Limb(30, 10, 44, 10)), lean=8),
    "crouch": Pose((Limb(104, 12, 128), Limb(94, 12, 124)), (Limb(4, 10, 46, 10), Limb(-2, 10, 54, 10)), lean=34),
    "point": Pose((Limb(8, 5, 2), Limb(-8, 6, 4)), (_BESIDE, "ahead"), lean=3),
    "aim": Pose((Limb(16, 6, 10), Limb(-16, 8, 8)), ("aim", "aim"), lean=6),
    "phone": Pose(_STANDING, (_HANGING, "ear"), lean=2),
    "drink": Pose(_STANDING, (_HANGING, "mouth"), lean=-2),
    "embrace": Pose((Limb(5, 4, 2), Limb(-5, 4, 4)), ("low embrace", "high embrace"), lean=9),
    "strike": Pose((Limb(34, 8, 26), Limb(-34, 10, 10)), ("guard", "ahead"), lean=14),
    "reach": Pose((Limb(14, 4, 8), Limb(-14, 4, 6)), (_BESIDE, "reach"), lean=8),
    "give": Pose(_STANDING, (_BESIDE, "meet"), lean=3),
    "take": Pose(_STANDING, (_BESIDE, "meet"), lean=2),
    "reach up": Pose((Limb(8, 4, 4), Limb(-8, 4, 4)), ("above", "above"), lean=2),
    "polish": Pose(_STANDING, (_BESIDE, "wipe"), lean=4),
    "carry": Pose((Limb(4, 5, 2), Limb(-4, 5, 4)), ("carry", "carry"), lean=-2),
    "show": Pose(_STANDING, (_HANGING, "meet"), lean=-1, upright=True),
    "cheer": Pose((Limb(4, 9, 2), Limb(-4, 9, 4)), (Limb(160, 22, 16), Limb(166, 22, 12)), lean=-4),
    "weep": Pose(_STANDING, ("face", "face"), lean=14),
    "fall": Pose((Limb(46, 8, 20), Limb(12, 12, 34)), (Limb(110, 30, 20), Limb(70, 40, 30)), lean=-34, air=0.1),
    "lie": Pose((Limb(2, 5, 6), Limb(8, 6, 18)), (Limb(4, 10, 8), "belly"), lying=True),
}

# With a telephone at the ear; the other arm goes on with what it does.
POSES |= {
    f"{pose} phone": replace(POSES[pose], arms=(POSES[pose].arms[0], "ear")) for pose in ("walk", "run", "sit", "drive")
}

# With a thing that is shown to the camera in the near hand.
POSES |= {f"{pose} show": replace(POSES[pose], arms=(POSES[pose].arms[0], "meet")) for pose in ("walk", "sit")}
POSES["drink show"] = replace(POSES["drink"], arms=(_HANGING, "lips"))

# Verbs only; nouns such as "hand", "call" or "light" would misread "the light in his hand".
_VERBS: dict[str, str] = {
    "walk": "walk pace stroll enter exit step march approach leave cross wander come go hurry arrive follow return",
    "run": "run sprint chase flee dash race rush charge bolt",
    "climb": "climb mount ascend",
    "sit": "sit seated perch slump",
    "lie": "lie lies lay lying sleep asleep dead collapsed unconscious",
    "drive": "drive steer driving",
    "write": "write type scribble",
    "kneel": "kneel kneels knelt",
    "crouch": "crouch hide squat duck",
    "point": "point",
    "aim": "aim shoot",
    "phone": "phone dial telephone",
    "drink": "drink sip",
    "embrace": "hug embrace kiss",
    "strike": "punch fight hit strike attack slap",
    "give": "give hand offer pass",
    "reach": "reach grab knock touch push press take open unlock pull switch",
    "polish": "polish wipe clean dust scrub paint rub",
    "carry": "carry hold clutch lift bring",
    "cheer": "cheer celebrate surrender wave",
    "weep": "weep sob cry",
    "fall": "fall stumble trip",
}
_POSE_OF = {verb: pose for pose, verbs in _VERBS.items() for verb in verbs.split()}
# Things that look like verbs when they follow an article or a possessive.
_DETERMINERS = frozenset(
    ("a", "an", "the", "his", "her", "their", "its", "this", "that", "my", "your", "our", "no", "one")
)
# Verbs that are nouns as often: their bare form is a verb only where a verb can stand.
_NOUNS = frozenset(
    (
        "paint",
        "dust",
        "hand",
        "touch",
        "lock",
        "press",
        "switch",
        "wave",
        "charge",
        "type",
        "step",
        "march",
        "cross",
        "clean",
        "drink",
        "race",
        "point",
        "lift",
        "hug",
        "kiss",
        "fight",
        "strike",
        "slap",
        "punch",
        "walk",
        "run",
        "call",
        "rush",
        "dash",
        "cry",
        "sip",
        "trip",
        "pass",
        "push",
        "pull",
        "hit",
    )
)
_BEFORE_VERBS = frozenset(("to", "and", "or", "they", "we", "you", "i", "then", "will", "can", "must", "both", "who"))
_EASY_CLIMBS = frozenset(("path", "hill", "slope", "road", "track", "dune", "rise", "lane", "trail", "bank"))
_STOPPING = frozenset(
    (
        "stop",
        "stops",
        "stand",
        "stands",
        "standing",
        "wait",
        "waits",
        "halt",
        "halts",
        "freeze",
        "freezes",
        "pause",
        "pauses",
        "straighten",
        "straightens",
    )
)


def pose_for(*texts: str, name: str = "") -> str:
    """The pose that the first telling text asks for; ``stand`` when none does.

    Args:
        texts: What happens, the most telling first; the first that is not blank decides.
        name: Whose pose: in a sentence about several people, the verbs after this name count.
    """
    text = next((text for text in texts if text.strip()), "")
    lowered = text.casefold()
    first_name = name.casefold().split(" ")[0] if name else ""
    if first_name and first_name in lowered:
        lowered = lowered[lowered.index(first_name) + len(first_name) :]
    # What somebody does is said in the sentence that names them.
    lowered = re.split(r"[.!?;](?:\s|$)|\b(?:as|while|when|until)\b", lowered.strip(" .,:;"), maxsplit=1)[0]
    words = re.findall(r"[^\W\d_]+", lowered)
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        if before in _DETERMINERS or (before == "s" and set(_stems(word)) & _NOUNS):
            continue
        if before and word in _NOUNS and before not in _BEFORE_VERBS and not before.endswith("ly"):
            continue
        if word in _STOPPING:
            return "stand"
        pose = next((_POSE_OF[stem] for stem in _stems(word) if stem in _POSE_OF), None)
        if pose == "reach" and "up" in words[position + 1 : position + 3]:
            return "reach up"
        if pose == "climb" and _EASY_CLIMBS & set(words[position + 1 : position + 5]):
            return "walk"
        if pose is not None:
            return pose
    return "stand"


def _stems(word: str) -> list[str]:
    stems = [word, word[:-3] + "y"] if word.endswith("ies") else [word]
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return stems

"""What a body does: poses as joint angles, and as what the hands reach for."""

from __future__ import annotations

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
    height of the hips above the floor, `air` how far the body is off it, both in metres. `nod` lifts the face by
    degrees. `manner` says that the hands may do the same in another posture, `by_face` that a close view must show
    them, and `grip` how the acting hand is shaped.
    """

    legs: tuple[Limb, Limb]
    arms: tuple[Limb | str, Limb | str]
    lean: float = 0.0
    seat: float | None = None
    air: float = 0.0
    lying: bool = False
    upright: bool = False
    nod: float = 0.0
    manner: bool = False
    by_face: bool = False
    grip: str = "easy"


_STANDING = (Limb(3, 5, 2), Limb(-3, 6, 4))
_HANGING = Limb(5, 12, 14)
# The far arm of somebody who stretches the other one forward: close to the body, or it would seem to reach too.
_BESIDE = Limb(-14, 4, 10)
_STEP = (Limb(14, 4, 8), Limb(-14, 4, 6))
_SEATED = (Limb(84, 9, 84), Limb(84, 7, 84))

POSES: dict[str, Pose] = {
    "stand": Pose((Limb(2, 5, 2), Limb(-2, 5, 4)), (Limb(6, 12, 12), Limb(-4, 12, 14)), upright=True),
    "walk": Pose((Limb(25, 2, 5), Limb(-13, 2, 22)), (Limb(-22, 8, 14), Limb(20, 8, 24)), lean=3),
    "run": Pose(
        (Limb(62, 2, 78), Limb(-34, 2, 62)), (Limb(-62, 12, 80), Limb(4, 8, 88, 20)), lean=16, air=0.08, grip="fist"
    ),
    "climb": Pose((Limb(58, 3, 62), Limb(-8, 2, 14)), (Limb(-14, 8, 22), "rail"), lean=10, grip="fist"),
    "sit": Pose(_SEATED, ("lap", "lap"), lean=-4, seat=0.47),
    "drive": Pose((Limb(70, 8, 50), Limb(70, 8, 50)), ("wheel", "wheel"), lean=-8, seat=0.40, grip="fist"),
    "write": Pose(_SEATED, ("keys", "keys"), lean=8, seat=0.47, nod=-8),
    "jot": Pose(_STANDING, ("book", "pen"), lean=2, nod=-14, manner=True, grip="fist"),
    "read": Pose(_STANDING, ("book", "book"), lean=1, nod=-14, manner=True, grip="fist"),
    "kneel": Pose((Limb(82, 6, 82), Limb(-4, 6, 86)), (Limb(10, 8, 22), "lap"), lean=6),
    "crouch": Pose((Limb(104, 12, 128), Limb(94, 12, 124)), (Limb(4, 10, 46, 10), Limb(-2, 10, 54, 10)), lean=34),
    "crawl": Pose((Limb(-14, 5, 76), Limb(24, 5, 114)), (Limb(-40, 4, 2), Limb(-74, 4, 6)), lean=60, nod=16),
    "bow": Pose(_STANDING, (Limb(-34, 8, 10), "belly"), lean=44, nod=-10),
    "jump": Pose((Limb(48, 10, 84), Limb(6, 6, 58)), ("raised", "raised"), lean=4, air=0.30, grip="open"),
    "point": Pose((Limb(8, 5, 2), Limb(-8, 6, 4)), (_BESIDE, "ahead"), lean=3, manner=True, grip="point"),
    "aim": Pose((Limb(16, 6, 10), Limb(-16, 8, 8)), ("aim", "aim"), lean=6, manner=True, by_face=True, grip="fist"),
    "phone": Pose(_STANDING, (_HANGING, "ear"), lean=2, manner=True, by_face=True, grip="fist"),
    "drink": Pose(_STANDING, (_HANGING, "mouth"), lean=-2, manner=True, by_face=True, grip="fist"),
    "eat": Pose(_STANDING, (_HANGING, "mouth"), manner=True, by_face=True, grip="fist"),
    "think": Pose(_STANDING, ("folded low", "chin"), lean=-1, nod=-4, manner=True, by_face=True, grip="fist"),
    "salute": Pose(_STANDING, (_HANGING, "brow"), lean=-2, manner=True, by_face=True, grip="flat"),
    "cross arms": Pose(_STANDING, ("folded", "folded"), lean=-2, manner=True),
    "pray": Pose(_STANDING, ("pray", "pray"), lean=3, nod=-12, manner=True, grip="flat"),
    "embrace": Pose((Limb(5, 4, 2), Limb(-5, 4, 4)), ("low embrace", "high embrace"), lean=3, by_face=True, grip="flat"),
    "dance": Pose((Limb(10, 8, 8), Limb(-22, 10, 34)), (Limb(30, 62, 46), Limb(96, 54, 40)), lean=-3, grip="open"),
    "dance with": Pose((Limb(6, 5, 4), Limb(-16, 6, 18)), ("low embrace", "high hand"), lean=1, grip="flat"),
    "strike": Pose((Limb(34, 8, 26), Limb(-34, 10, 10)), ("guard", "blow"), lean=14, grip="fist"),
    "hit": Pose((Limb(-6, 8, 10), Limb(26, 8, 12)), (Limb(34, 36, 40), "guard"), lean=-10, nod=12, grip="open"),
    "reach": Pose(_STEP, (_BESIDE, "reach"), lean=8, manner=True, grip="open"),
    "knock": Pose(_STANDING, (_BESIDE, "knock"), lean=4, grip="fist"),
    "push": Pose((Limb(40, 4, 34), Limb(-26, 4, 8)), ("press", "press"), lean=20, grip="flat"),
    "pull": Pose((Limb(36, 5, 14), Limb(4, 5, 40)), ("tug", "tug"), lean=-14, grip="fist"),
    "throw": Pose((Limb(30, 6, 12), Limb(-24, 6, 14)), (Limb(62, 12, 14), "behind"), lean=-6, grip="fist"),
    "give": Pose(_STANDING, (_BESIDE, "meet"), lean=3, manner=True, grip="open"),
    "take": Pose(_STANDING, (_BESIDE, "meet"), lean=2, manner=True, grip="open"),
    "shake": Pose(_STANDING, (_BESIDE, "meet"), lean=5, grip="fist"),
    "reach up": Pose((Limb(8, 4, 4), Limb(-8, 4, 4)), ("above", "above"), lean=2, nod=12, by_face=True, grip="open"),
    "polish": Pose(_STANDING, (_BESIDE, "wipe"), lean=4, manner=True, grip="fist"),
    "hold": Pose(_STANDING, (_HANGING, "hold"), manner=True, grip="fist"),
    "lug": Pose(_STANDING, (_HANGING, Limb(2, 9, 6)), manner=True, grip="fist"),
    "carry": Pose((Limb(4, 5, 2), Limb(-4, 5, 4)), ("carry", "carry"), lean=-2, manner=True, grip="fist"),
    "show": Pose(_STANDING, (_HANGING, "meet"), lean=-1, upright=True),
    "cheer": Pose((Limb(4, 9, 2), Limb(-4, 9, 4)), ("raised", "raised"), lean=-4, nod=6, manner=True, by_face=True, grip="open"),
    "surrender": Pose(_STANDING, ("palm", "palm"), lean=-3, manner=True, by_face=True, grip="open"),
    "wave": Pose(_STANDING, (_HANGING, "palm"), lean=-1, manner=True, by_face=True, grip="open"),
    "weep": Pose(_STANDING, ("face", "face"), lean=12, nod=-10, manner=True, by_face=True, grip="flat"),
    "look up": Pose(_STANDING, (Limb(4, 10, 12), Limb(-6, 10, 14)), lean=-4, nod=22, manner=True),
    "look down": Pose(_STANDING, (Limb(8, 8, 14), Limb(4, 8, 16)), lean=5, nod=-22, manner=True),
    "fall": Pose((Limb(46, 8, 20), Limb(12, 12, 34)), (Limb(96, 34, 30), Limb(64, 44, 34)), lean=-30, air=0.1, grip="open"),
    "lie": Pose((Limb(2, 5, 6), Limb(8, 6, 18)), (Limb(0, 34, 16), Limb(2, 22, 10)), lying=True),
}  # fmt: skip

# What the hands may do in another posture.
_IN_POSTURE = {
    "walk": "phone show hold lug carry drink eat read wave",
    "run": "phone hold lug carry wave",
    "kneel": "hold pray reach weep carry point wave look_up look_down",
    "drive": "phone",
}


def _composed() -> dict[str, Pose]:
    manners = {name: pose for name, pose in POSES.items() if pose.manner or name == "show"}
    composed = {}
    for posture in ("sit", *_IN_POSTURE):
        names = list(manners) if posture == "sit" else [name.replace("_", " ") for name in _IN_POSTURE[posture].split()]
        for name in names:
            base, pose = POSES[posture], manners[name]
            # One who shows or telephones while walking goes on swinging the other arm.
            far = (
                base.arms[0]
                if name in {"phone", "show", "hold", "lug", "drink", "eat", "wave", "reach", "point"}
                else pose.arms[0]
            )
            composed[f"{posture} {name}"] = replace(
                base,
                arms=(far, pose.arms[1]),
                lean=base.lean + (6 if name in {"weep", "reach", "jot"} else 0),
                nod=pose.nod,
                by_face=pose.by_face,
                grip=pose.grip,
                manner=False,
            )
    return composed


POSES |= _composed()
POSES["sit at table"] = replace(POSES["sit"], arms=("table", "table"), lean=4)
POSES["drink show"] = replace(POSES["drink"], arms=(_HANGING, "lips"))


def manner_of(pose: str) -> str:
    """What the hands do: a pose's name without the posture it is done in (``sit read`` gives ``read``)."""
    posture, _, manner = pose.partition(" ")
    return manner if manner and posture in {"sit", *_IN_POSTURE} else pose

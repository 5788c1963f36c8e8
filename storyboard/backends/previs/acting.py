"""What everybody in a shot does: their pose, who hands something to whom, which thing of the set is worked on."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.pose import POSES, manner_of
from storyboard.backends.previs.posing import pose_for
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.propwords import BOTH_HANDS, HANGING, thing_in
from storyboard.backends.previs.sets import Fixture, SetDesign
from storyboard.model import Facing, Framing, Shot, Staging, Subject, Voice

# Better seen from the side than from the front.
_BUSY_TURN = frozenset(
    (
        "reach", "reach up", "polish", "point", "strike", "hit", "sit", "write", "jot", "read", "kneel", "crouch", "crawl", "weep",
        "fall", "bow", "throw", "knock", "push", "pull", "aim", "climb", "look up", "look down",
    )
)  # fmt: skip
# Arms that are seen best from the front.
_OPEN = frozenset(("cheer", "surrender", "wave", "cross arms", "think", "salute", "dance"))
_ASIDE = frozenset(("give", "take", "drink", "eat", "phone", "hold", "shake", "crawl"))
_BACK_TURNED = re.compile(
    r"\bback (?:is )?(?:to|towards?|turned to) (?:the )?(?:camera|us|lens|audience)|\b(?:seen )?from behind\b|\bde dos\b|\bde espaldas\b"
    r"|\bvon hinten\b|\bdi spalle\b|\bde costas\b|спиной к (?:камере|нам)|со спины|背对|背影|背を向け|後ろ姿"
)
# What the other one does when somebody does this to them.
_TOGETHER = {"give": "take", "embrace": "embrace", "strike": "hit", "shake": "shake", "dance": "dance with"}
_TALKING = re.compile(
    r"\b(?:talk|speak|chat|argu|whisper|quarrel|discuss|convers|laugh(?:s|ing)? together|each other|one another|parle|discute|habla|conversa|spricht|sprechen|reden|parlan|fala)"
    r"|разговарива|говор|спор|谈|聊|说话|吵|話|يتحدث"
)
_TO_US = re.compile(
    r"\b(?:to|at|into|towards?|facing|faces) (?:the )?(?:camera|lens|us|audience)\b|\bside by side\b|\bshoulder to shoulder\b"
)
_FIGHTING = re.compile(
    r"\b(?:fights?|fighting|fought|wrestl\w+|brawl\w*|duel\w*|se battent|pelean|luchan|kämpfen|prügeln|lottano|lutam)\b|дерутся|борются|打架|打斗|戦"
)
_PROFILE = 66.0
_ARMS_LENGTH = 0.40
_CHEST = 0.73
_EVERYBODY = re.compile(
    r"\W*(?:they|both|the (?:two|three|four|five|six)|all|everybody|everyone|ils|elles|les deux|tous|ellos|ellas|ambos|todos|sie|beide|alle|entrambi|tutti|loro|eles|elas"
    r"|они|оба|все)\b|他们|她们|大家|两人|二人|彼ら|みんな"
)
_HOLDING = re.compile(
    r"\b(?:h[oe]ld|carr[yi]|clutch|grip|grab|with (?:an?|his|her|their|the) |under an? |takes?\b|in (?:his|her|their|one|the) (?:\w+ )?(?:hand|arm|fist)"
    r"|tient|tenant|porte\b|avec (?:un|une|son|sa) |à la main|sostiene|lleva|con (?:un|una|su) |en la mano|hält|trägt|mit (?:einem|einer|seinem|ihrem) |in der hand"
    r"|tiene|porta\b|in mano|segura|leva\b|com (?:um|uma|seu|sua) |na mão|держит|несёт|несет|в рук[еах]+|с \w+ в рук)"
    r"|拿|握|提着|举|打着|撑|手里|手中|抱|持|手に|抱え|[يت]حمل|[يت]مسك|في يد"
)
_SEATED = re.compile(
    r"\b(at|around|round|behind|over) (the|a|his|her|their|its) (\w+ ){0,2}(table|desk|bar counter|piano|wheel)\b"
    r"|\b(on|in) (the|a|his|her|their) (\w+ ){0,2}(sofa|couch|bench|armchair|chair|stool|pew|throne|passenger seat|back ?seat)\b"
    r"|\b(assise?s?|s'assie[dt]|sentad[oa]s?|se sienta|sitzt|sitzen|sedut[oaie]|siede|sentam?)\b|сид[иея]т|坐|座って|座る|جالس|يجلس"
)
# People sit at one of these with their arms on it.
TABLE = re.compile(r"\b(tables?|desks?|tavola|tavolo|tisch|mesa|bureau)\b|стол|桌")
_ON_FEET = re.compile(
    r"\b(st[ao]nds?|standing|stood|rises?|gets up|waits|leans?|walks?|runs?|enters?|stops?|appears?)\b"
)
_ON_THE_PHONE = re.compile(r"phone|téléphone|teléfono|telefon|telefono|телефон|电话|電話|هاتف")
_WITH_PHONE = re.compile(
    r"\bphone (at|to|against|pressed to) (his|her|their|the) ear\b|\bon the phone\b|\binto (the|his|her) phone\b"
)
# What is done with a thing that is in the hand then; its name follows within a few words, or it is said to be there.
_TO_HOLD = (
    r"(?:h[oe]ld|carr|clutch|grip|grab|lift|rais|show|present|dr[iau]nk|sip|open|unscrew|pour|pick|took|tak(?:e|es|ing)\b|us(?:e|es|ing)\b|hug"
    r"|cradl|swing|wip|wav|hand(?:s|ed|ing)\b|offer|unpack|with\b|tient|port[ea]|sostiene|lleva|hält|trägt|tiene|segura)"
)
_IN_HAND = r"(?:in|into|from) (?:his|her|their|one|the|both) (?:\w+ )?(?:hands?|arms?|fist|palm)"
# Between words of one phrase: no stop or comma lies between a verb and what it is done to.
_NEXT = r"[^\w.,;:!?]+"
# What somebody who does this holds, the first of them where the words do not say.
_ALWAYS_HELD = {
    "phone": ("phone",),
    "drink": ("cup", "bottle"),
    "eat": ("apple", "cigarette"),
    "aim": ("gun",),
    "read": ("book", "paper"),
    "jot": ("book", "paper"),
    "throw": ("ball", "bottle", "rope", "knife", "paper", "flowers"),
    "give": (
        "parcel", "paper", "book", "key", "cup", "bottle", "phone", "brush", "flowers", "knife", "gun", "bag", "lantern", "torch",
        "cloth", "camera", "apple", "rope", "suitcase",
    ),
}  # fmt: skip
# A thing that is held close is no embrace.
_HELD_CLOSE = re.compile(r"\b(?:h[oe]ld|hug|cuddl|clutch)\w*\W+(?P<what>(?:\w+\W+){1,4}?)(?:close|tight|to|against)\b")
# In these a thing with a reference is shown to the camera.
_SHOWING = frozenset(
    (
        "carry",
        "hold",
        "lug",
        "stand",
        "reach",
        "take",
        "point",
        "polish",
        "cheer",
        "reach up",
        "read",
        "look down",
        "wave",
    )
)
# Larger things are carried with both arms.
_ONE_HAND = 0.5


@dataclass(frozen=True)
class Act:
    """What one person does.

    `partner` is who they hand something to or take it from, `fixture` the thing of the set they work on; `held` is
    what is in the acting hand, by its kind, or `prop` when it has a reference of its own.
    """

    pose: str
    held: str = ""
    prop: PropKit | None = None
    partner: Subject | None = None
    fixture: Fixture | None = None


def acts_of(
    shot: Shot,
    people: Sequence[Subject],
    part: str,
    design: SetDesign,
    things: Mapping[str, PropKit] = MappingProxyType({}),
    *,
    alone: bool,
) -> dict[int, Act]:
    """What everybody does in one picture of a shot, by the identity of the subject; `things` have a reference."""
    acts = {id(subject): _act(shot, subject, people, part, design, things, alone=alone) for subject in people}
    acts = _one_holder_each(acts)
    for doer in people:
        act = acts[id(doer)]
        if act.pose not in _TOGETHER or act.partner is not None:
            continue
        other = _other(shot, doer, people, acts)
        if other is not None:
            acts |= _pair(shot, doer, other, acts)
    return acts


def turned_of(subject: Subject, pose: str) -> float:
    """Degrees the body is turned from the camera: 0 towards it, 90 to screen right."""
    manner = manner_of(pose)
    if subject.facing is Facing.AWAY or _BACK_TURNED.search(subject.action.casefold()):
        # What the hands do would be hidden by a back that is turned all the way.
        aside = manner in _ASIDE or (not POSES[pose].upright and manner in _BUSY_TURN and POSES[pose].seat is None)
        return (-140.0 if subject.staging in {Staging.RIGHT, Staging.FAR_RIGHT} else 140.0) if aside else 172.0
    upright = POSES[pose].upright or manner in _OPEN or pose == "sit at table"
    angle = {Facing.LEFT: -1.0, Facing.RIGHT: 1.0}.get(subject.facing, 0.0) * (35.0 if upright else _PROFILE)
    if subject.facing is not Facing.CAMERA:
        return angle
    side = -1.0 if subject.staging in {Staging.RIGHT, Staging.FAR_RIGHT} else 1.0
    if pose.split(" ", maxsplit=1)[0] in {"walk", "run"} or pose == "climb":
        # A stride seen head-on cannot be read; three quarters into the picture can.
        return 42.0 * side
    if pose in {"give", "take"}:
        return _PROFILE * side
    return 34.0 * side if manner in _BUSY_TURN or pose.split(" ", maxsplit=1)[0] in {"sit", "kneel"} else 0.0


def speaks_to(shot: Shot, subject: Subject, seen: Sequence[Subject]) -> Subject | None:
    """Whom somebody who was not told where to look is talking to: the one at the edge of the picture, or the only other one."""
    if subject.facing is not Facing.CAMERA or shot.framing is Framing.POINT_OF_VIEW:
        return None
    told = f"{subject.action} {shot.action.text}".casefold()
    if _TO_US.search(told):
        return None
    if shot.framing is Framing.OVER_SHOULDER:
        return next((one for one in shot.visible if one.shoulder), None)
    talk = bool(shot.dialogue) or _TALKING.search(told) is not None
    others = [one for one in seen if one is not subject]
    return others[0] if talk and len(others) == 1 else None


def at_fixture(fixture: Fixture, camera: Camera, subject: Subject) -> tuple[Array, float, Array]:
    """Where somebody stands to work on a thing of the set, how they are turned, and the point they touch.

    They stand at the side of it from which they look the way they should.
    """
    side = -1.0 if subject.facing is Facing.LEFT or subject.staging in {Staging.RIGHT, Staging.FAR_RIGHT} else 1.0
    away = -side * camera.right * 0.97 + camera.level * 0.24
    axis = np.array([fixture.x, 0.0, fixture.z])
    touched = axis + away * fixture.radius + np.array([0.0, fixture.height, 0.0])
    place = axis + away * (fixture.radius + _ARMS_LENGTH)
    turned = math.degrees(math.atan2(-float(away @ camera.right), float(away @ camera.level)))
    return place, turned, touched


def between(first: Array, second: Array, tall: float) -> Array | None:
    """Where two people's hands meet; None when they are too far apart."""
    if float(np.linalg.norm((second - first) * (1, 0, 1))) > 1.3:
        return None
    return np.asarray((first + second) / 2 * (1, 0, 1) + np.array([0.0, _CHEST * tall, 0.0]))


def _one_holder_each(acts: dict[int, Act]) -> dict[int, Act]:
    """A thing is in one hand at a time: that of the first who is said to have it."""
    had: set[str] = set()
    for key, act in acts.items():
        if act.prop is not None and act.prop.name in had:
            acts[key] = replace(act, pose="stand" if act.pose == "show" else act.pose.removesuffix(" show"), prop=None)
        elif act.prop is not None:
            had.add(act.prop.name)
    return acts


def _act(
    shot: Shot,
    subject: Subject,
    people: Sequence[Subject],
    part: str,
    design: SetDesign,
    things: Mapping[str, PropKit],
    *,
    alone: bool,
) -> Act:
    shared = [shot.action.end if part == "end" else shot.action.start, shot.action.motion, shot.action.text]
    name = _first_name(subject)
    named = [text for text in shared if name in text.casefold()]
    texts = [subject.action, *(shared if alone else named or _of_all(shared))]
    if part == "end":
        texts = [*named[:1], *texts]
    others = [one.character for one in people if one is not subject]
    pose = pose_for(*texts, name=subject.character, others=others)
    sentences = [sentence for text in shared for sentence in re.split(r"(?<=[.!?;])\s+", text)]
    own = " ".join([subject.action, *(one for one in sentences if name in one.casefold())]).casefold()
    if pose == "write" and _ON_FEET.search(own):
        pose = "jot"
    prop = _prop_held(things, " ".join([subject.action, *(shared if alone else [own])]).casefold())
    close = _HELD_CLOSE.search(own)
    if pose == "embrace" and (prop is not None or (close is not None and thing_in(close["what"]))):
        pose = "carry"
    pose = _seated(pose, own, design)
    if _telephones(shot, subject, own):
        pose = {"stand": "phone"}.get(pose, f"{pose} phone" if f"{pose} phone" in POSES else pose)
    if prop is not None and not design.cramped:
        return Act(_pose_with(prop, pose), "", prop)
    if design.cramped:
        return Act("sit", "phone" if pose.endswith("phone") else "")
    fixture = None
    if pose in {"polish", "reach"}:
        fixture = next(
            (one for one in design.fixtures if any(re.search(rf"\b{word}", own) for word in one.words)), None
        )
    held = _held(pose, own)
    if pose == "sit" and not held and TABLE.search(f"{own} {shot.action.text}".casefold()):
        return Act("sit at table")
    return Act(_with_thing(pose, held), held, fixture=fixture)


def _prop_held(things: Mapping[str, PropKit], told: str) -> PropKit | None:
    """Which of the things with a reference somebody has in a hand."""
    for prop in things.values():
        name = rf"(?:{'|'.join(map(re.escape, dict.fromkeys(prop.words)))})(?!\w)"
        verb = rf"\b{_TO_HOLD}\w*{_NEXT}(?:\w+{_NEXT}){{0,4}}?{name}"
        there = rf"{name}(?:{_NEXT}\w+){{0,4}}?{_NEXT}{_IN_HAND}"
        if re.search(verb, told) or re.search(there, told):
            return prop
    return None


def _pose_with(prop: PropKit, pose: str) -> str:
    """The pose that shows what is held: a thing is held up in one hand, a large one carried."""
    if max(prop.tall, prop.wide) > _ONE_HAND:
        return pose if pose in {"walk", "run", "sit", "give", "take"} else "carry"
    manner = manner_of(pose)
    posture = pose.removesuffix(manner).strip()
    if manner in _SHOWING:
        return f"{posture} show".strip() if f"{posture} show".strip() in POSES else "show"
    return f"{pose} show" if pose in {"walk", "sit", "drink"} else pose


def _seated(pose: str, told: str, design: SetDesign) -> str:
    """Whose feet have nothing else to do sits where the words or the set say that people sit."""
    sitting = "sit" if pose == "stand" else f"sit {pose}"
    if sitting not in POSES or _ON_FEET.search(told):
        return pose
    return sitting if design.seated or _SEATED.search(told) else pose


def _telephones(shot: Shot, subject: Subject, told: str) -> bool:
    """They speak or listen into a telephone in the picture."""
    own = [line for line in shot.dialogue if line.character == subject.character]
    return bool(_WITH_PHONE.search(told)) or any(
        line.voice is Voice.PHONE or _ON_THE_PHONE.search(line.delivery.casefold()) for line in own
    )


def _held(pose: str, told: str) -> str:
    """What is in the acting hand, by its kind."""
    manner = manner_of(pose)
    if manner in _ALWAYS_HELD:
        kinds = _ALWAYS_HELD[manner]
        named = thing_in(told)
        if manner == "eat" and re.search(r"smok|fum|rauch|кур|烟|煙|دخن", told):
            return "cigarette"
        return named if named in kinds else kinds[0]
    named = thing_in(told)
    if manner == "polish":
        return named if named in {"brush", "cloth"} else "brush" if re.search(r"\bpaint", told) else "cloth"
    if manner == "carry":
        return named
    free = {
        "reach",
        "walk",
        "run",
        "point",
        "sit",
        "stand",
        "take",
        "kneel",
        "look up",
        "look down",
        "knock",
        "wave",
        "cheer",
    }
    return named if manner in free and _HOLDING.search(told) else ""


def _with_thing(pose: str, held: str) -> str:
    """The pose that shows what is held: one thing in one hand, what is heavy hanging from it."""
    if held in BOTH_HANDS:
        return pose
    manner = "lug" if held in HANGING else "hold"
    posture = "" if pose in {"stand", "carry"} else pose.removesuffix(" carry") if pose.endswith(" carry") else pose
    joined = f"{posture} {manner}".strip()
    return joined if joined in POSES else pose


def _of_all(shared: Sequence[str]) -> list[str]:
    """What is said of everybody: "They dance", "Both run"."""
    return [text for text in shared if _EVERYBODY.match(text.casefold().strip())]


def _other(shot: Shot, doer: Subject, people: Sequence[Subject], acts: Mapping[int, Act]) -> Subject | None:
    """Whom somebody does something to, or with: who is named, or the only other one."""
    others = [one for one in people if one is not doer and not one.shoulder and acts[id(one)].partner is None]
    told = f"{doer.action} {shot.action.text}".casefold()
    named = [one for one in others if _first_name(one) in told]
    pose = acts[id(doer)].pose
    if pose == "dance":  # Who watches somebody dance does not dance with them.
        both = [one for one in others if acts[id(one)].pose == "dance"]
        with_them = [
            one
            for one in named
            if re.search(rf"\b(?:with|avec|con|mit|com|с|与|跟) {re.escape(_first_name(one))}", told)
        ]
        partners = with_them or both
        return partners[0] if with_them or len(both) == 1 else None
    if pose == "give":
        others = [one for one in others if acts[id(one)].pose != "give"]
        named = [one for one in named if one in others]
    return named[0] if named else others[0] if len(others) == 1 else None


def _pair(shot: Shot, doer: Subject, other: Subject, acts: Mapping[int, Act]) -> dict[int, Act]:
    """What two people do who have to do with each other."""
    pose = acts[id(doer)].pose
    mine = "dance with" if pose == "dance" else pose
    fights = pose == "strike" and (
        acts[id(other)].pose == "strike" or _FIGHTING.search(f"{doer.action} {shot.action.text}".casefold())
    )
    theirs = "strike" if fights else _TOGETHER[pose]
    return {
        id(doer): replace(acts[id(doer)], pose=mine, partner=other),
        id(other): Act(theirs, "", partner=doer),
    }


def _first_name(subject: Subject) -> str:
    return subject.character.casefold().split(" ")[0]

"""What people do in a sentence: onset and result of an action, entrances and exits, faces, which way they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyboard.breakdown.deeds import Deed
from storyboard.breakdown.faces import expression_in
from storyboard.breakdown.sentences import has_any, plain_words, word_set
from storyboard.breakdown.whereabouts import comes, goes
from storyboard.model import Facing

# Words that begin so, and whole words, that take somebody through the room.
_MOVE_STEMS = tuple(
    word_set("""walk run ran come arriv cross climb approach stride hurr limp jog march crawl stroll step race chase danc jump leap fall rush storm
    follow lead ride swim fight enter cour corr travers trébuch poursui camina persigu baila saltan fällt stürzt springt tanzt betritt tritt
    folgt rennt läuft geht cammin inciamp insegu ballan caminha atravess persegu dança беж идёт идет вход выход уход пада прыга танцу догоня
    подход вбега يركض تركض يمشي تمشي يدخل تدخل يخرج تخرج يسقط تسقط يقفز تقفز يرقص ترقص""")
)
_MOVE_WORDS = word_set("""
    hop hops tombe tombent saute entre entra entran sale salen cae caen salta cade cadono balla esce escono cai caem sai saem pula
    """)
_MOVES_JOINED = re.compile(
    r"跑|冲|走[进出过向去来到]|追|跳|摔|倒在|滑倒|走る|走って|走り|駆け|追いかけ|転[ぶびん]|入って|出ていく|歩"
)
_FACE = re.compile(
    r"\b(?:smil|grin|frown|star|glar|gaz|blink|nod|sigh|cr(?:y|ies)|tear|weep|sob|laugh|chuckl|smirk|listen|hesitat|think"
    r"|realiz|realis|wince|gasp|whisper|watch|look|glanc|eyes?\b|face|wip|swallow|mutter|shock|stunned|speechless)\w*",
    re.IGNORECASE,
)
_ANY_WORD = re.compile(r"\w+")
_STILL = re.compile(
    r"\b(?:smil|grin|frown|star(?:e|es|ing)\b|glar|gaz|blink|nod|sigh|laugh|chuckl|smirk|listen|hesitat|think|realiz|realis|wince"
    r"|gasp|watch|look|glanc|notice|see[s]?\b|hear|react|groan|pause|wait|silent|silence|speechless|consider|shrug)\w*",
    re.IGNORECASE,
)
# How the words of the two patterns above begin, in plain letters.
_FACE_STEMS, _STILL_STEMS = (
    # The last letter of "eyes?" may be missing.
    tuple(
        frozenset(
            word[: -len(maybe) or None] for word, maybe in re.findall(r"(?<![\\a-z])([a-z]{2,})(\??)", pattern.pattern)
        )
    )
    for pattern in (_FACE, _STILL)
)
_SEATED_OR_STANDING = re.compile(
    r"\b(?:sit|stand|kneel|lie|lay|turn|walk|run|pick|put|take|grab|open|close|shut|hold|drop|throw|pull|push|rais|lift|lower"
    r"|reach|remov|wear|chang|dress|lean|cross|step|enter|leav|pour|drink|eat|hand|give|hug|embrac|kiss|fall|get)\w*",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:back to (?:us|camera)|from behind|faces? away|turns? away|walks? away|(?:his|her|their) back\b|de dos|von hinten)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"\b(?:looks?|turns?|faces?|exits?|runs?|walks?) (?:to the |frame |camera |screen )?left\b", re.IGNORECASE
)
_RIGHT = re.compile(
    r"\b(?:looks?|turns?|faces?|exits?|runs?|walks?) (?:to the |frame |camera |screen )?right\b", re.IGNORECASE
)
_TO_CAMERA = re.compile(r"\b(?:to|into|at|towards?) (?:the )?(?:camera|lens of the camera|us)\b", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(r"\bside by side\b|\bcôte à côte\b|\bnext to each other\b|并肩", re.IGNORECASE)

_TURNING = word_set("back behind away dos hinten left right camera lens us")
_BESIDE = frozenset(("side", "next"))

_NO_PREDICATE = re.compile(
    r"(?:as|while|when|where|through|with|and|in|on|at|who|whose|but|is seen|the|an?|his|her|their|to|from|by|for|of)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:his|her|their|she|he|they|son|sa|ses|il|elle|su|sus|sein\w*|ihr\w*|suo|sua|seu|его|её|он|она)\b", re.IGNORECASE
)
_SOMEBODY_ELSE = re.compile(
    r"(?:the|an?|two|three|some|les|des|une?|deux|trois|los|las|una?|unos|dos|tres|die|der|das|eine?|zwei|drei|i|gli|un|due|tre|os|as|um|uma|dois)\s"
    r"(?!tears?\b|larmes?\b|lágrimas?\b|träne|lacrim)|母亲|妈妈|父亲|爸爸|众人|人们|大家|孩子|みんな|子供",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(（][^()（）]{1,120}[)）]")
_PARTICLE = re.compile(r"^[、，が は も]+(?=\S)")
# Further from a name than this, in characters, somebody else comes and goes.
_NEAR = 90
_AGE_FIRST = re.compile(
    r"^,?\s*\d{1,3}(?:['’]?s|-?ish)?(?:\s?(?:years old|yrs?|ans|años|anos|anni|jahre(?: alt)?|лет|года?|岁|歳|才))?(?=\s*[,.;、，]|$)[\s,.;、，]*",
    re.IGNORECASE,
)
_DOING_LAST = re.compile(r",\s([a-z]+ing\s[^,]*)$")
_VERB_CLAUSE = re.compile(
    r"(?:^|,\s)((?!(?:his|its|this|is|was|has|glasses|jeans|boots|always)\b)[a-z]+s\s(?!and\b|with\b|of\b)[^,]*(?:,(?!\s[a-z]+s\s)[^,]*)*)"
)


@dataclass(frozen=True)
class Acted:
    """What one person does in a shot."""

    expression: str = ""
    facing: Facing | None = None
    enters: bool = False
    exits: bool = False
    doing: str = ""


def act(deeds: Sequence[Deed], *, there: bool) -> Acted:
    """What a person does.

    Args:
        deeds: The sentences of the shot that speak of them.
        there: They have been in the scene before this shot.
    """
    expression, facing, doing = "", None, ""
    enters = exits = False
    for deed in deeds:
        expression = expression or _expression(deed)
        facing = facing or _facing_in(deed.after)
        if deed.acts:
            near = deed.after if len(deed.after) < _NEAR else deed.after[:_NEAR].rpartition(" ")[0]
            enters = enters or comes(near, there=there)
            exits = goes(near, there=there) or (exits and not comes(near, there=True))
        if not doing and deed.acts:
            doing = _predicate(deed.after)
    return Acted(expression, facing, enters, exits, doing)


def _expression(deed: Deed) -> str:
    if deed.acts:
        return expression_in(deed.after)
    if deed.named:
        return ""  # "Nora hugs Lee, crying": who cries is not Lee.
    # In a sentence about nobody by name a face is theirs if it speaks of tears, of his or her face, or begins with it.
    face = expression_in(deed.sentence)
    theirs = face == "in tears" or _OWN.match(deed.sentence) or (face and expression_in(deed.sentence[:12]) == face)
    return face if theirs and not _SOMEBODY_ELSE.match(deed.sentence) else ""


@lru_cache(maxsize=128)
def moves_about(text: str) -> bool:
    """Whether somebody needs room: walks, runs, comes in."""
    words = plain_words(text)
    if words is None:
        words = frozenset(_ANY_WORD.findall(text.lower()))
        if _MOVES_JOINED.search(text):
            return True
    return not words.isdisjoint(_MOVE_WORDS) or any(word.startswith(_MOVE_STEMS) for word in words)


def is_in_the_face(text: str) -> bool:
    """Whether what matters can be read in a face."""
    if not _begin_like(text, _FACE_STEMS):
        return False
    return _FACE.search(text) is not None or (not text.isascii() and expression_in(text) != "")


def leaves_all_as_it_was(text: str) -> bool:
    """Whether after this everybody still stands, sits and holds what they did: only looks and faces are spoken of."""
    if not _begin_like(text, _STILL_STEMS):
        return False
    return _STILL.search(text) is not None and _SEATED_OR_STANDING.search(text) is None and not moves_about(text)


def _begin_like(text: str, stems: tuple[str, ...]) -> bool:
    """Whether a word begins like one of a pattern's: false only where that is sure, and sooner than the pattern knows."""
    words = plain_words(text)
    return words is None or any(word.startswith(stems) for word in words)


def side_by_side(text: str) -> bool:
    """Whether two people face the same way."""
    return has_any(text, _BESIDE) and _SIDE_BY_SIDE.search(text) is not None


def _facing_in(text: str) -> Facing | None:
    if not has_any(text, _TURNING):
        return None
    if _AWAY.search(text):
        return Facing.AWAY
    if _TO_CAMERA.search(text):
        return Facing.CAMERA
    if _LEFT.search(text):
        return Facing.LEFT
    if _RIGHT.search(text):
        return Facing.RIGHT
    return None


def _predicate(after: str) -> str:
    text = after.strip()
    described = text.startswith(("(", "（", ","))
    if text.startswith(("(", "（")):
        close = max(text.find(")"), text.find("）"))
        text = text[close + 1 :].strip() if close > 0 else text
    if described:
        # "TOMAS (68), tall, white beard, polishes the lens": what he does comes after what he looks like.
        text = _AGE_FIRST.sub("", text, count=1)
        starts = [clause.start(1) for clause in _VERB_CLAUSE.finditer(text)]
        text = text[starts[-1] :] if starts else text
        # "40s, tired salaryman, loosening his tie".
        doing = None if starts else _DOING_LAST.search(text)
        text = doing[1] if doing else text
    text = _BRACKET.sub("", text, count=1) if "(" in text[:60] or "（" in text[:60] else text
    text = text.lstrip(" ,;:-–—'’@)）」").rstrip(" .!…")
    if not text.isascii():
        text = _PARTICLE.sub("", text).rstrip("。！？ ")
    if text.startswith(("s ", "的", "の", "に", "を")) or _NO_PREDICATE.match(text):
        return ""
    return text if len(text) <= 140 else f"{text[:140].rsplit(' ', 1)[0]} …"

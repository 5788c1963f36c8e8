"""What people do in a sentence: onset and result of an action, entrances and exits, faces, which way they look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from storyboard.breakdown.deeds import Deed
from storyboard.breakdown.sentences import has_any, plain_words, word_set
from storyboard.breakdown.whereabouts import comes, goes
from storyboard.model import Action, Facing

# verb pattern, what the first picture shows, what the last one shows; {who} is the person, {what} the object.
_CHANGES: tuple[tuple[str, str, str], ...] = (
    (r"falls?(?: down| over)?|collapses?|trips|stumbles", "{who} loses balance", "{who} lies on the ground"),
    (r"sits? (?:down|up)|sits(?= (?:on|in|at|beside|next|opposite|across|by|down))|takes? a seat", "{who} stands before the seat", "{who} is seated"),
    (r"stands? up|gets? up|rises?(?: to)?|gets? to (?:his|her|their) feet", "{who} is still seated", "{who} stands upright"),
    (r"kneels?|crouch(?:es)?|squats?|ducks?", "{who} stands upright", "{who} is down low"),
    (r"lies? down|lays? down", "{who} is about to lie down", "{who} lies still"),
    (r"jumps?|leaps?", "{who} crouches to jump", "{who} lands"),
    (r"(?:comes?|walks?|runs?|steps?|bursts?|storms?|rushes|hurries|slips|climbs) (?:back )?(?:in|inside|into)\b|enters?|arrives?|appears?|emerges?", "{who} in the doorway, coming in", "{who} is inside"),
    (r"(?:walks?|runs?|steps?|storms?|goes|hurries|rushes|heads|slips|climbs|drives|rides) (?:out|off|away|outside)\b|exits?|leaves?|departs?|disappears?", "{who} is about to leave", "{who} is gone"),
    (r"turns? (?:around|back|to|toward|towards|away)|spins? around|whirls|turns(?=[.,;]| and)", "{who} before turning", "{who} has turned"),
    (r"opens?(?: up)?(?= (?:the|a|an|his|her|its|their)\b)", "{what} is still closed", "{what} is open"),
    (r"(?:closes?|shuts?|slams?)(?= (?:the|a|an|his|her|its|their)\b)", "{what} is still open", "{what} is closed"),
    (r"(?:picks? up|grabs?|snatch(?:es)?)(?= (?:the|a|an|his|her|its|their)\b)|takes?(?= (?:the|his|her|its|their)\b)", "{who} reaches for {what}", "{who} holds {what}"),
    (r"(?:puts? down|sets? down|drops?|lays?)(?= (?:the|a|an|his|her|its|their)\b)", "{who} holds {what}", "{who} has let go of {what}"),
    (r"(?:lifts?|raises?|hoists?)(?= (?:the|a|an|his|her|its|their)\b)", "{who} has a hand on {what}", "{who} holds {what} up"),
    (r"(?:puts? on|pulls? on)(?= (?:the|a|an|his|her|its|their)\b)", "{who} holds {what}", "{who} wears {what}"),
    (r"(?:takes? off|removes?)(?= (?:the|a|an|his|her|its|their)\b)", "{who} wears {what}", "{who} holds {what}"),
    (r"looks? up|raises? (?:his|her|their) head|lifts? (?:his|her|their) head", "{who} looks down", "{who} looks up"),
    (r"looks? down|lowers? (?:his|her|their) head|bows", "{who} looks straight ahead", "{who} looks down"),
    (r"reach(?:es)?(?: up| out| over| for)", "{who} begins to reach", "{who} has reached it"),
    (r"(?:hugs?|embraces?|kisses)", "{who} leans closer", "{who} holds on in an embrace"),
    (r"(?:walks?|runs?|comes?|climbs?|crosses|approaches|strides?|hurries|limps?|jogs?|marches|crawls?|strolls?)", "{who} in mid-stride", "{who} has come to a stop"),
)  # fmt: skip
_OBJECT_CHANGES: tuple[tuple[str, str, str], ...] = (
    (r"opens", "{what} is closed", "{what} is open"),
    (r"closes|shuts|slams shut", "{what} is open", "{what} is closed"),
    (r"explodes|blows up", "{what} is whole", "{what} is in flames"),
    (r"goes (?:out|dark)|dies(?= (?:out|away|down))", "{what} is lit", "{what} is dark"),
    (r"comes on|lights up|blinks(?: back| on)?|flickers on", "{what} is dark", "{what} is lit"),
    (r"falls|drops|shatters|breaks", "{what} is whole", "{what} lies broken"),
)
_MOVES_ABOUT = re.compile(
    r"\b(?:walk|run|r[au]n|come|comes|enter|arriv|cross|climb|approach|stride|hurr|limp|jog|march|crawl|stroll|step|race|chase"
    r"|danc|jump|leap|fall|rush|storm|follow|lead|ride|swim|fight|hops?\b|cour[ts]|corr|беж|ид[её]т|rennt|läuft|geht)\w*",
    re.IGNORECASE,
)
_FACE = re.compile(
    r"\b(?:smil|grin|frown|star|glar|gaz|blink|nod|sigh|cr(?:y|ies)|tear|weep|sob|laugh|chuckl|smirk|listen|hesitat|think"
    r"|realiz|realis|wince|gasp|whisper|watch|look|glanc|eyes?\b|face|wip|swallow|mutter|shock|stunned|speechless)\w*",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:smil|grin|frown|star(?:e|es|ing)\b|glar|gaz|blink|nod|sigh|laugh|chuckl|smirk|listen|hesitat|think|realiz|realis|wince"
    r"|gasp|watch|look|glanc|notice|see[s]?\b|hear|react|groan|pause|wait|silent|silence|speechless|consider|shrug)\w*",
    re.IGNORECASE,
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

_EXPRESSIONS: tuple[tuple[str, str], ...] = (
    (r"almost (?:smil|grin)\w*", "almost smiling"),
    (r"smil(?:e|es|ed|ing)\b|grin(?:s|ned|ning)?\b|beaming\b|souri\w*|sonr\w*|улыб\w*|lächel\w*|微笑|cheerful\w*|happ(?:y|ily)|pleased|delighted", "smiling"),
    (r"laugh\w*|chuckl\w*|giggl\w*|rit\b|ríe|смеё\w*|lacht|大笑", "laughing"),
    (r"tears?\b|cr(?:y|ies|ying)\b|weep(?:s|ing)?\b|sob(?:s|bing)?\b|tearful\w*|pleur\w*|llora\w*|плач\w*|weint|哭", "in tears"),
    (r"ang(?:ry|rily)|furious\w*|glar(?:es?|ing)|seeth\w*|enraged|shout(?:s|ed|ing)?\b|yell(?:s|ed|ing)?\b|scream(?:s|ing)?\b|explod(?:es|ing) at", "angry"),
    (r"afraid|scared|terrif\w*|fright\w*|fear\w*|panick?\w*|horrif\w*|trembl\w*", "frightened"),
    (r"surpris\w*|shock\w*|stunned|astonish\w*|startl\w*|gasp\w*|speechless|wide-eyed|amazed", "surprised"),
    (r"sad(?:ly|ness)?\b|defeated|mournful\w*|heartbroken|gloom\w*|dejected|devastated", "sad"),
    (r"worr(?:y|ied|ies)|anxious\w*|nervous\w*|uneas\w*|concerned", "worried"),
    (r"frown\w*|scowl\w*|frustrat\w*|annoyed|irritated|rolling (?:his|her|their) eyes|bitter\w*", "frowning"),
    (r"confus\w*|puzzled|bewilder\w*|perplex\w*", "puzzled"),
    (r"determin\w*|decisive\w*|resolute\w*|grim(?:ly)?\b|firm(?:ly)?\b|confident\w*", "determined"),
    (r"tired\w*|exhaust\w*|wear(?:y|ily)|out of breath|breathless\w*|panting|essoufflé\w*", "out of breath"),
    (r"disgust\w*|grimac\w*|winc\w*", "grimacing"),
    (r"proud\w*|smug\w*|smirk\w*", "smirking"),
    (r"calm(?:ly)?\b|peaceful\w*|serene\w*", "calm"),
    (r"whisper\w*|barely a voice|under (?:his|her|their) breath|hushed|sotto voce|en voz baja|à voix basse|低声", "hushed"),
    (r"curious\w*|intrigued|fascinated", "curious"),
    (r"excited\w*|thrilled|eager\w*", "excited"),
)  # fmt: skip
_NO_PREDICATE = re.compile(
    r"(?:as|while|when|where|through|with|and|in|on|at|who|whose|but|is seen|the|an?|his|her|their|to|from|by|for|of)\b",
    re.IGNORECASE,
)
# Further from a name than this, in characters, somebody else comes and goes.
_NEAR = 90
_SHORT_STEMS = frozenset(("ang", "cry", "cri", "sad", "sob", "rit"))
_OTHER_ACTOR = re.compile(r"\b(?:as|while|when|where|until|that|which)\b", re.IGNORECASE)
_VERB_CLAUSE = re.compile(
    r"(?:^|,\s)((?!(?:his|its|this|is|was|has|glasses|jeans|boots|always)\b)[a-z]+s\s(?!and\b|with\b|of\b)[^,]*(?:,(?!\s[a-z]+s\s)[^,]*)*)"
)
_SERIOUS_WORDS = re.compile(r"\b(?:no longer|stops?|without|doesn't|does not|never) (?:\w+ ){0,1}$", re.IGNORECASE)


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
        expression = expression or expression_in(deed.after)
        facing = facing or _facing_in(deed.after)
        if deed.acts:
            near = deed.after if len(deed.after) < _NEAR else deed.after[:_NEAR].rpartition(" ")[0]
            enters = enters or comes(near, there=there)
            exits = goes(near, there=there) or (exits and not comes(near, there=True))
        if not doing and (deed.named or deed.acts):
            doing = _predicate(deed.after)
    return Acted(expression, facing, enters, exits, doing)


def expression_in(text: str) -> str:
    """The face a text describes, in one or two words; empty if it describes none."""
    words, stems = plain_words(text), _face_stems()
    if words is not None and not any(word[:4] in stems or word[:3] in _SHORT_STEMS for word in words):
        return ""
    for match in _faces().finditer(text):
        if not _SERIOUS_WORDS.search(text, max(0, match.start() - 24), match.start()):
            return _EXPRESSIONS[int((match.lastgroup or "e0")[1:])][1]
    return ""


def parts_of_action(text: str, sentences: Sequence[str], who: str, doing: str = "") -> Action:
    """Onset, motion and result of what happens in a shot.

    Args:
        text: The whole action.
        sentences: Its sentences.
        who: The only person in it, as a sentence calls them; empty when there are none or several.
        doing: What that person does, as far as it is known.

    The first sentence with a verb whose beginning and end can be pictured decides; without one the whole text is what
    the first picture shows, and the rest is left blank.
    """
    for sentence in sentences:
        if who:
            match = _first(_person_changes(), sentence)
            if match and _does_it(sentence[: match[1].start()], doing, match[1].group()):
                index, found = match
                _, start, end = _CHANGES[index]
                what = _object_after(sentence[found.end() :])
                if "{what}" not in start or what:
                    return Action(
                        text=text,
                        start=start.format(who=who, what=what),
                        motion=sentence.rstrip(),
                        end=end.format(who=who, what=what),
                    )
        match = _first(_object_changes(), sentence)
        if match and not who:
            index, found = match
            _, start, end = _OBJECT_CHANGES[index]
            what = _thing_before(sentence[: found.start()])
            if what:
                return Action(
                    text=text, start=start.format(what=what), motion=sentence.rstrip(), end=end.format(what=what)
                )
    return Action(text=text, start=text)


def moves_about(text: str) -> bool:
    """Whether somebody needs room: walks, runs, comes in."""
    return _MOVES_ABOUT.search(text) is not None


def is_in_the_face(text: str) -> bool:
    """Whether what matters can be read in a face."""
    return _FACE.search(text) is not None


def leaves_all_as_it_was(text: str) -> bool:
    """Whether after this everybody still stands, sits and holds what they did: only looks and faces are spoken of."""
    return _STILL.search(text) is not None and _SEATED_OR_STANDING.search(text) is None and not moves_about(text)


def side_by_side(text: str) -> bool:
    """Whether two people face the same way."""
    return has_any(text, _BESIDE) and _SIDE_BY_SIDE.search(text) is not None


def _does_it(before: str, doing: str, verb: str) -> bool:
    """Whether it is the person who does what the verb says, and not the beam that crosses their face."""
    if doing.startswith(verb):
        return True
    return len(before.split()) <= 6 and not _OTHER_ACTOR.search(before)


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
        starts = [clause.start(1) for clause in _VERB_CLAUSE.finditer(text)]
        text = text[starts[-1] :] if starts else text
    text = text.lstrip(" ,;:-–—'’").rstrip(" .!…")
    if text.startswith("s ") or _NO_PREDICATE.match(text):
        return ""
    return text if len(text) <= 140 else f"{text[:140].rsplit(' ', 1)[0]} …"


def _object_after(text: str) -> str:
    match = re.match(
        r"\s+(?:up |down )?((?:the|a|an|his|her|its|their) (?:[\w'’-]+ ?){1,3}?)(?=\s*(?:[.,;:]|$|\band\b|\w+ing\b|\bof\b|\bout\b|\bfrom\b|\bwith\b|\binto\b|\bin\b|\bon\b|\bto\b|\bup\b|\bdown\b))",
        text,
    )
    return match[1].strip() if match else ""


def _thing_before(text: str) -> str:
    words = text.split()[-4:]
    for index, word in enumerate(words):
        if word.casefold() in {"the", "a", "an", "one", "his", "her", "their"}:
            return " ".join(words[index:])[:1].lower() + " ".join(words[index:])[1:]
    return ""


def _first(pattern: re.Pattern[str], sentence: str) -> tuple[int, re.Match[str]] | None:
    match = pattern.search(sentence)
    return (int((match.lastgroup or "v0")[1:]), match) if match else None


@cache
def _person_changes() -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?P<v{index}>(?:{verb}))(?!\w)" for index, (verb, _, _) in enumerate(_CHANGES)))


@cache
def _object_changes() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"\b(?P<v{index}>(?:{verb}))(?!\w)" for index, (verb, _, _) in enumerate(_OBJECT_CHANGES))
    )


@cache
def _face_stems() -> frozenset[str]:
    """First four letters of every word for a face: most sentences have none, and are not looked at further."""
    return frozenset(stem[:4] for words, _ in _EXPRESSIONS for stem in re.findall(r"[a-z]{4,}", words))


@cache
def _faces() -> re.Pattern[str]:
    patterns = (rf"(?P<e{index}>(?<!\w)(?:{words}))" for index, (words, _) in enumerate(_EXPRESSIONS))
    return re.compile("|".join(patterns), re.IGNORECASE)

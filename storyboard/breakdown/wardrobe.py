"""What people wear, as far as the script says: ``dressed in``, ``changes into``, ``soaked``; to prefill look sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyboard.breakdown.bounded import bounded
from storyboard.breakdown.people import Cast
from storyboard.breakdown.pronouns import pronouns_in
from storyboard.breakdown.sentences import plain_words, split_sentences, without_quotations
from storyboard.model import ElementKind, Noun, Script, Source

_GARMENTS = (
    r"coats?|raincoats?|overcoats?|trench ?coats?|jackets?|suits?|tuxedo|dress(?:es)?|gowns?|skirts?|shirts?|t-?shirts?|blouses?|sweaters?|jumpers?"
    r"|cardigans?|hood(?:ie|y)s?|trousers|pants|jeans|shorts|uniforms?|overalls|apron|robe|bathrobe|pyjamas|pajamas|nightgown|swimsuits?|bikini|boots|shoes|heels"
    r"|sneakers|hats?|caps?|helmets?|scarf|scarves|gloves|veil|glasses|sunglasses|costume|armou?r|cloak|cape|parka|anorak|vest|waistcoat|ties?|rags|fatigues|scrubs"
    r"|manteaux?|imperméable|veste|blouson|robe|jupe|chemise|chemisier|pull|pantalon|jean|uniforme|tablier|peignoir|pyjama|maillot|bottes|chaussures|chapeau|casquette"
    r"|écharpe|gants|lunettes|smoking|cape|tailleur"
    r"|\w*(?:mantel|jacke|anzug|kleid|rock|hemd|bluse|pullover|hose|uniform|schürze|bademantel|schlafanzug|stiefel|schuhe|hut|mütze|helm|schal|brille|ölzeug|kostüm)"
    r"|abrigo|gabardina|chaqueta|traje|vestido|falda|camisa|blusa|jersey|suéter|pantalones|vaqueros|delantal|bata|pijama|bañador|botas|zapatos|sombrero|gorra|bufanda"
    r"|guantes|gafas"
    r"|cappotto|impermeabile|giacca|vestito|abito|gonna|camicia|camicetta|maglione|pantaloni|divisa|grembiule|vestaglia|pigiama|costume|stivali|scarpe|cappello|berretto"
    r"|sciarpa|guanti|occhiali"
    r"|casaco|jaqueta|paletó|terno|saia|calças?|avental|roupão|maiô|sapatos|chapéu|boné|cachecol|luvas|óculos"
    r"|пальто|плащ[еа]?|куртк[еу]|костюм[е]?|плать[еия]|юбк[еу]|рубашк[еу]|блузк[еу]|свитер[е]?|брюк[аи]\w*|джинс\w+|форм[еу]|халат[е]?|пижам[еу]|сапог\w*|шляп[еу]"
    r"|шапк[еу]|шарф[е]?|перчатк\w+|очк\w+|футболк[еу]"
    r"|معطفا?|فستانا?|قميصا?|سترة|بدلة|ثوبا?|حجابا?|قبعة|بنطالا?|حذاء|زيا?|نظارة"
)
_GARMENTS_JOINED = r"衣|外套|大衣|裙|西装|西服|毛衣|衬衫|制服|裤|靴|鞋|帽|围巾|眼镜|风衣|旗袍|コート|ジャケット|スーツ|ドレス|ワンピース|シャツ|セーター|ズボン|靴|帽子|眼鏡|マフラー|着物|浴衣|エプロン"
_GARMENT = re.compile(rf"\b(?:{_GARMENTS})\b|{_GARMENTS_JOINED}", re.IGNORECASE)
# How it is said that somebody has a thing on.
_WORN = re.compile(
    r"\b(?:(?:is |are |still |now )?wear(?:s|ing)|dressed (?:in|as)|clad in|now in|changed? into|changes into|puts on|pulls on|slips into|takes off|removes|sheds"
    r"|in (?=(?:an?|his|her|their|the|full)?\s*(?:[\w-]+\s){0,3}?[\w-]+)"
    r"|porte(?:nt)?(?= )|vêtue?s?|habillée?s?|enfile|retire|enlève|ôte|en(?= (?:robe|costume|manteau|uniforme|tailleur|pyjama|peignoir|maillot|pull|chemise|smoking|blouson))"
    r"|dans (?:un|une|son|sa)|trägt|tragen|gekleidet|bekleidet|zieht|lleva|viste|vestid[oa]s?|con (?:un|una|su)|se (?:pone|quita)|indossa|vestit[oa]|in (?:abito|divisa|costume|cappotto)|si (?:mette|toglie)"
    r"|veste|vestindo|usa(?:ndo)?|de(?= (?:uniforme|terno|vestido|casaco|traje|chapéu))|coloca|в(?= )|одета? в|одет|переодел\w+|надева\w+|надел\w*|снима\w+|[يت]رتدي|[يت]لبس|مرتديا|مرتدية)\b"
    r"|穿着|身穿|身着|换上|披着|戴着|脱下|を着|に着替え|姿|を羽織|を脱|をかぶ|をかけ",
    re.IGNORECASE,
)
# States that show on clothes; they need no garment.
_STATE = re.compile(
    r"\b(?:soaked(?: through| to the skin)?|drenched|dripping wet|soaking wet|barefoot|naked|shirtless|covered in (?:mud|blood|dust|snow|flour|soot|paint)|muddy|bloodied|blood-stained"
    r"|changes (?:his|her|their) clothes|trempée?s?|pieds nus|nue?s? (?=et)|couverte?s? de (?:boue|sang|poussière)|se change|durchnässt|klatschnass|nass bis auf die haut|barfuß|nackt"
    r"|zieht sich um|empapad[oa]s?|descalz[oa]|cubiert[oa] de (?:barro|sangre|polvo)|se cambia|bagnat[oa] fradici[oa]|fradici[oa]|zupp[oa]|scalz[oa]|coperto di (?:fango|sangue)"
    r"|si cambia|encharcad[oa]|ensopad[oa]|descalç[oa]|coberto de (?:lama|sangue)|troca de roupa|мокр\w+|промокш\w+|промок\w*|босиком|босой|в крови|в грязи|مبلل\w*|حافي\w*)\b"
    r"|浑身湿透|湿透|全身湿|赤脚|满身(?:泥|血)|ずぶ濡れ|びしょ濡れ|裸足|泥だらけ|血まみれ",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[^,;:，、；：。.!?！？()（）؛،]+")
_LONGEST = 120


class WardrobeNote(Noun):
    """What somebody wears or looks like in a scene, in the script's words.

    `scene` is the scene's id in the script; a look that is changed in it has more than one note.
    """

    character: str
    scene: str
    text: str
    source: Source


def wardrobe_in(script: Script, cast: Cast) -> tuple[WardrobeNote, ...]:
    """Everything a script says of its people's clothes, in its order.

    Args:
        script: The script as read.
        cast: Its people.
    """
    notes: list[WardrobeNote] = []
    for scene in bounded(script).scenes:
        last = ""
        said: set[tuple[str, str]] = set()
        for element in scene.elements:
            if element.kind not in {ElementKind.ACTION, ElementKind.NOTE, ElementKind.PARENTHETICAL}:
                if element.kind is ElementKind.CHARACTER:
                    speaker = cast.speaker(element)
                    last = speaker.people[0] if len(speaker.people) == 1 else last
                continue
            for sentence in split_sentences(element.text):
                for character, text in _worn_in(sentence, cast, last):
                    if (character, text) not in said:
                        said.add((character, text))
                        notes.append(
                            WardrobeNote(character=character, scene=scene.id, text=text, source=element.source)
                        )
                found = cast.mentions.find(sentence)
                last = found[0].name if found else last
    return tuple(notes)


def _worn_in(sentence: str, cast: Cast, last: str) -> Iterator[tuple[str, str]]:
    if not _may_tell(sentence):
        return
    masked = without_quotations(sentence)
    people = cast.mentions.find(sentence)
    for clause in _CLAUSES.finditer(masked):
        text = clause.group()
        worn, state, garment = _WORN.search(text), _STATE.search(text), _GARMENT.search(text)
        in_brackets = _is_open(masked[: clause.start()])
        listed = garment and not worn and _is_description(text, garment)
        if not ((worn and garment) or state or (garment and in_brackets) or listed):
            continue
        first = worn or state or garment
        before = [person for person in people if first and person.end <= clause.start() + first.start() + 1]
        if before:
            owner = before[-1].name
        elif len(people) == 1 and not pronouns_in(text):
            owner = people[0].name  # "Dressed in red, Nora comes in."
        else:
            owner = "" if people and not pronouns_in(text) else last
        said = _words(text, worn if worn and garment else state, owner)
        if owner and said:
            yield owner, said


def _words(text: str, told: re.Match[str] | None, owner: str) -> str:
    """The clause from where it speaks of clothes; where that word stands behind them, all of it without the name."""
    # In Japanese the garment comes first: 赤いコートを着ている.
    behind = told is None or told.group()[0] in "を姿に"
    said = text.replace(owner, "", 1) if behind or told is None else text[told.start() :]
    said = said.strip(" 、，「」がはを")
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rsplit(' ', 1)[0]} …"


def _is_open(text: str) -> bool:
    return text.count("(") + text.count("（") > text.count(")") + text.count("）")


def _is_description(text: str, garment: re.Match[str]) -> bool:
    """Whether a clause is nothing but a garment: ``tall, grey suit, white beard``."""
    return len(text.split()) <= 4 and garment.end() >= len(text.rstrip()) and not _DONE_TO.match(text)


# "holds her coat": done to a garment that nobody has on.
_DONE_TO = re.compile(r"\s*\w+s\s+(?:an?|the|his|her|their)\b", re.IGNORECASE)


def _may_tell(sentence: str) -> bool:
    words = plain_words(sentence)
    if words is not None and not any(word[:4] in _TELLING for word in words):
        return False
    return (_GARMENT.search(sentence) or _STATE.search(sentence)) is not None


# First four letters of every garment and state: most sentences have none.
_TELLING = frozenset(word[:4] for word in re.findall(r"(?<![a-z\\])[a-z]{3,}", f"{_GARMENTS} {_STATE.pattern}")) | {
    "coat",
    "hat",
    "cap",
    "tie",
}

"""Colours that a description names: ``short dark-red hair; yellow raincoat, teal trousers, brown boots``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.backends.previs.clothwords import CUSTOMARY, FOREIGN_CLOTHES, FOREIGN_COLOURS, ONE_PIECE
from storyboard.backends.previs.colour import Colour, mix, shade

_COLOURS: tuple[tuple[Colour, str], ...] = (
    ((28, 28, 32), r"black|jet|ebony|raven"),
    ((244, 242, 236), r"white|snow-white"),
    ((128, 130, 134), r"gr[ea]y|silver|ash(?:en)?|slate|charcoal"),
    ((186, 44, 40), r"red|crimson|scarlet|cherry|ruby"),
    ((150, 62, 36), r"auburn|ginger|copper|rust|chestnut"),
    ((110, 32, 44), r"burgundy|maroon|wine"),
    ((230, 122, 44), r"orange"),
    ((240, 192, 52), r"yellow|mustard|saffron|golden?"),
    ((226, 196, 126), r"blond(?:e)?|fair|straw|sandy"),
    ((70, 132, 84), r"green|emerald"),
    ((108, 116, 64), r"olive|khaki"),
    ((40, 110, 118), r"teal|turquoise|petrol|cyan"),
    ((60, 104, 172), r"blue|azure|cobalt|denim"),
    ((38, 54, 96), r"navy|indigo|midnight"),
    ((118, 78, 150), r"purple|violet|lilac|lavender|mauve|plum"),
    ((226, 150, 170), r"pink|rose|magenta|fuchsia"),
    ((112, 76, 50), r"brown|chocolate|mahogany|leather"),
    ((212, 188, 150), r"beige|tan|camel|sand|fawn"),
    ((240, 230, 206), r"cream|ivory|off-white|bone"),
)
_HAIR = r"hair(?:ed)?|curls|braids?|bob|locks|ponytail|plaits?|afro|fringe|bun|mane|buzz ?cut"
_TOP = (
    r"(?:rain|pea|over|trench|frock|lab|waist)?coat|jacket|jersey|jumper|sweater|pullover|cardigan|hoodie|shirt|t-shirt|"
    r"blouse|dress|gown|robe|tunic|suit|uniform|parka|anorak|cloak|cape|vest|kimono|sari|overalls?|dungarees|blazer|top"
)
_LEGS = r"trousers|pants|jeans|slacks|shorts|leggings|skirt|tights|breeches|chinos|stockings"
_SHOES = r"boots?|shoes?|sneakers|trainers|sandals|heels|loafers|slippers|clogs|wellingtons"
_DARK_SKIN = r"(?:dark|black|deep brown|ebony)[ -](?:skin(?:ned)?|complexion)|\bblack (?:woman|man|girl|boy)\b"
_BROWN_SKIN = (
    r"(?:brown|olive|tan(?:ned)?|bronze|golden)[ -](?:skin(?:ned)?|complexion)|\b(?:tanned|sunburnt|swarthy)\b"
)
_PALE_SKIN = r"(?:pale|fair|white|freckled|light)[ -](?:skin(?:ned)?|complexion)|\b(?:pale|freckled|freckles)\b"
_LONG_HAIR = re.compile(
    r"\b(?:long|waist-length|shoulder-length|flowing|tangled)(?:[ ,]+(?!short\b)[\w-]+){0,3} (?:hair|curls|locks|braids?|plaits?)\b"
    r"|\b(?:braids|pigtails|plaits)\b"
)
_BALD = re.compile(r"\b(?:bald(?:ing|-headed)?|shaven? head(?:ed)?|shaved head|no hair|hairless)\b")
_BEARDED = re.compile(
    r"(?<!no )(?<!without a )\b(?:full |short |long |white |grey |black )*(?:beard(?:ed)?|goatee|whiskers)\b"
)
# What stands between a colour and what has it: "yellow hooded oilskin coat".
_BETWEEN = r"(?:[ -]+(?!and\b|with\b)[\w'’]+){0,3}?[ -]+"


@dataclass(frozen=True)
class Worn:
    """Colours of somebody, and what of their hair changes an outline, as far as words give them."""

    hair: Colour | None = None
    top: Colour | None = None
    leg: Colour | None = None
    shoe: Colour | None = None
    skin: Colour | None = None
    long_hair: bool = False
    bald: bool = False
    bearded: bool = False

    @property
    def known(self) -> bool:
        """At least one was named."""
        return any((self.hair, self.top, self.leg, self.shoe, self.skin))


def colours_told(text: str) -> Worn:
    """The colours of hair, clothes and skin in a description; what it does not name is None."""
    told = " ".join(text.casefold().split())
    return Worn(
        hair=_of(told, _HAIR) or _foreign(told, "hair"),
        top=_of(told, _TOP) or _foreign(told, "top"),
        leg=_of(told, _LEGS) or _foreign(told, "leg"),
        shoe=_of(told, _SHOES) or _foreign(told, "shoe"),
        skin=_skin(told),
        long_hair=_LONG_HAIR.search(told) is not None,
        bald=_BALD.search(told) is not None,
        bearded=_BEARDED.search(told) is not None,
    )


def clothes_told(text: str) -> Worn:
    """The colours of the clothes in what is said of a wardrobe.

    A garment of one piece gives its colour to the legs too, unless they are named; pyjamas, scrubs and the like have a
    colour of their own unless one is told; of "all in black" everything is black.
    """
    told = " ".join(text.casefold().split())
    worn = colours_told(told)
    top, leg = worn.top, worn.leg
    whole = re.search(r"\b(?:dressed|clad|all|head to toe|entirely)?\s*in ([\w-]+)\b", told)
    if top is None and whole is not None:
        top = next((colour for colour, names in _COLOURS if re.fullmatch(names, whole[1])), None)
        leg = leg or top
    one_piece = _of(told, ONE_PIECE) or _foreign(told, "", ONE_PIECE)
    top = top or one_piece
    if top is None:
        top = next((colour for names, colour in CUSTOMARY if re.search(rf"(?<!\w)(?:{names})", told)), None)
    if leg is None and re.search(rf"(?<!\w)(?:{ONE_PIECE})(?!\w)|睡衣|パジャマ|连衣裙|ワンピース|着物", told):
        leg = one_piece or top
    if leg is None and re.search(r"\bjeans?\b|\bdenims?\b|牛仔裤|ジーンズ", told):
        leg = (66, 92, 138)
    return Worn(top=top, leg=leg, shoe=worn.shoe)


def _foreign(told: str, part: str, words: str = "") -> Colour | None:
    """As `_of`, in the other languages."""
    spaced, joined = (words, "") if words else FOREIGN_CLOTHES[part]
    for colour, after, before, unspaced in FOREIGN_COLOURS:
        follows = rf"\b(?:{spaced})(?:[ -](?!et |y |e |и |und )[\w'’]+){{0,2}}[ -](?:{after})(?!\w)"
        precedes = rf"\b(?:{before})(?: [\w'’]+){{0,2}}[ -](?:{spaced})(?!\w)"
        within = rf"|(?:{unspaced})色?[い的のな]?\w{{0,2}}?(?:{joined})" if joined else ""
        if re.search(rf"{follows}|{precedes}{within}", told):
            return colour
    return None


def _of(told: str, things: str) -> Colour | None:
    """The colour said nearest before the first of these things, within its own phrase."""
    best: tuple[int, int, Colour] | None = None
    for colour, names in _COLOURS:
        for match in re.finditer(
            rf"(?:\b(dark|deep|light|pale|bright)[ -])?\b({names})\b{_BETWEEN}\b(?:{things})\b", told
        ):
            if re.search(r"[,;.]", match[0]):
                continue
            toned = shade(colour, 0.66) if match[1] in {"dark", "deep"} else colour
            toned = mix(toned, (255, 255, 255), 0.35) if match[1] in {"light", "pale"} else toned
            # Of several colours before one thing the nearest is its own.
            rank = (match.end(), -match.start(2))
            if best is None or rank < best[:2]:
                best = (*rank, toned)
    return best[2] if best else None


def _skin(told: str) -> Colour | None:
    for colour, words in (((106, 70, 52), _DARK_SKIN), ((172, 122, 86), _BROWN_SKIN), ((242, 212, 190), _PALE_SKIN)):
        if re.search(words, told):
            return colour
    return None

"""Scene headings in the forms of other countries: ``第1场 咖啡馆 日 内``, ``○喫茶店・中（夜）``, ``SÉQUENCE 3 - INT. GARE``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.model import Heading, Interior
from storyboard.script.counting import NUMERAL, count_of
from storyboard.script.emphasis import plain
from storyboard.script.heading import match_heading, read_heading
from storyboard.script.words import TIME_WORDS

_SCENE_WORD = (
    "scene|szene|bild|scène|séquence|séq\\.?|seq\\.?|sequence|sequenz|escena|esc\\.?|secuencia|sec\\.?|scena|cena|sequência|сцена|сц\\.?|эпизод"
    "|シーン|場面|场次|场景|場景|场|場|مشهد|المشهد|씬|sc\\.?|s\\s?#|s"
)
_MARKS = r"[ \t\u3000]*(?:#{1,6}[ \t]*)?[*_【]{0,3}[ \t]*"
_WORDED = re.compile(
    rf"{_MARKS}(?:{_SCENE_WORD})[ \t]*(?:no\.?|nr\.?|n°|№|#)?[ \t]*(?P<number>(?:{NUMERAL})(?:[-.](?:{NUMERAL}))?[A-Za-z]?)[ \t]*[】*_]{{0,3}}"
    r"[ \t]*(?:[|｜:：.)、,，．]|[-–—](?=\s)|(?=\s|$|[(（]))[ \t\u3000]*(?P<rest>.*)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    rf"{_MARKS}第[ \t]*(?P<number>{NUMERAL})[ \t]*[场場幕]戏?[】*_]{{0,3}}[ \t\u3000:：、.|｜，,-]*(?P<rest>.*)"
)
_DASHED = re.compile(r"[ \t]*(?P<number>[0-9]{1,3}[-–][0-9]{1,3}[A-Za-z]?)[.、:：]?[ \t\u3000]+(?P<rest>\S.*)")
_JAPANESE = re.compile(
    r"[ \t\u3000]*(?:(?P<number>[0-9０-９]{1,3})[.．、]?[ \t\u3000]*)?[○〇◯●◎■□◆◇★☆][ \t\u3000]*(?P<rest>\S.{0,80})"
)
_NUMBERED_JA = re.compile(
    r"[ \t\u3000]*(?P<number>[0-9０-９]{1,3})[.．、 \u3000][ \t\u3000]*(?P<rest>[^「」。]{1,40}[・（(][^「」。]{1,20})"
)
PLACE_LINE = re.compile(
    rf"{_MARKS}(?P<label>场景|場景|地点|地點|场次|場所|シーン)[】*_]{{0,3}}[ \t]*[:：][ \t]*(?P<rest>.+)"
)
TIME_LINE = re.compile(rf"{_MARKS}(?P<label>时间|時間)[】*_]{{0,3}}[ \t]*[:：][ \t]*(?P<rest>.+)")
_SPLIT = re.compile(r"\s*[|｜·・,，、；;/／\u3000]\s*|\s+[-–—]+\s+|\s*[–—]+\s*|\s+")
_SIDES = {
    **dict.fromkeys(
        ("内", "内景", "內", "內景", "室内", "室內", "屋内", "中", "店内", "車内", "车内", "int", "int."), Interior.INT
    ),
    **dict.fromkeys(("外", "外景", "室外", "屋外", "表", "前", "ext", "ext."), Interior.EXT),
    **dict.fromkeys(("内外", "内/外", "内外景", "int/ext"), Interior.BOTH),
}
LONGEST_HEADING = 120
SAME_PLACE = frozenset({"同", "同上", "同景", "同所", "同じ"})


@dataclass(frozen=True)
class NativeHead:
    """A heading taken apart, with the scene's number if it has one and its text."""

    number: str | None
    heading: Heading
    text: str


def has_native_headings(text: str) -> bool:
    """Whether scenes are headed in a form of its own: ``第1场``, ``S01 | ...``, ``○...``, ``SCENE 3: INT. ...``."""
    return any(
        len(line) <= LONGEST_HEADING and match_native(line.strip()) is not None
        for line in text.split("\n")[:4000]
        if line.strip()
    )


def without_scene_words(text: str) -> str | None:
    """A screenplay whose headings begin ``SCENE 3: INT. ...`` as Fountain has them, ``3. INT. ...``; line by line the same.

    Returns:
        None where there is no such heading.
    """
    lines = text.split("\n")
    found = False
    for index, line in enumerate(lines):
        if not line.strip() or len(line) > LONGEST_HEADING or match_heading(line.strip()):
            continue
        match = _WORDED.fullmatch(plain(line).strip().rstrip("*_"))
        if match and (slug := match_heading(match["rest"].strip())):
            number = count_of(match["number"])
            lines[index] = f"{slug.text} #{number}#"
            found = True
    return "\n".join(lines) if found else None


def match_native(line: str) -> NativeHead | None:
    """A heading in one of the native forms; None for any other line, Fountain's own headings among them."""
    bare = plain(line).strip().rstrip("*_】")
    match = _CHINESE.fullmatch(bare)
    if match:
        return _with(match, parse_parts(match["rest"]))
    match = _WORDED.fullmatch(bare)
    if match:
        rest = match["rest"].strip()
        slug = match_heading(rest)
        if slug:
            return _with(match, read_heading(slug.text), slug.text)
        parsed = parse_parts(rest)
        sided = parsed.interior is not Interior.UNKNOWN or bool(parsed.time_raw)
        if sided and len(rest.split()) <= 10 and rest[-1:] not in ".!?。！？":
            return _with(match, parsed)
        return None
    match = _DASHED.fullmatch(bare)
    if match and match_heading(bare) is None:
        parsed = parse_parts(match["rest"])
        if parsed.interior is not Interior.UNKNOWN or (parsed.time_raw and not match["rest"].isascii()):
            return _with(match, parsed)
    match = _JAPANESE.fullmatch(bare)
    if match and not re.search(r"[「」。！？]", match["rest"]):
        return _with(match, parse_parts(match["rest"]))
    match = _NUMBERED_JA.fullmatch(bare)
    if match and not bare.isascii():
        parsed = parse_parts(match["rest"])
        if parsed.time_raw or parsed.interior is not Interior.UNKNOWN:
            return _with(match, parsed)
    match = PLACE_LINE.fullmatch(bare)
    if match and match["label"] in {"场景", "場景", "シーン"}:
        return NativeHead(None, parse_parts(match["rest"]), match["rest"].strip())
    return None


def _with(match: re.Match[str], heading: Heading, text: str = "") -> NativeHead:
    number = match["number"]
    plain_number = count_of(number) if number and "-" not in number and "." not in number else number
    words = text or match["rest"].strip(" 　*_")
    return NativeHead(plain_number or None, heading, words or f"SCENE {plain_number}")


def parse_parts(text: str) -> Heading:
    """Side, place and time of a heading whose parts stand in any order: ``喫茶店・中（夜）``, ``日 内 咖啡馆``."""
    text = " ".join(text.split()).strip("*_# ")
    slug = match_heading(text)
    if slug and not re.search(r"[·・|｜]", text):
        return read_heading(slug.text)
    asides = re.findall(r"[(（【\[]([^()（）【】\[\]]*)[)）】\]]", text)
    without = re.sub(r"[(（【\[][^()（）【】\[\]]*[)）】\]]", " ", text)
    interior, time_raw = Interior.UNKNOWN, ""
    places: list[str] = []
    parts = [part for part in _SPLIT.split(without) if part]
    for part in [*parts, *asides]:
        side = _SIDES.get(part.casefold())
        lit = part.casefold() in TIME_WORDS or (len(part) <= 6 and bool(read_heading(f"INT. X - {part}").time_raw))
        if side and interior is Interior.UNKNOWN and (len(parts) > 1 or asides):
            interior = side
        elif lit and not time_raw and (len(parts) > 1 or asides):
            time_raw = part
        elif part in parts:
            places.append(part)
    if not places and parts:
        places = parts[:1]
    spaced = any(place.isascii() for place in places) or any(0x0370 <= ord(sign) < 0x0E00 for sign in "".join(places))
    known = read_heading(f"INT. X - {time_raw}") if time_raw else Heading(text="")
    return Heading(
        text=text,
        interior=interior,
        place=(" " if spaced else "・").join(places) if spaced else (places[0] if places else ""),
        sub_place="" if spaced else " ".join(places[1:]),
        time_raw=time_raw,
        time=known.time,
    )

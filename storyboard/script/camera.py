"""Camera directions in the free text of lists and tables: which words are one, and text without them.

What a direction means is the breakdown's business; here it is only told from what is seen.
"""

from __future__ import annotations

import re

from storyboard.script.decode import squeeze

_SIZE = (
    r"(?:extreme(?:ly)?|very|super|big|medium|med\.?|mid|tight)?[- ]?(?:close[- ]?ups?|wide|long)(?: ?[- ]?shot| angle)?"
    r"|(?:extreme |medium |macro )?close(?:[- ]shot)?|[exmvb]?[cw]\.?[us]\.?|[xev]?[lmf]s|m[wcl][us]|ecu|bcu|mcu|mls|vls|lws"
    r"|(?:medium|mid|full|master|cowboy|american|establishing|aerial|drone|macro|waist|full[- ]length|group|tight|bust)[- ]?(?:wide )?shot"
    r"|medium|macro|aerial|drone|establishing|master|full|tight"
)
_FRAMING = (
    r"(?:two|three|[23])[- ]?shot|[23]s|single(?: shot)?|(?:dirty|clean) (?:single|ots)|o\.?t\.?s\.?(?: shot)?"
    r"|over[- ]the[- ]shoulder(?: shot)?|p\.?o\.?v\.?(?: shot)?|insert(?: shot)?|cutaway|reaction(?: shot)?|reverse(?: angle| shot)?"
    r"|point of view|profile(?: shot)?|detail(?: shot)?"
)
_ANGLE = (
    r"(?:very |extreme )?(?:low|high|dutch|eye[- ]level|canted|overhead|top[- ]?down|worm'?s?[- ]eye|bird'?s?[- ]eye|god'?s[- ]eye|hip|knee"
    r"|ground|side|back|front(?:al)?|shoulder)(?:[- ](?:angle|shot|view|level|tilt))?|eye[- ]level|dutch|up angle|down angle"
)
_MOVE = (
    r"(?:push(?:es|ing)?|pull(?:s|ing)?|doll(?:y|ies|ying)|track(?:s|ing)?|truck(?:s|ing)?|zoom(?:s|ing)?|crane(?:s)?|craning|boom(?:s|ing)?"
    r"|jib|pan(?:s|ning)?|tilt(?:s|ing)?|pedestal|orbit(?:s|ing)?|arc(?:s|ing)?|circl(?:es?|ing)|whip[- ]?pan|swish[- ]?pan|rack(?: focus)?"
    r"|follow(?:s|ing)?|move|drift(?:s|ing)?|creep(?:s|ing)?|rotat(?:es?|ing)|spin(?:s|ning)?|fly(?:ing)?)"
    r"(?:[- ](?:in|out|back|away|left|right|up|down|forward|backward|around|through|shot|with|over))*"
    r"|static(?: shot| camera)?|locked(?:[- ]off| off| down)?|hand[- ]?held|steadicam|gimbal|tripod|sticks|time[- ]?lapse|slow[- ]motion|slo[- ]?mo"
    r"|freeze frame|rack focus|deep focus|shallow focus|bokeh|dolly zoom|vertigo(?: shot)?"
)
_LENS = r"[0-9]{1,3}(?:\s?[-–]\s?[0-9]{1,3})?\s?mm(?: lens| macro| prime| anamorphic)?|f/?[0-9](?:\.[0-9])?|anamorphic(?: lens)?|fisheye|telephoto|wide[- ]angle lens"
_OTHER = (
    r"gros plan|très gros plan|plan (?:large|moyen|rapproché|américain|d['’]ensemble|serré|séquence|fixe)|plongée|contre-plongée"
    r"|(?:gro(?:ss|ß)|nah|detail)aufnahme|(?:halb)?(?:nahe?|totale)|amerikanische|kamera(?:fahrt|schwenk)|untersicht|aufsicht"
    r"|(?:gran |primer(?:ísimo)? )?primer plano|plano (?:general|medio|detalle|americano|secuencia|picado|contrapicado)|picado|contrapicado"
    r"|primo piano|campo (?:lungo|medio)|(?:очень )?крупный план|средний план|общий план|дальний план|деталь|наезд|отъезд|панорама"
    r"|大?特写|近景|中近景|中景|全景|大?远景|遠景|俯拍|仰拍|平视|俯视|仰视|航拍|推镜头?|拉镜头?|摇镜头?|移镜头?|跟拍|固定镜头|手持|慢推|推近|拉远|环绕|主观镜头|过肩镜头?"
    r"|クローズアップ|ロングショット|ミディアムショット|アップ|バストショット|フルショット|俯瞰|あおり|パン|ズーム(?:イン|アウト)?|ドリー(?:イン|アウト)?|手持ち|固定"
    r"|لقطة (?:قريبة|قريبة جدا|متوسطة|واسعة|عامة|بعيدة)"
)
_HOW = r"(?:(?:very|slow(?:ly)?|gentl[ey]|fast|quick(?:ly)?|smooth(?:ly)?|subtle|slight(?:ly)?|dramatic|camera|the camera|handheld|steady|continuous|simple|soft|hard) )*"
_WHOLE = re.compile(
    rf"(?:{_HOW}(?:{_SIZE}|{_FRAMING}|{_ANGLE}|{_MOVE}|{_LENS})|{_OTHER})(?: (?:shot|angle|lens|camera))?[.]?",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"(?:o\.?t\.?s\.?(?: of| on)?|over) [^\W_][\w'’.-]*(?: [^\W_][\w'’.-]*){0,2}(?: shoulder)?|[^\W_][\w'’.-]*(?: [^\W_][\w'’.-]*){0,2} p\.?o\.?v\.?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]{2,60})[)\]）】]")
# "Wide shot of a kitchen", "Close on her hand": the direction and the little word that ties it to what is seen.
_TIED = re.compile(
    r"(?P<cue>(?:an?\s+)?(?:(?:slow|extreme|medium|low[- ]angle|high[- ]angle|overhead|aerial|establishing|tracking|handheld|static|full)\s+){0,3}"
    r"(?:close[- ]?up|wide(?:[- ]shot)?|(?:long|medium|full|master|tracking|aerial|drone|establishing|macro|overhead|pov|crane|two)[- ]shot|[emc]?cu|e?ws|ms|shot))"
    r"\s+(?:shot\s+)?(?:of|on)\s+(?=\S)|(?P<close>close)\s+on\s+(?=\S)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:[,;:：，；|/+]|\s[-–—]+\s|[-–—]{2,}|[.。]\s|\n)\s*")
_LAST = re.compile(r"\s*(?:[,;，；|]|\s[-–—]+\s|[.。!?]\s|\n)\s*(?=\S)")
_MAX = 60
# Nobody directs a camera in so long a text; and looking for it must not take time that grows with its square.
_LONGEST_CELL = 4000


def is_camera(words: str) -> bool:
    """Whether a few words are nothing but a camera direction, a lens or a framing."""
    words = " ".join(words.split()).strip(" .")
    return 0 < len(words) <= _MAX and _WHOLE.fullmatch(words) is not None


def camera_parts(text: str) -> list[str]:
    """The directions in a cell or line that is all about the camera: ``CU, low / push in``."""
    return [part for part in (piece.strip(" .") for piece in _PARTS.split(squeeze(text))) if part]


def take_camera(text: str) -> tuple[list[str], str]:
    """Camera directions at the beginning and the end of what is seen, and the text without them.

    ``WIDE: empty kitchen at dawn, slow push in`` is ``["WIDE", "slow push in"]`` and ``empty kitchen at dawn``.
    """
    cues: list[str] = []
    rest = squeeze(text.strip())
    if len(rest) > _LONGEST_CELL:
        return cues, rest
    while rest:
        taken = _take_first(rest)
        if taken is None:
            break
        cues.append(taken[0])
        rest = taken[1]
    if not cues and (tied := _TIED.match(rest)):
        article = re.compile(r"an?\s+", re.IGNORECASE)
        cues.append(article.sub("", tied["cue"] or tied["close"], count=1))
        rest = rest[tied.end() :]
        rest = rest[:1].upper() + rest[1:]
    rest, inside = _take_brackets(rest)
    last: list[str] = []
    while rest:
        cuts = list(_LAST.finditer(rest[-2 * _MAX :]))
        if not cuts:
            break
        cut = cuts[-1]
        offset = max(len(rest) - 2 * _MAX, 0)
        tail = rest[offset + cut.end() :]
        if not is_camera(tail):
            break
        last.insert(0, tail.strip(" ."))
        rest = rest[: offset + cut.start()] + (
            cut.group().strip() if cut.group().strip() in {".", "!", "?", "。"} else ""
        )
    return [*cues, *inside, *last], rest


def _take_first(text: str) -> tuple[str, str] | None:
    match = _PARTS.search(text[: 2 * _MAX])
    first = text[: match.start()] if match else text
    whole = is_camera(first)
    if match is None:
        return (first.strip(" ."), "") if whole else None
    if whole or (_OWNED.fullmatch(first.strip()) and len(first) <= _MAX):
        return first.strip(" ."), text[match.end() :].strip()
    return None


def _take_brackets(text: str) -> tuple[str, list[str]]:
    found: list[str] = []
    for match in reversed(list(_BRACKETS.finditer(text))):
        parts = camera_parts(match[1])
        if parts and all(is_camera(part) for part in parts):
            found[:0] = parts
            text = (text[: match.start()] + " " + text[match.end() :].lstrip()).strip()
    return text, found

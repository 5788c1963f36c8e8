"""Words that belong to a picture, over it or beside it: signs, titles, sounds."""

from __future__ import annotations

import re

from storyboard.breakdown.camera_words import OVERLAY
from storyboard.breakdown.sentences import has_any, quotations, split_sentences, without_quotations, word_set

# What is made to be read: a quotation beside it is what it says, even where it "says" it.
_WRITTEN = re.compile(
    r"\b(?:(?:neon |road |street |shop )?signs?|lettering|letters|note|screens?|reads?|written|writes|billboard|headlines?|label(?:led|s)?"
    r"|posters?|banners?|cards?|plaque|pages?|message|notification|texts?|displays?|hull|tattoo|title|monitor|plates?|graffiti|neon"
    r"|newspaper|envelope|marked|engraved|inscription|badge|caption|letter|board|blackboard|ticket|flag|flyer|leaflet|menu|receipt"
    r"|stamp|sticker|tag|subject line|e-?mail|marquee|scoreboard|stencil+ed|carved|etched|scrawled|scribbled|chalked|stitched|handwriting|handwritten|typed|types|placard|tombstone|gravestone|printed|embroidered|painted|sprayed"
    r"|enseigne|panneau|affiche|écran|lettre|pancarte|banderole|manchette|gros titre|étiquette|écrit|on (?:peut )?li(?:t|re)"
    r"|carte?l(?:es)?|letrero|rótulo|pantalla|carta|nota|titular|etiqueta|pancarta|escrito|se lee|pintad[oa]|grabad[oa]"
    r"|schild|plakat|bildschirm|brief|zettel|schlagzeile|aufschrift|leuchtreklame|etikett|steht geschrieben|anzeigetafel|tafel|hinweisschild|graviert"
    r"|insegna|cartello|schermo|lettera|biglietto|etichetta|manifesto|striscione|scritta"
    r"|placa|pintad[oa]|gravad[oa]|escrita|cartaz|tela|bilhete|manchete|letreiro|faixa"
    r"|вывеск\w+|табличк\w+|плакат\w*|экран\w*|письм\w+|записк\w+|заголов\w+|надпис\w+|объявлени\w+)\b"
    r"|لافتة|لوحة|يافطة|ملصق|شاشة|الشاشة|رسالة|ورقة|عنوان|مكتوب|كُتب|كتب (?:عليها|عليه)|جريدة|ساعة|بطاقة"
    r"|写着|寫著|写有|印着|贴着|招牌|牌子|告示|字条|日记|车票|短信|报纸|屏幕|海报|海報|标题|信上|纸条|横幅|标语|黑板|霓虹|看板|貼り紙|ポスター|新聞|表札|画面|切符|手紙|メモ|見出し|張り紙|立て札|立札|札に|彫って|刻まれ|の文字|書かれ|と書いて",
    re.IGNORECASE,
)
# What may carry writing: there a quotation is it only if nobody says it.
_SURFACE = re.compile(
    r"\b(?:doors?|walls?|(?:shop )?windows?|phones?|books?|maps?|stones?|t-?shirts?|shirts?|sweaters?|caps?|jackets?|mugs?|cups?|box(?:es)?|crates?"
    r"|bottles?|buses|bus|trams?|trains?|vans?|trucks?|cars?|boats?|ships?|cover|glass|mirror|bag|laptop|computer|tv|television"
    r"|porte|mur|vitrine|téléphone|livre|puerta|pared|escaparate|teléfono|libro|tür|wand|schaufenster|buch|handy|porta|muro"
    r"|vetrina|telefono|parede|livro|telefone|двер\w+|стен\w+|витрин\w+|телефон\w*|книг\w+)\b|门上|墙上|手机|窗|书|ドア|壁|電話|本",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:says?|said|asks?|asked|shouts?|shouted|whispers?|whispered|yells?|yelled|mutters?|answers?|answered|repl(?:y|ies|ied)|calls?|called"
    r"|cries|cried|sings?|tells?|told|adds?|dit|dice|sagt|disse|diz|говорит|сказал\w*|кричит)\b|说|道：|喊|問|言",
    re.IGNORECASE,
)
_UNQUOTED = re.compile(
    r"\b(?:reads?|says?|message|marked|label+ed|display|sign|letters)\b[^.:]{0,24}[:,]?\s+(?P<words>[^\W\da-z][^a-z.\"]{2,60})"
    # A clock reads 11:58 and says 7.30.
    r"|\b(?:reads?|says?|shows?|displays?|marks?|affiche|indique|marca|zeigt)\s+(?P<figures>\d[\d.,:/%-]*(?:\s?[ap]\.?m\b)?)"
)
_QUOTES = '"“„«»「『'
_READING = word_set("""read reads say says message marked labeled labelled labelled display sign letters show shows displays mark marks affiche
    indique marca zeigt""")
_END_TITLE = re.compile(
    r"(?:THE END|The End|END OF (?:FILM|MOVIE|SHORT|EPISODE|PART [A-Z0-9]+)|TO BE CONTINUED|FIN|ENDE|FINE|FIM|FINAL|КОНЕЦ|KONIEC"
    r"|完|终|剧终|劇終|終|終わり|おわり|النهاية)\s*[.!…]*"
)
_OVERLAYS = (
    rf"{OVERLAY}|SURIMPRESSION|INCRUSTATION|SOUS-TITRE|TITRE|INTERTITRE|EINBLENDUNG|UNTERTITEL|TITEL|ZWISCHENTITEL|SOBREIMPRESIÓN|SOBREIMPRESO"
    r"|SUBTÍTULO|TÍTULO|SOVRIMPRESSIONE|SOVRAIMPRESSIONE|DIDASCALIA|TITOLO|LEGENDA|LETREIRO|SOBREPOSIÇÃO|НАДПИСЬ|ТИТРЫ|СУБТИТР|ПОДПИСЬ"
    r"|字幕|叠字|片名|テロップ|スーパー|タイトル|نص على الشاشة|عنوان|كتابة على الشاشة"
)
_CASELESS_OVERLAY = re.compile(
    r"(?:字幕|叠字|テロップ|スーパー|タイトル|نص على الشاشة|كتابة على الشاشة)\s*[:：]?\s*(?=[「『“\"«])"
)
_OVERLAY_LINE = re.compile(rf"(?:{_OVERLAYS})\s*(?:[:：]|--|–|—|-\s)\s*(?P<words>.+)", re.IGNORECASE | re.DOTALL)
_OVERLAY_QUOTED = re.compile(rf"(?:{_OVERLAYS})\b[^\"“]{{0,30}}(?=[\"“«„])")
# Whole words: TICKET is no tick, RINGO no ring, HUMAN no hum.
_SOUNDS = re.compile(
    r"\b(?:BUZZ|RING|BANG|CRASH|ROAR|BEEP|KNOCK|SCREECH|SCREAM|BOOM|CLICK|SLAM|HONK|BLAST|GUNSHOT|SIREN|ALARM|CHIME|HOWL|BARK|CREAK"
    r"|SHATTER|THUD|SPLASH|HISS|CLANG|SNAP|CRACK|TOLL|DING|WHIR|HUM|GROWL|POP|ECHO|APPLAUS|DOORBELL|TICK|CLATTER|WHOOSH|SQUEAL|SQUEAK"
    r"|WAIL|EXPLO|RUMBL|RATTL|WHISTL|THUNDER|GUNFIRE|PLAY)"
    r"(?:S|ES|E|ED|ING|INGS|LE|LES|LING|LED|MING|PING|PED|PLES|DES|DED|DING|SION|SIONS|CLAP|CLAPS|ER|ERS|Y)?\b|\bSHOTS\b(?! OF)|\bMUSIC\b|\bRANG\b"
)
# Looked for first: every sound written out has them.
_CAPITALS = re.compile(r"[A-Z]{3}")
_HEARD = re.compile(
    r"^(?:WE HEAR|SFX|SOUND(?: OF| EFFECT)?|FX|МУЗЫКА|ЗВУК|MUSIC)\b\s*[:：]?\s*|^(?:we hear)\s+", re.IGNORECASE
)
_EDGE = " \"“”«»'.:-–—"


def is_end_title(text: str) -> bool:
    """Whether a line closes the film: THE END, FIN, 完."""
    return _END_TITLE.fullmatch(text.strip(" \t()（）【】[]")) is not None


def overlay_in(line: str) -> str | None:
    """The words a ``SUPER:`` or title line lays over the picture; None for any other line."""
    line = line.strip(" \t.…-–—")
    if line[:1] == "【" and line[-1:] == "】":
        line = line[1:-1].strip()
    match = _OVERLAY_LINE.match(line)
    if match and (line[:3].isupper() or not line[:1].isascii() or match["words"].lstrip().startswith(tuple(_QUOTES))):
        quoted = quotations(match["words"])
        return (quoted[0] if quoted else " ".join(match["words"].split())).strip(_EDGE)
    if _OVERLAY_QUOTED.match(line) or _CASELESS_OVERLAY.match(line):
        quoted = quotations(line)
        return quoted[0] if quoted else None
    return None


def written_in(text: str, thing: str = "") -> tuple[str, ...]:
    """The words that can be read in the picture of an action: on its sign, letter, door or screen.

    Args:
        text: The action.
        thing: What an insert shows; on a sign or letter every quotation is its lettering.
    """
    if not any(mark in text for mark in _QUOTES) and not has_any(text, _READING):
        return ()
    quoted_only = thing and not without_quotations(text).strip(" .:-–—")
    if quoted_only or (thing and (_WRITTEN.search(thing) or _SURFACE.search(thing))):
        lettering = tuple(dict.fromkeys(words.rstrip(",;") for words in quotations(text)))
        if lettering:
            return lettering
    if not (_WRITTEN.search(text) or _SURFACE.search(text) or _UNQUOTED.search(text)):
        return ()
    found: list[str] = []
    for sentence in split_sentences(text):
        masked = without_quotations(sentence)
        quoted = [words.rstrip(",;") for words in quotations(sentence)]
        if quoted and (_WRITTEN.search(masked) or (_SURFACE.search(masked) and not _SAID.search(masked))):
            found += quoted
        elif not quoted:
            match = _UNQUOTED.search(sentence)
            if match and match["figures"]:
                found.append(match["figures"].rstrip(".,:/-"))
            elif match and _WRITTEN.search(sentence):
                words = match["words"].strip(_EDGE + ",;")
                found += [words] if len(words) > 2 else []
    return tuple(dict.fromkeys(words for words in found if words))


def sounds_in(text: str) -> tuple[str, ...]:
    """What can be heard in an action: the sentences with a sound in capitals."""
    if not any(sign.isupper() for sign in text):
        return ()
    return tuple(
        sentence.rstrip(" .!")[:80]
        for sentence in split_sentences(text)
        if (_CAPITALS.search(sentence) and _SOUNDS.search(sentence)) or _HEARD.match(sentence)
    )


def is_only_sound(text: str) -> bool:
    """Whether a paragraph is heard and not seen, as ``WE HEAR A DOOR SLAM`` is."""
    if _HEARD.match(text):
        return True
    return text.isupper() and len(text.split()) <= 8 and _SOUNDS.search(text) is not None

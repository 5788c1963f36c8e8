"""What is said beside a name in a cue: V.O., O.S., on the phone; and names in one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from storyboard.breakdown.sentences import word_set
from storyboard.model import Voice

_OVER = word_set("""
    VO VOICEOVER VOICE NARRATION NARRATING NARRATOR PRELAP THOUGHTS INNERVOICE
    VOIXOFF OFF ENOFF VOZENOFF VOZOFF EMOFF NARRADOR NARRATEUR NARRATORE VFC VOCEFUORICAMPO VOCEOVER
    ERZÄHLER ERZÄHLERIN STIMME ЗК ГЗК ЗАКАДРОМ ЗАКАДРОВЫЙГОЛОС ГОЛОСЗАКАДРОМ ГОЛОС
    旁白 独白 獨白 内心独白 心声 声 聲 の声 ナレーション N M モノローグ 心の声 صوت تعليق راوي تعليقصوتي صوتالراوي بصوتالراوي صوتخارجي
    """)
_OFF = word_set("""
    OS OC OFFSCREEN OFFCAMERA OFFSTAGE OUTOFFRAME OOV OUTOFVIEW OUTOFSHOT
    HORSCHAMP HC VOIXHORSCHAMP HORSCADRE FUERADECUADRO FUERADECAMARA FUERADECÁMARA FUERADECAMPO FC FUORICAMPO FUORISCENA
    FORADEQUADRO FORADECENA FORADECAMPO FQ AUSDEMOFF IMOFF AUSSERHALB ВНЕКАДРА ВК 画外音 畫外音 画外 オフ 姿は見えない
    خارجالكادر خارجالصورة خارجالإطار خارجالشاشة منخارجالكادر صوتمنخارجالكادر صوتمنالخارج منخارجالصورة صوتمنخارجالصورة
    """)
_PHONE = tuple(
    word_set("""
    PHONE TELEPHONE RADIO FILTERED FILTER INTERCOM SPEAKER TV TELEVISION WALKIE-TALKIE TÉLÉPHONE TELEFON TELEFONO TELÉFONO TELEFONE
    CELULAR CELLULARE HANDY PORTABLE FUNK LAUTSPRECHER ALTAVOZ ALTOPARLANTE ТЕЛЕФОН ТЕЛЕФОНУ ТЕЛЕФОНЕ ТРУБКЕ ТРУБКИ РАЦИИ РАЦИЯ РАДИО
    ДИНАМИК 电话 電話 对讲机 無線 الهاتف هاتف الراديو التلفون
    """)
)
_PHONE_END = re.compile(
    r"^(?:ON|OVER|THROUGH|VIA|FROM|AU|À LA|AM|IM|AL|NEL|POR|AO|PELO|NO|ПО|ИЗ|В|В ТЕЛЕФОННОЙ|عبر|على|من) ?(?!TO)",
    re.IGNORECASE,
)
# Into the phone speaks somebody we see; out of it somebody we hear.
_INTO_PHONE = re.compile(r"^(?:INTO|DANS|INS|EN EL|NEL|В ТЕЛЕФОН$|В ТРУБКУ|对着|對著|في)\b")
_NO_SIGNS = re.compile(r"[\s.\-_'’/・]+")
_VOICE_OF = re.compile(
    r"(?P<a>.+?)['’]S VOICE|VOICE OF (?P<b>.+)|(?:LA )?VOIX D(?:E |['’])(?P<c>.+)|(?:LA )?VOZ DE (?P<d>.+)|(?:LA )?VOCE DI (?P<e>.+)"
    r"|(?:DIE )?STIMME VON (?P<f>.+)|(?P<g>.{1,12}?)(?:の声|的声音|的聲音)|صوت (?P<h>.+)|(?P<i>[^\x00-\x7f]{1,12})[MＭ]"
)
_NUMBER_SIGN = re.compile(r"\s*(?:#|№|N°|NO\.?)\s*(?=\d)")


@lru_cache(maxsize=256)
def voice_of(extensions: tuple[str, ...]) -> Voice:
    """How a speech is heard, by what stands in brackets after the name."""
    for extension in extensions:
        upper = unicodedata.normalize("NFKC", extension).upper().strip()
        tight = _NO_SIGNS.sub("", upper)
        if tight in _OVER:
            return Voice.VOICE_OVER
        if tight in _OFF:
            return Voice.OFF_SCREEN
        if _INTO_PHONE.match(upper) or upper.endswith(("電話に", "INTO PHONE")):
            continue
        if any(word in upper.split() or upper.startswith(word) for word in _PHONE):
            return Voice.PHONE
        if _PHONE_END.match(upper) and any(word in upper for word in _PHONE):
            return Voice.PHONE
    return Voice.ON


def fold(name: str) -> str:
    """A name as names are compared: capitals, straight quotes, single spaces, ``GUARD #1`` as ``GUARD 1``."""
    text = name.replace("’", "'").replace("“", '"').replace("”", '"').strip(' "\t:;,.')
    return " ".join(_NUMBER_SIGN.sub(" ", text).upper().split())


def without_voice(name: str) -> tuple[str, bool]:
    """A folded name without ``'S VOICE`` or ``VOICE OF``, and whether it had one."""
    match = _VOICE_OF.fullmatch(name)
    if match is None:
        return name, False
    return next(part for part in match.groups() if part), True

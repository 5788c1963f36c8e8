"""One small scene in nine languages: who is there, what is read, what happens, how they look, what the weather does."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest

from storyboard.model import Framing, Size, Voice


@dataclass(frozen=True)
class Told:
    """The same events told in one language.

    `heard` speaks without being seen, over the voice; `away` from off frame; `distant` on the phone. `young` is a cue of
    `woman` as a child.
    """

    woman: str
    man: str
    heading: str
    opening: str
    sign: str
    sign_says: str
    enters: str
    falls: str
    leaves: str
    smiles: str
    angrily: str
    over: str
    off: str
    phone: str
    mother: str
    young: str
    everyone: str
    overlay: str
    flashback: str
    rain_ends: str


LANGUAGES = {
    "English": Told(
        woman="ANNA",
        man="BEN",
        heading="EXT. STATION - NIGHT",
        opening="Rain. ANNA (30) waits on the platform.",
        sign='A board on the wall: "NO TRAINS".',
        sign_says="NO TRAINS",
        enters="BEN (40) enters with a lamp.",
        falls="Anna slips and falls.",
        leaves="Ben leaves.",
        smiles="Anna smiles.",
        angrily="furious",
        over="V.O.",
        off="O.S.",
        phone="ON PHONE",
        mother="ANNA'S MOTHER",
        young="YOUNG ANNA",
        everyone="BOTH",
        overlay='SUPER: "1999"',
        flashback="FLASHBACK",
        rain_ends="The rain stops.",
    ),
    "French": Told(
        woman="ÉLODIE",
        man="KARIM",
        heading="EXT. GARE - NUIT",
        opening="La pluie tombe. ÉLODIE (30 ans) attend sur le quai.",
        sign="Sur le mur, une affiche : « PAS DE TRAINS ».",
        sign_says="PAS DE TRAINS",
        enters="KARIM (40 ans) entre avec une lampe.",
        falls="Élodie glisse et tombe.",
        leaves="Karim s'en va.",
        smiles="Élodie sourit.",
        angrily="furieuse",
        over="VOIX OFF",
        off="HORS CHAMP",
        phone="AU TÉLÉPHONE",
        mother="LA MÈRE D'ÉLODIE",
        young="JEUNE ÉLODIE",
        everyone="LES DEUX",
        overlay="TITRE : « 1999 »",
        flashback="RETOUR EN ARRIÈRE",
        rain_ends="La pluie cesse.",
    ),
    "German": Told(
        woman="FRIEDA",
        man="OTTO",
        heading="AUSSEN. BAHNHOF - NACHT",
        opening="Der Regen fällt. FRIEDA (30) wartet auf dem Bahnsteig.",
        sign="Ein Schild an der Wand: „KEINE ZÜGE“.",
        sign_says="KEINE ZÜGE",
        enters="OTTO (40) tritt mit einer Lampe ein.",
        falls="Frieda stolpert und fällt.",
        leaves="Otto geht weg.",
        smiles="Frieda lächelt.",
        angrily="wütend",
        over="VOICE OVER",
        off="AUS DEM OFF",
        phone="AM TELEFON",
        mother="FRIEDAS MUTTER",
        young="JUNGE FRIEDA",
        everyone="BEIDE",
        overlay="EINBLENDUNG: „1999“",
        flashback="RÜCKBLENDE",
        rain_ends="Der Regen hört auf.",
    ),
    "Spanish": Told(
        woman="DOLORES",
        man="TOMÁS",
        heading="EXT. ESTACIÓN - NOCHE",
        opening="Llueve. DOLORES (30 años) espera en el andén.",
        sign="Un cartel en la pared: «SIN TRENES».",
        sign_says="SIN TRENES",
        enters="Entra TOMÁS (40 años) con una lámpara.",
        falls="Dolores tropieza y cae.",
        leaves="Tomás se va.",
        smiles="Dolores sonríe.",
        angrily="furiosa",
        over="EN OFF",
        off="FUERA DE CAMPO",
        phone="POR TELÉFONO",
        mother="MADRE DE DOLORES",
        young="DOLORES JOVEN",
        everyone="LOS DOS",
        overlay="RÓTULO: «1999»",
        flashback="FLASHBACK",
        rain_ends="Deja de llover.",
    ),
    "Italian": Told(
        woman="LUCIA",
        man="MARCO",
        heading="EST. STAZIONE - NOTTE",
        opening="Piove. LUCIA (30 anni) aspetta sul binario.",
        sign="Sul muro un cartello: «NIENTE TRENI».",
        sign_says="NIENTE TRENI",
        enters="Entra MARCO (40 anni) con una lampada.",
        falls="Lucia inciampa e cade.",
        leaves="Marco se ne va.",
        smiles="Lucia sorride.",
        angrily="arrabbiata",
        over="V.F.C.",
        off="F.C.",
        phone="AL TELEFONO",
        mother="LA MADRE DI LUCIA",
        young="GIOVANE LUCIA",
        everyone="TUTTI E DUE",
        overlay="SOVRIMPRESSIONE: «1999»",
        flashback="FINE FLASHBACK",
        rain_ends="Smette di piovere.",
    ),
    "Portuguese": Told(
        woman="TERESA",
        man="JOÃO",
        heading="EXT. ESTAÇÃO - NOITE",
        opening="Chove. TERESA (30 anos) espera na plataforma.",
        sign="Uma placa na parede: “SEM TRENS”.",
        sign_says="SEM TRENS",
        enters="Entra JOÃO (40 anos) com uma lâmpada.",
        falls="Teresa escorrega e cai.",
        leaves="João vai embora.",
        smiles="Teresa sorri.",
        angrily="com raiva",
        over="EM OFF",
        off="FORA DE QUADRO",
        phone="AO TELEFONE",
        mother="MÃE DE TERESA",
        young="JOVEM TERESA",
        everyone="OS DOIS",
        overlay="LEGENDA: “1999”",
        flashback="FIM DO FLASHBACK",
        rain_ends="Para de chover.",
    ),
    "Russian": Told(
        woman="АННА",
        man="ВИКТОР",
        heading="НАТ. ВОКЗАЛ - НОЧЬ",
        opening="Идёт дождь. АННА (30 лет) стоит на перроне.",
        sign="На стене табличка: «ПОЕЗДОВ НЕТ».",
        sign_says="ПОЕЗДОВ НЕТ",
        enters="Входит ВИКТОР (40 лет) с лампой.",
        falls="Анна спотыкается и падает.",
        leaves="Виктор уходит.",
        smiles="Анна улыбается.",
        angrily="сердито",
        over="З.К.",
        off="ВНЕ КАДРА",
        phone="ПО ТЕЛЕФОНУ",
        mother="МАТЬ АННЫ",
        young="ЮНАЯ АННА",
        everyone="ОБА",
        overlay="ТИТР: «1999»",
        flashback="ФЛЕШБЕК",
        rain_ends="Дождь прекращается.",
    ),
    "Arabic": Told(
        woman="ليلى",
        man="سامي",
        heading="خارجي - محطة القطار - ليل",
        opening="المطر يهطل. تنتظر ليلى (٣٠ سنة) على الرصيف.",
        sign='لافتة على الجدار: "مغلق".',
        sign_says="مغلق",
        enters="يدخل سامي (٤٠ سنة) وهو يحمل مصباحا.",
        falls="تسقط ليلى على الأرض.",
        leaves="يغادر سامي.",
        smiles="تبتسم ليلى.",
        angrily="غاضبة",
        over="صوت",
        off="خارج الكادر",
        phone="عبر الهاتف",
        mother="أم ليلى",
        young="ليلى الصغيرة",
        everyone="الجميع",
        overlay='نص على الشاشة: "1999"',
        flashback="فلاش باك",
        rain_ends="توقف المطر.",
    ),
    "Chinese": Told(
        woman="林晓",
        man="老周",
        heading="外景 车站 - 夜",
        opening="下着大雨。林晓（30岁）站在月台上。",
        sign="墙上的牌子写着“停运”。",
        sign_says="停运",
        enters="老周（60岁）提着灯走进来。",
        falls="林晓滑倒在地上。",
        leaves="老周离开了。",
        smiles="林晓微笑。",
        angrily="愤怒",
        over="旁白",
        off="画外音",
        phone="电话",
        mother="林晓的母亲",
        young="小林晓",
        everyone="两人",
        overlay="字幕：“1999”",
        flashback="闪回",
        rain_ends="雨停了。",
    ),
    "Japanese": Told(
        woman="遥香",
        man="健一",
        heading="EXT. 駅 - 夜",
        opening="雨が降っている。遥香（30）がホームに立っている。",
        sign="壁に「本日欠航」の張り紙。",
        sign_says="本日欠航",
        enters="健一（60）がランプを持って入ってくる。",
        falls="遥香、滑って転ぶ。",
        leaves="健一が出ていく。",
        smiles="遥香、微笑む。",
        angrily="怒って",
        over="ナレーション",
        off="オフ",
        phone="電話",
        mother="遥香の母",
        young="幼い遥香",
        everyone="二人",
        overlay="字幕「1999」",
        flashback="回想",
        rain_ends="雨が止む。",
    ),
}


@pytest.fixture(params=LANGUAGES, ids=str)
def told(request):
    return LANGUAGES[request.param]


@pytest.fixture
def film(cut, told):
    """The shots of what follows a scene's opening, in which both people have been met."""

    def reader(*paragraphs: str, both: bool = True):
        met = [told.opening, told.enters] if both else [told.opening]
        return cut("\n\n".join([told.heading, *met, *paragraphs])).shot_list

    return reader


def speech(name: str, extension: str = "", words: str = "1 2 3!", how: str = "") -> str:
    cue = f"@{name} ({extension})" if extension else f"@{name}"
    return "\n".join(filter(None, (cue, f"({how})" if how else "", words)))


def names(shot) -> set[str]:
    return {subject.character for subject in shot.visible}


def test_a_scene_opens_wide_on_the_one_who_is_there(film, told):
    shots = film(speech(told.woman), speech(told.man)).shots
    assert (shots[0].size, names(shots[0])) == (Size.WS, {told.woman})
    assert str(shots[0].time) == "night"
    assert str(shots[0].interior) == "EXT"


def test_somebody_comes_in_and_is_there_at_the_end(film, told):
    shot = film(speech(told.woman), speech(told.man)).shots[1]
    assert names(shot) == {told.man}
    assert shot.action.start.endswith("in the doorway, coming in")
    assert shot.action.end.endswith("is inside")


def test_a_fall_begins_on_the_feet_and_ends_on_the_ground(film, told):
    shot = next(
        shot
        for shot in film(told.falls, speech(told.woman), speech(told.man)).shots
        if shot.action.end.endswith("ground")
    )
    assert names(shot) == {told.woman}
    assert shot.action.start.endswith("loses balance")
    assert shot.action.motion == told.falls


def test_who_leaves_is_in_no_later_shot(film, told):
    shots = film(speech(told.man), told.leaves, speech(told.woman), speech(told.woman, words="4 5 6!")).shots
    index = next(index for index, shot in enumerate(shots) if shot.action.end.endswith("is gone"))
    gone = next(subject for subject in shots[index].visible if subject.character == told.man)
    assert (gone.in_start, gone.in_end) == (True, False)
    assert all(told.man not in names(shot) for shot in shots[index + 1 :])


def test_a_sign_is_read_in_the_picture_and_a_title_lies_over_it(film, told):
    shots = film(told.sign, told.overlay, speech(told.woman), speech(told.man)).shots
    assert [shot.frame_text for shot in shots if shot.frame_text] == [(told.sign_says,)]
    assert [shot.overlay_text for shot in shots if shot.overlay_text] == [("1999",)]


def test_a_face_comes_from_the_verb_or_the_parenthetical_and_is_blank_otherwise(film, told):
    shots = film(told.smiles, speech(told.man), speech(told.woman, how=told.angrily)).shots
    seen = [(subject.character, subject.expression) for shot in shots for subject in shot.visible if subject.expression]
    assert (told.woman, "smiling") in seen
    assert (told.woman, "angry") in seen
    assert all(name == told.woman for name, _ in seen)


@pytest.mark.parametrize("kind", ["over", "phone"])
def test_a_voice_is_never_a_face(film, told, kind):
    listed = film(speech(told.woman), speech(told.mother, getattr(told, kind)))
    voice = {"over": Voice.VOICE_OVER, "phone": Voice.PHONE}[kind]
    said = [line.voice for shot in listed.shots for line in shot.dialogue if line.character == told.mother]
    assert said == [voice]
    assert all(told.mother not in names(shot) for shot in listed.shots)
    assert [person.visible for person in listed.people if person.name == told.mother] == [False]


def test_from_off_frame_the_listener_is_seen(film, told):
    shot = film(speech(told.woman), speech(told.man, told.off)).shots[-1]
    assert names(shot) == {told.woman}
    assert shot.dialogue[0].voice is Voice.OFF_SCREEN


def test_the_mother_is_somebody_else_and_the_child_is_a_look(film, told):
    listed = film(speech(told.woman), speech(told.man), speech(told.mother), speech(told.young))
    people = {person.name for person in listed.people}
    assert people == {told.woman, told.man, told.mother}
    assert [found.code for found in listed.diagnostics if found.code == "ambiguous-name"] == []
    looks = {subject.look for shot in listed.shots[-1:] for subject in shot.visible if subject.character == told.woman}
    assert looks == {"young"}


def test_both_are_those_who_are_there_and_nobody_new(film, told):
    listed = film(speech(told.woman), speech(told.man), speech(told.everyone))
    assert names(listed.shots[-1]) == {told.woman, told.man}
    assert {person.name for person in listed.people} == {told.woman, told.man}


def test_two_who_talk_keep_their_sides_and_are_seen_in_turn(film, told):
    shots = film(*[speech(name) for name in (told.woman, told.man) * 4]).shots[2:]
    pairs = [shot for shot in shots if shot.framing is Framing.OVER_SHOULDER]
    assert pairs
    for shot in pairs:
        across = {subject.character: subject.staging.value.split()[-1] for subject in shot.visible}
        assert across == {told.woman: "left", told.man: "right"}
    assert all(before.setup != after.setup for before, after in pairwise(shots))


def test_a_flashback_line_is_no_picture(film, told):
    plain, marked = film(told.falls).shots, film(told.falls, told.flashback).shots
    assert [shot.action.text for shot in marked] == [shot.action.text for shot in plain]


def test_rain_falls_until_it_stops(film, told):
    shots = film(speech(told.woman), told.rain_ends, speech(told.man), speech(told.woman)).shots
    assert [shot.light for shot in shots[:2]] == ["night, rain"] * 2
    assert shots[-1].light == ""
    assert "rain since line" in shots[0].provenance["light"]


def test_introductions_are_kept(film, told):
    ages = {person.name: person.introduction for person in film(speech(told.woman), speech(told.man)).people}
    assert all(ages[name] for name in (told.woman, told.man))

"""The people a row of a shot list names in a column of its own: ``subjects: NORA, BEN``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storyboard.breakdown.name_words import ARTICLES, GENERIC, KIN
from storyboard.breakdown.names import is_group
from storyboard.breakdown.sentences import is_cjk, word_set
from storyboard.breakdown.voices import fold
from storyboard.model import Bible, Element, ElementKind
from storyboard.script import is_upper

_LABEL = re.compile(r"\s*subjects?\s*:\s*(?P<names>.+)", re.IGNORECASE | re.DOTALL)
_JOINT = re.compile(
    r"\s*(?:[,;/&+|、，；\n]|\s(?:and|et|und|y|e|и|with|avec|mit|con)\s)\s*|和|与|跟|と|・", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*[(（\[][^)）\]]*[)）\]]")
_MOST_WORDS = 4
_MOST_SIGNS = 5
# Columns called Subject hold things too; a thing is no person, however it is written.
_THINGS = word_set("""
    NONE NOBODY N/A NA NO TBD TBC - -- — – ? X VARIOUS MISC EXTRAS EXTRA BACKGROUND BG
    BAG BALL BEACH BED BENCH BICYCLE BIKE BILLBOARD BIRD BIRDS BOAT BOOK BOTTLE BOWL BOX BRAND BRIDGE BUILDING BUILDINGS BUS CAFE CAFÉ CAKE CAMERA CAN
    CANDLE CAR CARD CARS CHAIR CITY CITYSCAPE CLOCK CLOUD CLOUDS COFFEE COMPUTER CUP DESK DOOR DRINK DRONE EYE EYES EXTERIOR FACE FEET FIELD FIRE FLAG FLOOR
    FLOWER FLOWERS FOOD FOOT FOREST GLASS GROUND GUN HAND HANDS HIGHWAY HOUSE INTERIOR JAR JUICE KETTLE KEY KEYS KITCHEN KNIFE LABEL LAKE LAMP LANDSCAPE LAPTOP
    LETTER LIGHT LIGHTHOUSE LIGHTS LOGO MAP MENU MIRROR MONEY MOON MOUNTAIN MOUNTAINS MUG NECKLACE NEON NEWSPAPER OCEAN OFFICE PACK PACKAGE PACKSHOT PAINTING
    PAPER PHONE PHOTO PHOTOGRAPH PICTURE PLANE PLATE PRODUCT PRODUCTS RAIN RING RIVER ROAD ROBOT-ARM ROOM SCREEN SEA SHIP SHOE SHOES SHOP SIGN SKY SKYLINE SNOW
    SNEAKER SNEAKERS SOFA STARS STEAM STORE STREET STREETS SUN SUNRISE SUNSET TABLE TAXI TEA TEXT TITLE TOWER TOWN TRAFFIC TRAIN TREE TREES TRUCK TV VAN VEHICLE
    VIEW VILLAGE WALL WATCH WATER WAVES WINDOW WINDOWS WINE
    TASSE TISCH TÜR FENSTER HAUS STADT STRASSE STRAẞE AUTO PRODUKT HÄNDE VILLE RUE VOITURE PORTE FENÊTRE PRODUIT MAINS MAISON CIUDAD CALLE COCHE PUERTA
    PRODUCTO MANOS CASA MESA TAZA CITTÀ STRADA MACCHINA PORTA PRODOTTO MANI TAZZA CIDADE RUA CARRO PRODUTO MÃOS ГОРОД УЛИЦА МАШИНА ДВЕРЬ РУКИ ПРОДУКТ ЧАШКА ДОМ
    产品 產品 城市 街道 咖啡 咖啡杯 杯子 手机 手 双手 汽车 门 窗户 天空 房间 无 無 商品 街 空 車 コーヒー 電話 部屋 手元 المدينة الشارع سيارة باب منتج يد
    """)


def listed_in(element: Element) -> list[str]:
    """What a ``subjects:`` note lists, as written; nothing for any other element."""
    if element.kind is not ElementKind.NOTE:
        return []
    # Names may stand in lines of their own.
    match = _LABEL.fullmatch(", ".join(filter(None, (" ".join(line.split()) for line in element.text.split("\n")))))
    if match is None:
        return []
    parts = (_ASIDE.sub("", part).strip(" .\"“”'*_") for part in _JOINT.split(match["names"]))
    return [part for part in parts if part]


def is_name(words: str) -> bool:
    """Whether what a list gives as a subject could be somebody's name: ``Nora`` is, ``coffee cup`` is none."""
    name = fold(words)
    parts = [part for part in name.split() if part not in ARTICLES]
    if not parts or len(parts) > _MOST_WORDS or is_group(name) or parts[-1] in _THINGS or parts[0] in _THINGS:
        return False
    if "'S" in name and parts[-1] not in KIN:
        return False  # "Nora's hand"
    if not any(sign.isalpha() for sign in name):
        return False
    if is_upper(words):
        return True
    if words.upper() == words.lower():
        return not any(is_cjk(sign) for sign in words) or (len(words) <= _MOST_SIGNS and words not in GENERIC)
    small = [
        part
        for part in words.split()
        if part[:1].islower() and part.upper() not in ARTICLES | {"DE", "VAN", "VON", "DI", "DA", "BIN", "AL"}
    ]
    return not small and words[:1].isupper()


def listed_people(elements: Iterable[Element], bible: Bible) -> list[str]:
    """Folded names of the people that the rows of a list name, each once; the bible's props and places are none."""
    things = {fold(name) for prop in bible.props for name in (prop.name, *prop.aliases)}
    things |= {fold(name) for location in bible.locations for name in (location.name, *location.aliases)}
    found: dict[str, None] = {}
    for element in elements:
        for words in listed_in(element):
            if is_name(words) and fold(words) not in things:
                found.setdefault(fold(words))
    return list(found)

"""Sets: which one a heading means, that all of them differ, and that a place stays itself."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import seed_of
from storyboard.backends.previs.light import DAYLIGHT, apply_light, light_map
from storyboard.backends.previs.sets import ALL_SETS, SetBrief, is_known, set_for
from storyboard.backends.previs.stage import Stage
from storyboard.model import Interior, TimeOfDay

SMALL = (160, 90)
DESIGNS = {design.name: design for design in ALL_SETS}

# Each in the order English, French, Spanish, German, Italian, Portuguese, Russian, Chinese, Japanese, Korean, Arabic,
# Hebrew, Hindi; a blank where the language says it with another family's word.
INSIDE = {
    "living": "LIVING ROOM|SALON|SALA DE ESTAR|WOHNZIMMER|SOGGIORNO|APARTAMENTO|ГОСТИНАЯ|客厅|リビング|거실|غرفة المعيشة|סלון|बैठक",
    "kitchen": "KITCHEN|CUISINE|COCINA|KÜCHE|CUCINA|COZINHA|КУХНЯ|厨房|台所|부엌|مطبخ|מטבח|रसोई",
    "bedroom": "BEDROOM|CHAMBRE|DORMITORIO|SCHLAFZIMMER|CAMERA DA LETTO|QUARTO|СПАЛЬНЯ|卧室|寝室|침실|غرفة نوم|חדר שינה|शयनकक्ष",
    "bathroom": "BATHROOM|SALLE DE BAIN|BAÑO|BADEZIMMER|BAGNO|BANHEIRO|ВАННАЯ|浴室|トイレ|화장실|حمام|שירותים|बाथरूम",
    "office": "OFFICE|BUREAU|OFICINA|BÜRO|UFFICIO|ESCRITÓRIO|ОФИС|办公室|事務所|사무실|مكتب|משרד|कार्यालय",
    "classroom": "CLASSROOM|SALLE DE CLASSE|AULA|KLASSENZIMMER|SCUOLA|ESCOLA|ШКОЛА|教室|学校|교실|مدرسة|כיתה|कक्षा",
    "corridor": "CORRIDOR|COULOIR|PASILLO|FLUR|CORRIDOIO|CORREDOR|КОРИДОР|走廊|廊下|복도|ممر|מסדרון|गलियारा",
    "cafe": "CAFÉ|RESTAURANT|CAFETERÍA|SPEISESAAL|RISTORANTE|RESTAURANTE|РЕСТОРАН|咖啡馆|喫茶店|카페|مقهى|מסעדה|रेस्तरां",
    "bar": "BAR|TAVERNE|TABERNA|KNEIPE|OSTERIA|BOTECO|БАР|酒吧|居酒屋|술집|حانة|פאב|शराबखाना",
    "shop": "SHOP|BOULANGERIE|TIENDA|BÄCKEREI|NEGOZIO|LOJA|МАГАЗИН|商店|スーパー|가게|متجر|חנות|दुकान",
    "hospital": "HOSPITAL|HÔPITAL|ENFERMERÍA|KRANKENHAUS|OSPEDALE|HOSPITAL|БОЛЬНИЦА|医院|病院|병원|مستشفى|בית חולים|अस्पताल",
    "prison": "PRISON CELL|CELLULE|CÁRCEL|GEFÄNGNIS|PRIGIONE|PRISÃO|ТЮРЬМА|监狱|刑務所|감옥|سجن|כלא|जेल",
    "warehouse": "WAREHOUSE|ENTREPÔT|ALMACÉN|LAGERHALLE|MAGAZZINO|ARMAZÉM|СКЛАД|仓库|倉庫|창고|مستودع|מחסן|गोदाम",
    "church": "CHURCH|ÉGLISE|IGLESIA|KIRCHE|CHIESA|IGREJA|ЦЕРКОВЬ|教堂|教会|교회|كنيسة|כנסייה|गिरजाघर",
    "car": "CAR|VOITURE|COCHE|WAGEN|MACCHINA|CARRO|МАШИНА|汽车|車|자동차|سيارة|מכונית|गाड़ी",
    "carriage": "TRAIN|MÉTRO|TREN|ZUG|TRENO|TREM|ПОЕЗД|火车|電車|기차|قطار|רכבת|ट्रेन",
    "plane": "PLANE|AVION|AVIÓN|FLUGZEUG|AEREO|AVIÃO|САМОЛЁТ|飞机|飛行機|비행기|طائرة|מטוס|विमान",
    "stage": "STAGE|THÉÂTRE|ESCENARIO|BÜHNE|TEATRO|PALCO|СЦЕНА|舞台|劇場|무대|مسرح|תיאטרון|रंगमंच",
}
OUTSIDE = {
    "street": "STREET|RUE|CALLE|STRASSE|STRADA|RUA|УЛИЦА|街|通り|거리|شارع|רחוב|सड़क",
    "alley": "ALLEY|RUELLE|CALLEJÓN|GASSE|VICOLO|BECO|ПЕРЕУЛОК|小巷|路地|골목|زقاق|סמטה|तंग गली",
    "forest": "FOREST|FORÊT|BOSQUE|WALD|BOSCO|FLORESTA|ЛЕС|森林|森|숲|غابة|יער|जंगल",
    "park": "PARK|PARC|PARQUE|SPIELPLATZ|PARCO|PARQUE|ПАРК|公园|公園|공원|متنزه|פארק|उद्यान",
    "garden": "GARDEN|JARDIN|JARDÍN|GARTEN|GIARDINO|JARDIM|САД|花园|庭|정원|حديقة|גינה|बगीचा",
    "field": "FIELD|CHAMP|CARRETERA|LANDSTRASSE|CAMPO|ESTRADA|ДОРОГА|田野|道路|들판|حقل|שדה|खेत",
    "beach": "BEACH|PLAGE|PLAYA|STRAND|SPIAGGIA|PRAIA|ПЛЯЖ|沙滩|海辺|바닷가|شاطئ|חוף|समुद्र",
    "mountain": "MOUNTAIN|MONTAGNE|MONTAÑA|BERG|MONTAGNA|MONTANHA|ГОРА|雪山|山頂|산길|جبل|פסגה|पहाड़",
    "desert": "DESERT|DÉSERT|DESIERTO|WÜSTE|DESERTO|DESERTO|ПУСТЫНЯ|沙漠|砂漠|사막|صحراء|מדבר|रेगिस्तान",
    "cliff": "LIGHTHOUSE|PHARE|FARO|LEUCHTTURM|SCOGLIERA|FAROL|МАЯК|灯塔|崖|등대|منارة|מגדלור|प्रकाशस्तंभ",
    "rooftop": "ROOFTOP|TOIT|AZOTEA|DACH|TETTO|TELHADO|КРЫША|屋顶|屋上|옥상|سطح|גג|छत",
    "space": "OUTER SPACE|ESPACE|ESPACIO|WELTRAUM|SPAZIO|ESPAÇO|КОСМОС|太空|宇宙|우주|الفضاء|חלל|अंतरिक्ष",
    "harbour": "HARBOUR|PORT|PUERTO|HAFEN|PORTO|CAIS|ПОРТ|港口|港|항구|ميناء|נמל|बंदरगाह",
    "boat": "ROWING BOAT|BATEAU|BARCO|BOOT|BARCA|NAVIO|ЛОДКА|船|舟|갑판|قارب|סירה|नाव",
    "platform": "TRAIN STATION|GARE|ESTACIÓN|BAHNHOF|STAZIONE|ESTAÇÃO|ВОКЗАЛ|火车站|駅|기차역|محطة|תחנת רכבת|स्टेशन",
}


@pytest.mark.parametrize(("family", "words"), [*INSIDE.items(), *OUTSIDE.items()])
def test_a_place_is_known_by_its_name_in_thirteen_languages(family, words):
    side = Interior.INT if family in INSIDE else Interior.EXT
    found = {word: set_for(word, "", side).name for word in words.split("|")}
    assert len(words.split("|")) == 13
    assert {word: name for word, name in found.items() if name != family} == {}


@pytest.mark.parametrize(
    ("heading", "family"),
    [
        ("INT BARN", "warehouse"),
        ("INT CARPET SHOP", "shop"),
        ("INT OFFICER'S MESS", "cafe"),
        ("INT CARAVAN", "room"),
        ("INT SEASIDE CAFE", "cafe"),
        ("EXT SEASIDE CAFE", "street"),
        ("INT HOSPITAL CORRIDOR", "corridor"),
        ("EXT TRAIN STATION PLATFORM", "platform"),
        ("INT BACK OF A TRUCK", "car"),
        ("INT EMBASSY", "room"),
        ("EXT EMBASSY", "open ground"),
        ("INT CORRIDOR OF THE HOSPITAL", "corridor"),
        ("INT OFFICE KITCHEN", "kitchen"),
        ("EXT FIELD HOSPITAL", "hospital front"),
        ("INT SPACE STATION", "spaceship"),
        ("INT STORAGE SPACE", "warehouse"),
        ("INT POLICE STATION", "office"),
        ("EXT CAR PARK", "street"),
        ("EXT STREET OUTSIDE THE HOSPITAL", "street"),
        ("INT SCHOOL BUS", "carriage"),
        ("EXT BEACH HOUSE", "house"),
        ("INT BARBARA'S ROOM", "room"),
        ("INT CARDIFF", "room"),
        ("INT SEAN'S FLAT", "living"),
        ("INT FORTRESS", "room"),
        ("INT COURTROOM", "room"),
        ("EXT PORTUGAL", "open ground"),
        ("INT KÜCHE IM BAHNHOF", "kitchen"),
        ("EXT RUE DU PORT", "street"),
        ("INT КОРИДОР БОЛЬНИЦЫ", "corridor"),
        ("INT مطبخ المستشفى", "kitchen"),
        ("INT 병원 복도", "corridor"),
        ("INT 医院走廊", "corridor"),
        ("INT LIGHTHOUSE", "lamp room"),
        ("EXT MARKET SQUARE", "street"),
        ("INT XQZZY", "room"),
        ("EXT XQZZY", "open ground"),
    ],
)
def test_a_word_inside_another_word_or_beside_the_head_does_not_mislead(heading, family):
    side, place = heading.split(" ", 1)
    assert set_for(place, "", Interior(side)).name == family


def test_an_unknown_place_is_said_to_be_unknown():
    assert not is_known("XQZZY", "", Interior.INT)
    assert is_known("XQZZY", "KITCHEN", Interior.INT)


def test_there_are_at_least_thirty_families():
    assert len(DESIGNS) == len(ALL_SETS) >= 30


@lru_cache(maxsize=256)
def picture(family, place, hour="day", *, distance=4.4, yaw=8.0, house="", weather=""):
    """A set alone, lit, from eye height."""
    design, daylight = DESIGNS[family], DAYLIGHT[TimeOfDay(hour)]
    level = np.array([np.sin(np.radians(yaw)), 0.0, np.cos(np.radians(yaw))])
    position = np.array([0.0, 1.55, 0.0]) - level * distance
    if design.cramped:
        position = np.array([0.0, 1.0, -1.9])
    camera = Camera(position, size=SMALL, yaw=0.0 if design.cramped else yaw, fov=46, shift=-0.06 * SMALL[1])
    canvas = Canvas(SMALL)
    stage = Stage(canvas, camera, daylight, seed_of("set", place, ""))
    brief = SetBrief(f"{place} ", "", 3.6, distance, looks_out=False, lit=False, house=house or place, weather=weather)
    design.build(stage, brief)
    ambient = daylight.inside if design.indoor else daylight.outside
    factors = light_map(camera, ambient, stage.lamps)
    pixels = apply_light(canvas.pixels, factors, (0, 0, 0) if design.indoor else daylight.lift)
    for draw in stage.foreground:
        draw()
    return pixels


def thumbnail(pixels):
    lab = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2LAB)
    return cv2.resize(lab, (24, 14), interpolation=cv2.INTER_AREA).astype(float)


def apart(first, second):
    return float(np.linalg.norm(thumbnail(first) - thumbnail(second), axis=2).mean())


PLACES = ("mara's place", "the other one", "number nine")


def test_no_family_looks_like_another():
    seen = {name: picture(name, PLACES[0]) for name in DESIGNS}
    gaps = {(a, b): apart(seen[a], seen[b]) for a, b in combinations(seen, 2)}
    closest = min(gaps, key=gaps.get)
    assert gaps[closest] > 6, (closest, gaps[closest])


@pytest.mark.parametrize("family", DESIGNS)
def test_places_of_one_family_differ_and_night_is_darker_than_day(family):
    day, other, night = (picture(family, *which) for which in (PLACES[:1], PLACES[1:2], (PLACES[0], "night")))
    assert apart(day, other) > 2.0
    assert night.mean() < 0.85 * day.mean()
    assert day.std() > 14


@pytest.mark.parametrize("family", ["living", "shop", "street", "forest"])
def test_a_place_has_the_same_things_at_every_hour_and_distance(family):
    place = PLACES[1]
    briefs = [
        SetBrief(f"{place} ", text, 3.6, distance, looks_out=False, lit=False, house=place)
        for text, distance in (("", 4.0), ("she waits", 1.7))
    ]
    questions = ("side", "plan", "shell", "home", "facades", "wood")
    first, second = ([brief.pick(question, tuple(range(40))) for question in questions] for brief in briefs)
    assert first == second
    near, far = picture(family, place, distance=3.8), picture(family, place, distance=4.0)
    other = picture(family, PLACES[2], distance=4.0)
    assert apart(near, far) < apart(other, far)


def test_rooms_of_one_house_agree_in_their_colours():
    brief = [SetBrief(f"house {room}", "", 3, 4, looks_out=False, lit=False, house="house") for room in ("a", "b")]
    assert len({one.pick_for_house("home", tuple(range(97))) for one in brief}) == 1
    assert len({one.pick("tint", tuple(range(97))) for one in brief}) == 2


@pytest.mark.parametrize("hour", ["dawn", "dusk", "night"])
def test_a_window_shows_the_hour(hour):
    day, later = (picture("living", PLACES[0], one).astype(int) for one in ("day", hour))
    ratio = (later.mean((0, 1)) + 1) / (day.mean((0, 1)) + 1)
    assert np.ptp(ratio) > 0.02
    assert apart(day.astype(np.uint8), later.astype(np.uint8)) > 5


@pytest.mark.parametrize("weather", ["rain", "snow", "fog"])
def test_the_weather_is_seen_through_a_window_only(weather):
    dry, wet = picture("living", PLACES[0]), picture("living", PLACES[0], weather=weather)
    assert (np.abs(dry.astype(int) - wet).max(2) > 12).mean() > 0.01
    assert np.array_equal(picture("corridor", PLACES[0]), picture("corridor", PLACES[0], weather=weather))


def test_a_frame_tells_the_set_which_house_and_weather_it_is(make_shot, make_prompt):
    fields = {"size": "WS", "location": "HOUSE", "sub_location": "LIVING ROOM"}
    drawn = [
        draw_frame(make_prompt(make_shot(text=text, **fields), size=SMALL), {})[0] for text in ("", "Rain. She waits.")
    ]
    assert not np.array_equal(*drawn)


@pytest.mark.parametrize(
    ("place", "family"),
    [
        ("SHOP", "shop front"),
        ("HOSPITAL", "hospital front"),
        ("ESCUELA", "school front"),
        ("教堂", "church front"),
        ("LIBRARY", "columns"),
        ("MUSEUM", "columns"),
        ("POLICE STATION", "office front"),
    ],
)
def test_out_of_doors_a_building_shows_its_front(place, family):
    assert set_for(place, "", Interior.EXT).name == family
    assert apart(picture(family, PLACES[0], distance=6.0), picture("street", PLACES[0], distance=6.0)) > 15
    assert apart(picture(family, PLACES[0], "night"), picture(family, PLACES[0])) > 15


@pytest.mark.parametrize("family", ["street", "forest", "field", "church front", "garden"])
def test_snow_lies_on_the_ground_where_it_falls(family):
    green, white = (picture(family, PLACES[0], weather=weather)[-20:].astype(float) for weather in ("", "snow"))
    assert white.mean() > green.mean() + 12
    assert np.ptp(white.mean((0, 1))) < 0.2 * white.mean()


def test_snow_lies_on_a_field_of_ice_whatever_falls_and_not_on_the_sea():
    assert apart(picture("field", "ice field"), picture("field", "ice field", weather="snow")) == 0
    dry, snowed = (picture("beach", PLACES[0], weather=weather) for weather in ("", "snow"))
    assert (dry == snowed).all(2).mean() > 0.3

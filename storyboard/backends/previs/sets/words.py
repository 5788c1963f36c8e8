"""Places in the languages scripts are written in, and which kind of place a text speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Beginnings of words, by the name of the set: French, Spanish, German, Italian, Portuguese, Russian, Chinese, Japanese
# and Arabic. What is written without spaces or with grown-on articles is looked for anywhere in a name.
FOREIGN: dict[str, str] = {
    "kitchen": "cuisine|cocina|küche|cucina|cozinha|кухн|厨房|廚房|台所|キッチン|مطبخ",
    "bedroom": "chambre|dormitorio|habitación|recámara|schlafzimmer|camera da letto|quarto\\b|спальн|卧室|臥室|寝室|ベッドルーム"
    "|旅馆|酒店|ホテル|غرفة نوم|غرفة النوم",
    "living": "salon\\b|séjour|appartement|maison|salón|sala de estar|casa\\b|piso\\b|wohnzimmer|wohnung|soggiorno|salotto"
    "|sala\\b|гостин|квартир|дом[еа]?\\b|客厅|客廳|公寓|家里|家中|居間|リビング|アパート|غرفة المعيشة|غرفة الجلوس|صالة|شقة|منزل|بيت",
    "office": "bureau|oficina|despacho|büro|ufficio|escritório|офис|кабинет|办公室|辦公室|オフィス|事務所|مكتب",
    "school": "école|lycée|collège|salle de classe|escuela|colegio|aula\\b|schule|klassenzimmer|scuola|escola|школ|класс\\b"
    "|学校|學校|教室|مدرسة|فصل",
    "corridor": "couloir|pasillo|flur\\b|corridoio|corredor|коридор|走廊|走道|過道|廊下|ممر|رواق",
    "stairs": "escalier|cage d'escalier|escalera|treppe|scala\\b|scale\\b|scalinata|escada|лестни|楼梯|樓梯|階段|درج|سلم",
    "street": "rue\\b|ruelle|avenue|boulevard|trottoir|ville\\b|quartier|calle\\b|callejón|avenida|ciudad|plaza|straße|strasse|gasse"
    "|stadt\\b|marktplatz|strada|vicolo|città|piazza|via\\b|rua\\b|beco\\b|cidade|praça|улиц|переул|город|площад|тротуар"
    "|街|胡同|巷|城市|路口|通り|路地|町|شارع|زقاق|مدينة|ميدان|حي\\b|arrêt d|parada de|haltestelle|fermata|остановк|站台|电车站|公交站|バス停",
    "forest": "forêt|bois\\b|sous-bois|parc\\b|jardin|bosque|selva|parque\\b|jardín|wald|forst|garten|foresta|bosco\\b|giardino|floresta"
    "|mata\\b|jardim|лес\\b|лесу|леса|лесо|роща|парк\\b|парке|сад\\b|саду|森林|树林|樹林|公园|花园|森\\b|森|林|غابة|حديقة",
    "beach": "plage|playa|strand\\b|spiaggia|praia|пляж|берег|沙滩|沙灘|海滩|海灘|海边|海邊|海岸|海辺|浜|ビーチ|شاطئ|ساحل"
    "|mer\\b|océan|mar\\b|océano|meer\\b|ozean|mare\\b|oceano|море|океан|大海|海上|海洋|海\\b|海|بحر|محيط",
    "boat": "bateau|barque|navire|voilier|barco|barca|lancha|buque|boot\\b|schiff|nave\\b|navio|лодк|корабл|катер|船|舟|ボート|قارب|سفينة",
    "harbour": "port\\b|puerto|hafen|porto\\b|порт\\b|порту|причал|港|码头|碼頭|ميناء|مرفأ",
    "field": "champ|prairie|route\\b|autoroute|colline|campagne|désert|campo|pradera|carretera|camino|colina|desierto"
    "|feld|wiese|landstraße|autobahn|hügel|wüste|prato|autostrada|collina|deserto|estrada|rodovia|pasto"
    "|поле\\b|полях|луг|дорог|шоссе|холм|пустын|田野|田地|草原|公路|马路|道路|小路|沙漠|野原|畑|道\\b|道|حقل|طريق|صحراء",
    "mountain": "montagne|montaña|gebirge|berg\\b|gipfel|montagna|montanha|гор[аы]\\b|山坡|山顶|山頂|جبل",
    "car": "voiture|auto\\b(?! (shop|repair|parts|body))|habitacle|coche\\b|automóvil|im wagen|macchina|automobile|carro\\b|машин|автомобил|салон авто|汽车|汽車"
    "|轿车|车里|车内|车上|出租车|車内|車の中|车|車|سيارة",
    "carriage": "tramway|métro|wagon|tren\\b|tranvía|vagón|zug\\b|abteil|straßenbahn|u-bahn|treno|vagone|carrozza|trem\\b|bonde\\b"
    "|metrô|поезд|вагон|трамва|метро|火车|火車|列车|列車|电车|電車|地铁|地鐵|公交车|公车|巴士|バス|قطار|ترام|حافلة",
    "cafe": "café|bistrot|brasserie|restaurant|taverne|cafetería|cantina|taberna|kneipe|gaststätte|wirtshaus|caffè|ristorante|osteria"
    "|trattoria|restaurante|boteco|кафе|бар\\b|баре|ресторан|трактир|咖啡|酒吧|餐厅|餐廳|饭馆|茶馆|カフェ|喫茶|居酒屋|食堂|バー|مقهى|مطعم|حانة",
    "shop": "magasin|boutique|boulangerie|épicerie|librairie|pharmacie|tienda|panadería|farmacia|laden\\b|geschäft|bäckerei|apotheke"
    "|negozio|bottega|panificio|loja\\b|padaria|mercearia|магазин|лавк|аптек|商店|店铺|超市|书店|薬局|店\\b|店|متجر|دكان|صيدلية",
    "hospital": "hôpital|clinique|krankenhaus|klinik|ospedale|clinica|больниц|госпитал|палат|医院|醫院|病房|病院|診療|مستشفى|عيادة",
    "station": "gare\\b|estación|bahnhof|stazione|estação|вокзал|станци|车站|車站|火车站|站\\b|駅|محطة",
    "church": "église|cathédrale|chapelle|iglesia|catedral|capilla|kirche|kapelle|chiesa|cattedrale|duomo|igreja|церк|собор|храм"
    "|教堂|教会|教會|كنيسة",
}
# Kinds that look different from inside and from outside; a kind that is not listed is its own set.
INSIDE = {
    "school": "office",
    "station": "corridor",
    "street": "",
    "harbour": "",
    "field": "",
    "mountain": "",
    "forest": "",
    "beach": "",
}
OUTSIDE = dict.fromkeys(
    ("school", "station", "church", "shop", "cafe", "hospital", "office", "living", "car", "carriage"), "street"
)

# What an action says of where it is played. Phrases, because "beside a car" is not inside one.
_TOLD: dict[str, str] = {
    "car": r"(inside|into|in) (the|a|his|her|their|my) (\w+ )?(car|taxi|cab|truck|van)\b|passenger seat|back ?seat|behind the wheel|at the wheel"
    r"|windscreen|windshield|dashboard",
    "carriage": r"(inside|in|on|aboard) (the|a) (\w+ )?(train|tram|carriage|bus|subway car|underground)\b",
    "boat": r"\b(in|on|aboard) (the|a) (\w+ )?(boat|ship|raft|dinghy|canoe|ferry|deck)\b",
    "forest": r"\b(forest|woods|jungle|undergrowth|among the trees|between the trees|through the trees)\b",
    "beach": r"\b(beach|seashore|shore|the sea|ocean|the waves)\b",
    "street": r"\b(street|alley|pavement|sidewalk|shop ?fronts?|shuttered shops?|kerb|crossroads|crossing|town square|city|rooftops?)\b",
    "mountain": r"\b(mountain(s|side|top)?|summit|mountain (path|ridge|trail)|alpine|glacier)\b",
    "field": r"\b(field|meadow|desert|hillside|hills|road|highway|countryside|farm)\b",
    "harbour": r"\b(harbou?r|quay|docks|marina)\b",
    "cliff": r"\b(cliff|headland)\b",
    "kitchen": r"\bkitchen\b",
    "bedroom": r"\b(bedroom|hotel room)\b",
    "hospital": r"\b(hospital|ward)\b",
    "office": r"\b(office|classroom)\b",
    "corridor": r"\b(corridor|hallway|tunnel)\b",
    "stairs": r"\b(staircase|stairs|stairwell)\b",
    "cafe": r"\b(caf[eé]|in (a|the) (bar|pub)|diner|restaurant)\b",
    "shop": r"\b(in|inside|into) (a|the) (\w+ )?(shop|store|market)\b",
    "church": r"\b(church|chapel|cathedral)\b",
    "living": r"\b(living room|lounge|armchair|sofa)\b",
}
_ALPHABETIC = re.compile(r"[a-zà-ÿа-яё]", re.IGNORECASE)


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    found = []
    for kind, alternatives in FOREIGN.items():
        words = alternatives.split("|")
        spelt = [word for word in words if _ALPHABETIC.match(word)]
        signs = [word.removesuffix(r"\b") for word in words if not _ALPHABETIC.match(word)]
        found.append((kind, re.compile(r"\b(" + "|".join(spelt) + ")"), False))
        if signs:
            found.append((kind, re.compile("|".join(sorted(signs, key=len, reverse=True))), True))
    return tuple(found)


def kind_in_other_languages(name: str) -> tuple[str, int]:
    """The kind of place a casefolded name means and where its word starts; blank when no word of it is known.

    Languages written in letters put the head of a name first (``rue du port`` is a street), Chinese and Japanese last.
    """
    best: tuple[int, int, str, int] | None = None
    for kind, pattern, signs in _patterns():
        for match in pattern.finditer(name):
            arabic = "\u0600" <= match.group()[0] <= "\u06ff"
            place = -match.end() if signs and not arabic else match.start()
            rank = (place, -len(match.group()), kind, match.start())
            best = rank if best is None or rank < best else best
    return (best[2], best[3]) if best is not None else ("", 0)


def kind_told(texts: Sequence[str]) -> str:
    """The kind of place that an action speaks of; blank when it speaks of none. The first text that does decides."""
    for text in texts:
        lowered = text.casefold()
        found = [
            (match.start(), kind)
            for kind, pattern in _TOLD.items()
            if (match := re.search(pattern, lowered)) is not None
        ]
        inside = [one for one in found if one[1] in {"car", "carriage", "boat"}]
        if found:
            return min(inside or found)[1]
        if _is_foreign(lowered) and (kind := kind_in_other_languages(lowered)[0]):
            return kind
    return ""


def _is_foreign(text: str) -> bool:
    """Written in another script: in Latin letters an English sentence would be misread ("the car", "via", "mare")."""
    return re.search(r"[\u0400-\u04ff\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff]", text) is not None

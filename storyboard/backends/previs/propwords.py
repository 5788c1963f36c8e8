"""The common things that people have in their hands, by the words of several languages."""

from __future__ import annotations

import re

# In the order in which they are looked for: a torch before the lamp that it is, too.
_WORDS: tuple[tuple[str, str, str], ...] = (
    ("phone", (r"(?:smart|tele|cell ?)?phones?|mobile|handset|receiver|téléphone|portable|teléfono|móvil|telefon|"
     r"handy|telefono|cellulare|telefone|celular|телефон\w*|трубк\w*"),
     r"手机|电话|電話|携帯|スマホ|هاتف"),
    ("gun", (r"guns?|pistols?|revolvers?|rifles?|shotguns?|handguns?|weapon|pistolet|fusil|revólver|pistola|gewehr|"
     r"pistole|waffe|fucile|arma|espingarda|пистолет\w*|ружь\w+|винтовк\w*"),
     r"手枪|枪|銃|拳銃|مسدس|بندقية"),
    ("knife", (r"knife|knives|dagger|blade|scalpel|couteau|poignard|cuchillo|navaja|messer|dolch|coltello|faca|"
     r"punhal|нож\w*|кинжал\w*"),
     r"刀子|匕首|刀|ナイフ|包丁|سكين"),
    ("sword", r"swords?|sabre|épée|espada|schwert|spada|меч\w*",
     r"剑|剣|سيف"),
    ("umbrella", r"umbrellas?|parasol|parapluie|paraguas|regenschirm|schirm|ombrello|guarda-chuva|зонт\w*",
     r"雨伞|伞|傘|مظلة"),
    ("camera", r"cameras?|appareil photo|cámara|kamera|macchina fotografica|câmera|фотоаппарат\w*|камер[ау]",
     r"相机|照相机|カメラ|كاميرا"),
    ("suitcase", (r"suitcases?|briefcases?|trunk|valise|mallette|maleta|maletín|koffer|valigia|valigetta|mala|"
     r"чемодан\w*|портфел\w*"),
     r"手提箱|行李箱|スーツケース|鞄|حقيبة سفر"),
    ("bag", (r"(?:hand)?bags?|satchel|backpack|basket|purse|sacks?|sac|panier|bolsa|bolso|cesta|tasche|korb|borsa|"
     r"cestino|сумк\w*|корзин\w*"),
     r"包|篮子|バッグ|かばん|حقيبة"),
    ("bottle", r"bottles?|flask|bouteille|botella|flasche|bottiglia|garrafa|бутылк\w*",
     r"瓶子|酒瓶|瓶|زجاجة"),
    ("cup", (r"cups?|mugs?|glass of|glass|coffee|tea|tasse|verre|taza|vaso|copa|becher|glas|tazza|bicchiere|xícara|"
     r"copo|чашк\w*|стакан\w*|кружк\w*"),
     r"杯子|茶杯|杯|カップ|コップ|كوب|فنجان"),
    ("book", (r"(?:note)?books?|diary|journal|livre|carnet|libros?|cuaderno|buch|heft|libri|quaderno|livros?|"
     r"caderno|книг\w*|тетрад\w*|дневник\w*"),
     r"书本|书|本を|ノート|كتاب"),
    ("paper", (r"letters?|papers?|pages?|map|newspapers?|documents?|notes?|envelopes?|photographs?|photos?|lettre|"
     r"papier|carte|cartas?|papel|mapa|brief|zettel|karte|zeitung|lettera|foglio|mappa|jornal|письм\w+|бумаг\w*|"
     r"карт[ау]|газет\w*|фотографи\w*"),
     r"信|纸|地图|照片|报纸|手紙|紙|地図|写真|新聞|رسالة|ورقة|خريطة"),
    ("brush", (r"(?:paint)?brush(?:es)?|pens?|pencils?|pinceau|stylo|pincel|pluma|pinsel|stift|pennello|penna|"
     r"caneta|кист\w*|ручк\w*|карандаш\w*"),
     r"刷子|画笔|钢笔|筆|ペン|قلم|فرشاة"),
    ("cloth", (r"rags?|cloth|towel|handkerchief|chiffon|mouchoir|trapo|pañuelo|lappen|tuch|straccio|fazzoletto|pano|"
     r"lenço|тряпк\w*|плат(?:ок|ком)"),
     r"抹布|手帕|布|منديل"),
    ("torch", r"torch(?:es)?|flashlights?|lampe torche|linterna|taschenlampe|torcia|lanterna elétrica|фонарик\w*",
     r"手电筒|手电|懐中電灯|مصباح يدوي"),
    ("lantern", (r"lanterns?|lamp|candles?|oil lamp|lanterne|bougie|farol|vela|laterne|kerze|lanterna|candela|"
     r"lampião|фонар\w*|свеч\w*|ламп\w*"),
     r"灯笼|油灯|提灯|蜡烛|ランタン|ろうそく|فانوس|شمعة"),
    ("key", r"keys?|clés?|clefs?|llaves?|schlüssel|chiav[ei]|chaves?|ключ\w*",
     r"钥匙|鍵|مفتاح"),
    ("flowers", (r"flowers?|bouquet|roses?|bunch of|fleurs?|flores|ramo|blumen(?:strauß)?|fiori|mazzo|цвет(?:ы|ами|"
     r"ов)|букет\w*"),
     r"鲜花|花束|花|زهور|ورود"),
    ("rope", r"ropes?|cable|corde|cuerda|seil|corda|верёвк\w*|веревк\w*|канат\w*",
     r"绳子|绳|ロープ|縄|حبل"),
    ("microphone", r"microphones?|mic|micro|micrófono|mikrofon|microfono|microfone|микрофон\w*",
     r"话筒|麦克风|マイク|ميكروفون"),
    ("stick", (r"(?:walking )?sticks?|cane|staff|pole|bat|crutch|canne|bâton|bastón|palo|stock|bastone|bengala|pau|"
     r"палк\w*|трост\w*|посох\w*"),
     r"拐杖|棍子|棍|杖|棒|عصا"),
    ("hammer", (r"hammers?|axe|mallet|wrench|spanner|marteau|hache|martillo|hacha|axt|martello|ascia|martelo|"
     r"machado|молот\w*|топор\w*"),
     r"锤子|斧头|斧|金槌|مطرقة|فأس"),
    ("cigarette", r"cigarettes?|cigars?|cigarrillo|puro|zigarette|sigaretta|cigarro|сигарет\w*",
     r"香烟|煙草|タバコ|سيجارة"),
    ("apple", (r"apples?|sandwich|bread|cake|fruit|pomme|pain|manzana|pan|apfel|brot|mela|pane|maçã|pão|яблок\w*|"
     r"хлеб\w*"),
     r"苹果|面包|りんご|パン|تفاحة|خبز"),
    ("ball", r"balls?|balle|ballon|pelota|stones?|rock|pierre|piedra|stein|pietra|pedra|palla|bola|мяч\w*|камень",
     r"球|石头|ボール|كرة|حجر"),
    ("parcel", (r"box|parcel|package|gift|present|crate|boîte|colis|caja|paquete|kiste|paket|geschenk|scatola|pacco|"
     r"regalo|caixa|pacote|коробк\w*|ящик\w*|подарок\w*"),
     r"盒子|箱子|礼物|包裹|箱|荷物|صندوق|هدية"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b|{signs}")) for kind, words, signs in _WORDS)

# How a thing is held: hanging from a straight arm, in both hands, or else before the body in one.
HANGING = frozenset(("bag", "suitcase", "stick", "umbrella"))
BOTH_HANDS = frozenset(("parcel", "cloth", ""))


def thing_in(told: str) -> str:
    """The kind of the first thing of the table that a text in small letters names; blank for none."""
    kind = next((kind for kind, pattern in _PATTERNS if pattern.search(told)), "")
    if kind == "umbrella" and re.search(
        r"\b(?:under|opens?|open|holds? up|sous|bajo|unter|sotto|sob)\b|под |打着|撑|さし", told
    ):
        return "open umbrella"
    return kind

"""Words for colours and clothes in the other script languages, by what they mean; and clothes that say their colour.

Colours stand after the garment in French, Spanish, Italian, Portuguese and Arabic, before it in German and Russian, and
without a space in Chinese and Japanese.
"""

from __future__ import annotations

from storyboard.backends.previs.colour import Colour

# Colour, words that follow a garment, words that come before one, words without spaces.
FOREIGN_COLOURS: tuple[tuple[Colour, str, str, str], ...] = (
    ((28, 28, 32), r"noire?s?|negr[oa]s?|ner[oaie]|pret[oa]s?|أسود|سوداء", r"schwarz\w*|ч[её]рн\w*", r"黑|黒"),
    ((244, 242, 236), r"blanc(?:he)?s?|blanc[oa]s?|bianc\w+|branc[oa]s?|أبيض|بيضاء", r"wei(?:ß|ss)\w*|бел\w+", r"白"),
    ((128, 130, 134), r"gris(?:es?)?|grigi\w*|cinza\w*|cinzent[oa]s?|رمادي\w*", r"grau\w*|сер(?!д)\w+", r"灰"),
    (
        (186, 44, 40),
        r"rouges?|roj[oa]s?|ross[oaie]|vermelh[oa]s?|أحمر|حمراء",
        r"rot(?:e[rnms]?)?|красн\w+",
        r"红|紅|赤",
    ),
    ((230, 122, 44), r"oranges?|naranja|arancion\w+|laranja|برتقالي\w*", r"orange\w*|оранжев\w+", r"橙|オレンジ"),
    ((240, 192, 52), r"jaunes?|amarill[oa]s?|giall[oaie]|amarel[oa]s?|أصفر|صفراء", r"gelb\w*|ж[её]лт\w+", r"黄"),
    ((70, 132, 84), r"vert(?:e?s?)|verdes?|أخضر|خضراء", r"grün\w*|зел[её]н\w+", r"绿|緑"),
    ((60, 104, 172), r"bleue?s?|azul(?:es)?|azzurr\w+|blu|أزرق|زرقاء", r"blau\w*|син\w+|голуб\w+", r"蓝|青"),
    ((118, 78, 150), r"violet(?:te)?s?|morad[oa]s?|viola|rox[oa]s?|بنفسجي\w*", r"lila|violett\w*|фиолетов\w+", r"紫"),
    ((226, 150, 170), r"roses?|rosas?|rosad[oa]s?|وردي\w*", r"rosa\w*|розов\w+", r"粉|ピンク|桃色"),
    ((112, 76, 50), r"marron|bruns?|marr[oó]n(?:es)?|marrom|castan\w+|بني\w*", r"braun\w*|коричнев\w+", r"棕|褐|茶色"),
)
# Part of the figure, words of languages with spaces, words without.
FOREIGN_CLOTHES: dict[str, tuple[str, str]] = {
    "top": (
        (
            r"manteau|veste|blouson|imperméable|ciré|pull|chemise|robe|abrigo|chaqueta|camisa|jersey|vestido|impermeable|chubasquero"
            r"|mantel|jacke|pullover|hemd|kleid|regenmantel|regenjacke|bluse|cappotto|giacca|maglione|camicia|vestito|impermeabile"
            r"|casaco|jaqueta|casaca|suéter|пальто|куртк\w+|плащ\w*|свитер\w*|рубашк\w+|плать\w+|пиджак\w*|معطف|سترة|قميص|فستان"
        ),
        r"外套|大衣|夹克|衬衫|毛衣|雨衣|连衣裙|上衣|コート|ジャケット|シャツ|セーター|レインコート|ワンピース|上着|着物",
    ),
    "leg": (
        r"pantalons?|jean|jupe|pantalon(?:es)?|falda|hosen?|rock|pantaloni|gonna|calças|saia|брюк\w+|штан\w+|джинс\w*|юбк\w+|بنطلون|سروال|تنورة",
        r"裤子?|牛仔裤|裙子|ズボン|パンツ|ジーンズ|スカート",
    ),
    "shoe": (
        r"bottes|chaussures|souliers|baskets|botas|zapatos|zapatillas|stiefel|schuhe|stivali|scarpe|sapatos|ténis|сапог\w*|ботинк\w+|туфл\w+|حذاء|أحذية",
        r"靴子?|鞋子?|ブーツ",
    ),
    "hair": (
        r"cheveux|pelo|cabello|haaren?|capelli|cabelos?|волос\w*|شعر",
        r"头发|髪",
    ),
}
# Garments that cover the legs as well.
ONE_PIECE = (
    r"dress|gown|jumpsuit|boiler ?suit|overalls|dungarees|suit|tuxedo|uniform|pyjamas|pajamas|robe|scrubs|onesie|habit|toga|sari"
    r"|kimono|fatigues|wetsuit|spacesuit|tracksuit|robe longue|costume|vestido|kleid|anzug|uniform\w*|schlafanzug|vestito|abito|terno"
    r"|плать\w+|костюм\w*|пижам\w+|فستان|بدلة"
)
# What is worn in a colour of its own unless another is told.
CUSTOMARY: tuple[tuple[str, Colour], ...] = (
    (r"wedding (?:dress|gown)|bridal", (244, 240, 234)),
    (r"hospital gown", (186, 212, 212)),
    (r"scrubs", (74, 150, 150)),
    (r"tuxedo|dinner jacket|black tie|mourning|funeral", (34, 34, 38)),
    (r"pyjamas|pajamas|pyjama|schlafanzug|pijama|pigiama|пижам\w+|睡衣|パジャマ", (164, 188, 216)),
    (r"dressing gown|bath ?robe", (232, 224, 210)),
    (r"lab coat|chef'?s whites|doctor'?s coat", (242, 242, 240)),
    (r"hi-?vis|high-visibility", (226, 220, 50)),
    (r"prison (?:jumpsuit|uniform)|jumpsuit", (226, 118, 42)),
    (r"fatigues|camouflage|army uniform|military uniform", (104, 110, 70)),
    (r"police uniform|navy uniform|sailor", (40, 52, 88)),
    (r"spacesuit|space suit", (230, 232, 234)),
    (r"armou?r", (150, 154, 164)),
    (r"business suit|\bsuit\b|anzug|costume|traje|abito|terno", (66, 70, 82)),
)

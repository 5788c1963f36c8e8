"""The face a text describes, by its verbs, adverbs and adjectives, in nine languages; blank where it describes none."""

from __future__ import annotations

import re
from functools import cache

from storyboard.breakdown.sentences import plain_starts

# Words in scripts with spaces, words in scripts without, the face.
_EXPRESSIONS: tuple[tuple[str, str, str], ...] = (
    (r"almost (?:smil|grin)\w*|(?:hint|ghost|trace) of a smile", "", "almost smiling"),
    (
        (r"laugh\w*|chuckl\w*|giggl\w*|rit\b|rient\b|riant\b|riendo|ríen?\b|risas?\b|ride\b|ridono|ridendo|rindo\b|ri\b|lacht|lachend|kichert"
        r"|смеё\w*|смею\w*|смеясь|хохоч\w*|يضحك|تضحك|ضاحك\w*"),
        r"大笑|笑着|笑了起来|哈哈|笑いながら|爆笑",
        "laughing",
    ),
    (
        (r"smil(?:e|es|ed|ing)\b|grin(?:s|ned|ning)?\b|beaming\b|souri\w*|sonr[ií]\w*|sorri\w*|улыб\w*|lächel\w*|grinst|strahlt\b|cheerful\w*"
        r"|happ(?:y|ily)|pleased|delighted|joyeu\w*|heureu\w*|content[eo]?s?(?= *[.,)]|$)|alegre\w*|feliz|felice|glücklich|fröhlich|радостн\w*|весел\w*"
        r"|счастлив\w*|مبتسم\w*|يبتسم|تبتسم|ابتسامة|بفرح|سعيد\w*"),
        r"微笑|笑容|露出笑|开心|高兴|微笑む|微笑ん|にっこり|笑顔|嬉し",
        "smiling",
    ),
    (
        (r"tears?\b|cr(?:y|ies|ying)\b|weep(?:s|ing)?\b|sob(?:s|bing)?\b|tearful\w*|pleur\w*|larmes|sanglot\w*|llora\w*|lágrimas|solloza\w*|weint|weinend"
        r"|tränen|schluchz\w*|piang\w*|lacrime|singhiozz\w*|chor(?:a|am|ando)\b|soluça\w*|плач\w*|слёз\w*|слез[ыа]\w*|рыда\w*|всхлип\w*|يبكي|تبكي|باكي\w*|دموع\w*|دامع\w*"),
        r"哭|流泪|泪水|眼泪|含泪|泣い|泣き|涙",
        "in tears",
    ),
    (
        (r"ang(?:ry|rily)|furious\w*|glar(?:es?|ing)|seeth\w*|enraged|shout(?:s|ed|ing)?\b|yell(?:s|ed|ing)?\b|scream(?:s|ing)?\b|explod(?:es|ing) at"
        r"|furieu\w*|en colère|colère|hurl(?:e|ant)\b|cri(?:e|ant)\b|rage\b|furios\w*|enfadad\w*|enojad\w*|gritando|grita\b|con rabia|wütend\w*|zornig\w*"
        r"|schreit|brüllt|verärgert|arrabbiat\w*|urla\w*|grida\w*|com raiva|zangad\w*|irritad\w*|berra\w*|зл(?:о|ясь|ится|обно|ой|ая)\b|гневн\w*|сердит\w*"
        r"|крич\w*|в ярости|яростн\w*|غاضب\w*|بغضب|يصرخ|تصرخ|صارخ\w*"),
        r"愤怒|生气|怒(?!江)|大喊|吼|发火|怒っ|怒り|怒鳴|叫び|叫ぶ|喊道",
        "angry",
    ),
    (
        (r"afraid|scared|terrif\w*|fright\w*|fear(?:s|ful|fully|ing)?\b|panick?\w*|horrif\w*|trembl(?:es|ing)\b|effrayé\w*|terrifié\w*|peur\b|apeuré\w*|paniqué\w*"
        r"|asustad\w*|aterr\w*|miedo|verängstigt|ängstlich|erschrocken|angst\b|panisch|spaventat\w*|terrorizzat\w*|paura|assustad\w*|apavorad\w*|medo\b"
        r"|испуган\w*|в ужасе|страх\w*|в панике|خائف\w*|بخوف|مذعور\w*|مرعوب\w*"),
        r"害怕|恐惧|惊恐|吓|恐慌|怯え|怖が|恐怖|おびえ",
        "frightened",
    ),
    (
        (r"surpris\w*|shock\w*|stunned|astonish\w*|startl\w*|gasp\w*|speechless|wide-eyed|amazed|stupéf\w*|étonné\w*|interloqué\w*|bouche bée"
        r"|sorprend\w*|asombrad\w*|atónit\w*|überrascht|erstaunt|verblüfft|fassungslos|sorpres\w*|stupit\w*|sbalordit\w*|surpres\w*|espantad\w*"
        r"|удивл\w*|изумл\w*|ошеломл\w*|متفاجئ\w*|مندهش\w*|بدهشة|مصدوم\w*"),
        r"惊讶|吃惊|震惊|愣住|愣了|目瞪口呆|驚い|驚き|驚く|呆然|目を丸く",
        "surprised",
    ),
    (
        (r"sad(?:ly|ness)?\b|defeated|mournful\w*|heartbroken|gloom\w*|dejected|devastated|trist\w*|abattu\w*|traurig\w*|niedergeschlagen|грустн\w*|печальн\w*"
        r"|حزين\w*|بحزن"),
        r"悲伤|难过|伤心|沮丧|忧伤|悲し|寂し|沈んだ",
        "sad",
    ),
    (
        (r"worr(?:y|ied|ies)|anxious\w*|nervous\w*|uneas\w*|concerned|inqui(?:et|ète|ets|ètes)\b|nerveu\w*|anxieu\w*|soucieu\w*|preocupad\w*|nervios\w*|inquiet\w*"
        r"|besorgt|nervös|beunruhigt|unruhig|preoccupat\w*|nervos\w*|ansios\w*|встревож\w*|нервн\w*|беспоко\w*|тревожн\w*|قلق\w*|بقلق|متوتر\w*"),
        r"担心|焦急|紧张|不安|着急|忧虑|心配そう|緊張|焦っ",
        "worried",
    ),
    (
        (r"frown\w*|scowl\w*|frustrat\w*|annoyed|irritated|rolling (?:his|her|their) eyes|bitter\w*|fronce\w*|agacé\w*|amère?ment|amargamente|frunce\w*|molest[oa]\b"
        r"|genervt|stirnrunzelnd|runzelt die stirn|verbittert|aggrotta\w*|infastidit\w*|franze\w*|хмур\w*|недовольн\w*|раздраж\w*|عابس\w*|منزعج\w*"),
        r"皱眉|不耐烦|不满|眉をひそめ|不機嫌|苛立",
        "frowning",
    ),
    (
        r"confus\w*|puzzled|bewilder\w*|perplex\w*|perplej\w*|confundid\w*|verwirrt|ratlos|perpless\w*|растерян\w*|озадачен\w*|недоумен\w*|недоумева\w*|محتار\w*|مرتبك\w*",
        r"困惑|疑惑|不解|戸惑",
        "puzzled",
    ),
    (
        (r"determin\w*|decisive\w*|resolute\w*|grim(?:ly)?\b|firm(?:ly)?\b|confident\w*|résolu\w*|déterminé\w*|fermement|decidid\w*|con firmeza|entschlossen"
        r"|decis[oa]\b|decidid\w*|решительн\w*|твёрдо|твердо|بحزم|مصمم\w*"),
        r"坚定|果断|决然|決意|きっぱり|毅然",
        "determined",
    ),
    (
        (r"out of breath|breathless\w*|panting|essoufflé\w*|haletant\w*|jadeando|sin aliento|außer atem|keuchend|affannat\w*|senza fiato|ofegante"
        r"|запыхавш\w*|задыхаясь|لاهث\w*"),
        r"气喘|喘着|息を切らし|息切れ",
        "out of breath",
    ),
    (
        (r"tired\w*|exhaust\w*|wear(?:y|ily)|épuisé\w*|fatigué\w*|cansad\w*|agotad\w*|erschöpft|müde|stanc[oa]\b|esaust[oa]|exaust[oa]|устал\w*|измучен\w*"
        r"|متعب\w*|منهك\w*"),
        r"疲惫|累|疲れ",
        "tired",
    ),
    (r"disgust\w*|grimac\w*|winc\w*|dégoûté\w*|asquead\w*|angewidert|disgustat\w*|enojad[oa] de|с отвращением|морщ\w*|باشمئزاز", r"厌恶|嫌そう", "grimacing"),
    (r"proud\w*|smug\w*|smirk\w*|fier\b|fière\w*|orgullos\w*|stolz|orgoglios\w*|orgulhos\w*|гордо\b|с гордостью|بفخر|فخور\w*", r"骄傲|得意|誇らし", "smirking"),
    (r"calm(?:ly)?\b|peaceful\w*|serene\w*|calmement|serein\w*|tranquil\w*|serenamente|ruhig(?:er)?\b|gelassen|calm[oa]\b|спокойн\w*|بهدوء|هادئ\w*", r"平静|冷静|镇定|落ち着い|穏やか", "calm"),
    (
        (r"whisper\w*|barely a voice|under (?:his|her|their) breath|hushed|sotto voce|en voz baja|à voix basse|chuchot\w*|murmur\w*|susurr\w*|flüster\w*|leise\b|a bassa voce"
        r"|sussurr\w*|em voz baixa|шёпотом|шепч\w*|шепот\w*|вполголоса|тихо\b|بهمس|هامس\w*|يهمس|تهمس|بصوت منخفض"),
        r"低声|小声|轻声|悄声|耳语|小声で|囁|ささや",
        "hushed",
    ),
    (r"curious\w*|intrigued|fascinated|curieu\w*|intrigué\w*|curios[oa]\w*|neugierig|incuriosit\w*|любопытн\w*|с любопытством|بفضول", r"好奇|興味深", "curious"),
    (r"excited\w*|thrilled|eager\w*|excité\w*|enthousiast\w*|emocionad\w*|entusiasm\w*|aufgeregt|begeistert|emozionat\w*|animad[oa]\b|взволнован\w*|восторжен\w*|بحماس|متحمس\w*", r"兴奋|激动|興奮|わくわく", "excited"),
    (r"moved\b(?= by| to|[.)])|touched\b(?= by|[.)])|ému\w*|conmovid\w*|gerührt|commoss[oa]\b|comovid[oa]\b|растроган\w*|متأثر\w*", r"感动|感激|感極ま|感動", "moved"),
    (r"coldly\b|icily\b|froidement|fríamente|con frialdad|kühl\b|kalt(?=[.)])|freddamente|friamente|холодно(?=[.)])|ببرود", r"冷冷地|冷淡|冷たく", "cold"),
    (r"gently\b|tender(?:ly)?\b|warmly\b|doucement(?=[.)])|tendrement|avec douceur|con ternura|con dulzura|sanft\b|zärtlich|dolcemente|con dolcezza|com ternura|ласково|нежно(?=[.)])|بلطف|بحنان", r"温柔|柔和|優しく|やさしく", "gentle"),
    (r"suspicious\w*|méfiant\w*|desconfiad\w*|misstrauisch|sospettos\w*|diffident\w*|подозрительно|недоверчив\w*|بشك|مرتاب\w*", r"怀疑地|狐疑|疑わし", "suspicious"),
)  # fmt: skip
# "no longer smiling"; "her smile fades".
_NOT_BEFORE = re.compile(
    r"\b(?:no longer|stops?|without|doesn't|does not|never|not|cesse de|sans|ne|sin|deja de|ohne|nicht|kein|senza|non|smette di|sem|não|не|без)\s+(?:\w+\s+){0,1}$"
    r"|\b(?:hides?|holds? back|fights? back|wip(?:es?|ing) (?:away )?(?:her|his|the)|wipes?) (?:a |his |her |the )?$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\W*(?:fades|vanishes|dies|drops|disappears|freezes|falters|slips|s['’]efface|disparaît|verschwindet|erstirbt|se borra|desaparece|svanisce|sparisce|исчезает|гаснет|消失|消える)",
    re.IGNORECASE,
)
_NOT_BEFORE_JOINED = re.compile(r"(?:没有?|不再?|停止)$")
_SHORT_WORDS = (
    "angr",
    "cry",
    "crie",
    "cryi",
    "sad",
    "sadl",
    "sadn",
    "sob",
    "sobs",
    "sobb",
    "rit",
    "ri",
    "ride",
    "joy",
    "wear",
    "fier",
    "calm",
    "medo",
)


def expression_in(text: str) -> str:
    """The face a text describes, in one or two words; empty if it describes none."""
    starts = plain_starts(text)
    if starts is not None and _face_stems().isdisjoint(starts):
        return ""
    for match in _faces().finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if _NOT_BEFORE.search(before) or _NOT_BEFORE_JOINED.search(before) or _NOT_AFTER.match(text, match.end()):
            continue
        return _EXPRESSIONS[int((match.lastgroup or "e0")[1:])][2]
    return ""


@cache
def _face_stems() -> frozenset[str]:
    """First four letters of every word for a face: most sentences have none, and are not looked at further."""
    long = (stem[:4] for words, *_ in _EXPRESSIONS for stem in re.findall(r"[a-z]{4,}", words))
    return frozenset((*long, *_SHORT_WORDS))


@cache
def _faces() -> re.Pattern[str]:
    patterns = (
        rf"(?P<e{index}>(?<!\w)[وب]?(?:{spaced}){f'|{joined}' if joined else ''})"
        for index, (spaced, joined, _) in enumerate(_EXPRESSIONS)
    )
    return re.compile("|".join(patterns), re.IGNORECASE)

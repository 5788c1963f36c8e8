"""The words screenplays are built from, in the languages they are written in. Data only; all in lower case."""

from __future__ import annotations

from storyboard.model import TimeOfDay

INTERIOR_WORDS = [
    "int",
    "interior",
    "intérieur",
    "interieur",
    "innen",
    "инт",
    "інт",
    "内景",
    "內景",
    "室内",
    "室內",
    "屋内",
    "실내",
    "פנים",
    "داخلي",
    "εσωτ",
    "içeri",
    "iç",
    "sisä",
]
EXTERIOR_WORDS = [
    "ext",
    "exterior",
    "extérieur",
    "exterieur",
    "aussen",
    "außen",
    "нат",
    "экст",
    "екст",
    "外景",
    "室外",
    "屋外",
    "야외",
    "חוץ",
    "خارجي",
    "εξωτ",
    "dışarı",
    "dış",
    "ulko",
    "est",
]

_TIMES: dict[TimeOfDay, str] = {
    TimeOfDay.DAWN: """dawn predawn sunrise daybreak aube aurore amanecer alba madrugada amanhecer morgengrauen
        sonnenaufgang рассвет світанок فجر الفجر 黎明 清晨 拂晓 破晓 夜明け 早朝 明け方 שחר 새벽""",
    TimeOfDay.DAY: """day morning noon midday afternoon daytime daylight lunchtime jour journée matin matinée midi
        après-midi día dia mañana mediodía tarde tag morgen vormittag mittag nachmittag день утро полдень ранок giorno
        mattina mattino pomeriggio mezzogiorno manhã نهار النهار صباح الصباح ظهر الظهر 日 白天 早晨 早上 上午 中午 下午
        昼 朝 午後 午前 יום בוקר צהריים 낮 아침 오후 dag gün sabah päivä aamu μέρα ημέρα πρωί""",
    TimeOfDay.DUSK: """dusk sunset twilight evening sundown nightfall gloaming crépuscule crepuscule soir soirée
        atardecer anochecer ocaso entardecer abend dämmerung abenddämmerung sonnenuntergang вечер закат сумерки вечір
        tramonto sera crepuscolo مساء المساء غروب الغروب 黄昏 傍晚 日落 夕方 夕暮れ 夕 ערב 저녁 akşam ilta βράδυ""",
    TimeOfDay.NIGHT: """night midnight nighttime nuit minuit noche medianoche nacht mitternacht ночь полночь ніч notte
        mezzanotte noite ليل الليل ليلا 夜 夜晚 夜里 晚上 深夜 半夜 午夜 真夜中 לילה 밤 gece yö νύχτα""",
}
TIME_WORDS: dict[str, TimeOfDay] = {word: time for time, words in _TIMES.items() for word in words.split()}

# They say that the light is that of the scene before.
CARRY_WORDS = frozenset(
    [
        "continuous",
        "continuously",
        "continued",
        "cont",
        "cont'd",
        "cont’d",
        "later",
        "same",
        "simultaneous",
        "simultaneously",
        "meanwhile",
        "moments",
        "continu",
        "continue",
        "suite",
        "même",
        "tard",
        "continuo",
        "continua",
        "continuación",
        "mismo",
        "momentos",
        "weiter",
        "später",
        "fortsetzung",
        "gleichzeitig",
        "продолжение",
        "позже",
        "позднее",
        "продовження",
        "пізніше",
        "seguito",
        "dopo",
        "continuação",
        "نفس",
        "لاحقا",
        "连续",
        "連續",
        "继续",
        "稍后",
        "同时",
        "同前",
        "続き",
        "同時",
        "המשך",
        "מאוחר",
    ]
)
# May stand beside a time word without making it something else.
TIME_FILLERS = frozenset(
    [
        "early",
        "late",
        "mid",
        "pre",
        "next",
        "following",
        "that",
        "the",
        "of",
        "same",
        "time",
        "times",
        "moments",
        "moment",
        "a",
        "an",
        "few",
        "minute",
        "minutes",
        "hour",
        "hours",
        "second",
        "seconds",
        "week",
        "weeks",
        "month",
        "months",
        "year",
        "years",
        "very",
        "first",
        "last",
        "light",
        "before",
        "after",
        "almost",
        "just",
        "about",
        "o'clock",
        "am",
        "pm",
        "present",
        "then",
        "now",
        "magic",
        "golden",
        "hour",
        "day",
        "days",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "plus",
        "de",
        "la",
        "le",
        "du",
        "des",
        "les",
        "fin",
        "début",
        "lendemain",
        "más",
        "al",
        "mismo",
        "tiempo",
        "siguiente",
        "früher",
        "spät",
        "früh",
        "am",
        "der",
        "den",
        "nächsten",
        "naechsten",
        "раннее",
        "позднее",
        "ранее",
        "следующий",
        "следующее",
        "то",
        "же",
        "время",
        "الوقت",
    ]
)
FLASHBACK_WORDS = frozenset(["flashback", "flashforward", "dream", "nightmare", "memory", "fantasy", "present-day"])

# Whole lines that are transitions although they do not end in TO: (upper case, without their full stop or colon).
TRANSITION_LINES = frozenset(
    """FADE IN|FADE OUT|FADE TO BLACK|FADE TO WHITE|FADE UP|FADE|CUT TO BLACK|SMASH CUT TO BLACK|SMASH TO BLACK|CUT|
    SMASH CUT|MATCH CUT|JUMP CUT|TIME CUT|HARD CUT|DISSOLVE|CROSSFADE|CROSS FADE|IRIS IN|IRIS OUT|WIPE|SMASH TO TITLE|
    FONDU AU NOIR|FONDU ENCHAÎNÉ|OUVERTURE AU NOIR|FERMETURE AU NOIR|FUNDIDO A NEGRO|FUNDIDO|ABBLENDE|AUFBLENDE|SCHNITT|
    ЗАТЕМНЕНИЕ|ИЗ ЗТМ|В ЗТМ|ЗТМ|НАПЛЫВ|СКЛЕЙКА|フェードイン|フェードアウト|淡入|淡出|切至|渐隐|DISSOLVENZA|STACCO""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
# Ends of lines that are transitions because what comes next is named by the heading after them.
TRANSITION_ENDS = (
    "TO:",
    "TO :",
    " A:",
    " A :",
    " À:",
    " À :",
    " PARA:",
    " PARA :",
    " AUF:",
    " ZU:",
    "إلى:",
    "切至：",
    "切至:",
    " К:",
)

TITLE_KEYS: dict[str, str] = {
    **dict.fromkeys(("title", "titre", "título", "titulo", "titel", "titolo", "название", "назва", "标题", "標題"), "title"),
    **dict.fromkeys(("タイトル", "題名", "العنوان", "כותרת", "제목"), "title"),
    **dict.fromkeys(("author", "authors", "auteur", "auteurs", "autor", "autora", "autore", "автор", "作者", "著者"), "author"),
    **dict.fromkeys(("编剧", "編劇", "导演", "脚本", "原作", "作", "автор сценария", "scénario", "guion", "drehbuch"), "author"),
    **dict.fromkeys(("片名", "剧名", "劇名", "题目"), "title"),
    **dict.fromkeys(("writer", "writers", "written by", "المؤلف", "كاتب"), "author"),
    **{
        key: key
        for key in (
            "credit", "source", "notes", "draft date", "date", "contact", "copyright", "revision", "version", "format",
            "licence", "license", "header", "footer", "font", "draft", "episode", "series", "genre", "logline",
            "watermark", "language",
        )
    },
}  # fmt: skip

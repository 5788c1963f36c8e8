"""Words in an action that explain why something is not as it was: people move, dress, come back, darkness falls."""

from __future__ import annotations

import re

# Who crosses the room may stand on the other side afterwards.
_MOVES = re.compile(
    r"\b(?:cross|walk|circl|swap|trade places|chang\w* places|pass(?:es|ing)? (?:behind|in front|by|him|her|them)|mov|step|danc"
    r"|chas|run|rush|wander|pac(?:e|ing)|stroll|march|spin|whirl|roll|climb|jump|leap|fall|tumbl|stagger|stumbl|wrestl|fight"
    r"|struggl|go(?:es)? (?:over|around|round|to)|com(?:e|es|ing)\b|sit(?:s|ting)? down|stand(?:s|ing)? up|ris(?:e|es|ing)\b|get(?:s|ting)? (?:up|in|out|off|on)|enter|leav|exit"
    r"|travers|cour(?:t|ir)|entr|sort|pass(?:e|ent)\b|se lèv|s['’]assi|cruza|camina|corre|sal(?:e|en)\b|levant|sient"
    r"|geht|läuft|renn|komm|setzt|steht auf|attravers|cammina|siede|si alza|senta-se|levanta"
    r"|ходит|ид[её]т|беж|вста[её]т|садится)|走|跑|站起|坐下|进|進|出|歩|立ち|入|يمشي|يركض|يدخل|يخرج|يقف|يجلس",
    re.IGNORECASE,
)
_DRESSES = re.compile(
    r"\b(?:put(?:s|ting)? (?:\w+ ){0,4}on|pull(?:s|ing)? (?:\w+ ){0,4}(?:on|off)|tak(?:e|es|ing) (?:\w+ ){0,4}off|slip(?:s|ping)? (?:\w+ ){0,3}(?:into|on|off|out)"
    r"|chang(?:e|es|ed|ing)\b|dress|undress|remov|button|unbutton|zip|unzip|shrug|strip|wrap|don(?:s|ning)?\b|shed(?:s|ding)?\b|tear|rip"
    r"|throw(?:s|ing)? (?:\w+ ){0,3}(?:on|off|over)|wear|soak|drench|wet\b|rain|splash|water|mud|blood|bleed|wound|shot\b|stab|cut\b|burn|dirt|stain|paint"
    r"|enlèv|enfil|met son|habill|quita|pone|vist|zieht|anzieh|auszieh|togli|indoss|mette|tira|veste|снима|надева|одева|переоде)"
    r"|穿|脱|脫|换|換|着替|يرتدي|يخلع",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"\b(?:return|back\b|again\b|re-?enter|enter|com(?:e|es|ing)\b|reappear|appear|arriv|walks? in\b|step(?:s|ping)? in|burst|revien|rentr|entr|vuelv|regres|zurück|kommt"
    r"|torna|rientr|volta|возвра|входит|снова|опять)|回|又|再|进来|戻|入って|يعود|يدخل|يرجع",
    re.IGNORECASE,
)
_DARKENS = re.compile(
    r"\b(?:black|dark|darkness|pitch|night|blackout|lights? (?:go|goes|out|off)|noir|obscur|oscur|negr|dunkel|schwarz|finster|nero|buio|preto|escur|темн|чёрн|черн)"
    r"|黑|暗|闇|ظلام|أسود",
    re.IGNORECASE,
)
_PALES = re.compile(
    r"\b(?:white|blank|bright|fog|mist|haze|smoke|snow|blizzard|sky|sea|empty|nothing|blanc|brum|brouill|blanco|niebla|niev|weiß|nebel|schnee"
    r"|bianc|nebbia|neve|branc|туман|снег|бел)|白|雾|霧|雪|أبيض|ضباب|ثلج",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:later|dawn|dusk|sunrise|sunset|sun (?:rises|sets|comes|goes)|night falls|day breaks|daybreak|morning|evening|hours?|minutes|time[- ]lapse|lights? (?:go|goes|on|off|out)"
    r"|flashback|memory|dream|photo|picture|screen|plus tard|aube|más tarde|später|più tardi|mais tarde|позже|рассвет|закат)"
    r"|后来|天亮|天黑|夜|朝|夕|لاحقا|الفجر|الليل",
    re.IGNORECASE,
)


def moves(text: str) -> bool:
    """Whether somebody may stand or look elsewhere after this."""
    return _MOVES.search(text) is not None


def dresses(text: str) -> bool:
    """Whether clothes may look different after this."""
    return _DRESSES.search(text) is not None


def returns(text: str) -> bool:
    """Whether somebody comes, or comes back."""
    return _RETURNS.search(text) is not None


def darkens(text: str) -> bool:
    """Whether the picture may rightly be black."""
    return _DARKENS.search(text) is not None


def pales(text: str) -> bool:
    """Whether the picture may rightly be pale and empty."""
    return _PALES.search(text) is not None


def time_goes_by(text: str) -> bool:
    """Whether the light may be another one from here on, or belongs to another time."""
    return _TIME.search(text) is not None

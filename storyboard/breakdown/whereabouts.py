"""Who comes and who goes: entrances, exits, and who is left alone, by the words after somebody's name."""

from __future__ import annotations

import re

from storyboard.breakdown.sentences import finds_at_words, has_any, word_set

_GO = (
    r"(?:walk|run|step|storm|hurrie?|rush(?:e)?|head|slip|drive|ride|stride|march(?:e)?|sneak|stalk|wander|stagger|limp|jog|burst"
    r"|race|stroll|tiptoe|(?<!\w )back|backs|dash(?:e)?|flee|hurry|go(?:e)?)s?"
)
_COME = r"(?:come|walk|run|step|burst|storm|rush(?:e)?|hurrie|hurry|slip|jog|race|stumble|stride|drive|ride|climb|barge|peek)s?"
_NOT = r"(?<!\bto )(?<!\bnot )(?<!n't )(?<!n’t )(?<!\bnever )"
_TOWARDS_US = re.compile(
    r"\b(?:towards?|into (?:view|frame|sight|the (?:light|picture|shot))|up to|to meet|to greet|back in)\b",
    re.IGNORECASE,
)
_ENTERS = re.compile(
    rf"\b{_NOT}(?:(?:re-?)?enters?|arrives?|(?:re)?appears?|emerges?|joins|returns(?! (?:the|a|his|her|their|its|fire))|is back"
    rf"|comes? (?:back|up|over|along|home|forward|towards?|closer|running|out)|shows up|turns up"
    rf"|{_COME} (?:back )?(?:in|inside|into)(?! (?:circles|place|silence))"
    r"|entre(?! (?:les|des|deux|nous|eux|los|las|la|el|sus|ellos|dos|a|as|os)\b)|entrent|arrivent?|revient|reviennent|rentre|apparaît|surgit|débarque"
    r"|tritt(?: \w+){0,4}? ein|tritt (?:in|aus)|kommt|kommen|erscheint|taucht (?:\w+ )?auf|betritt|kehrt (?:\w+ )?zurück|stürmt (?:herein|rein|in)"
    r"|entra|entran|llegan?|aparecen?|regresan?|irrumpe|vuelven?(?! a \w+[aei]r(?:l[oa]s?)?\b)(?! la)|entrano|arriva(?:no)?|appare|compare|rientra|irrompe|torna(?! a \w+re\b)"
    r"|chegam?|surge|volta(?! a \w+[aei]r\b)(?!-se)|retorna|aproxima-se|входит|входят|вбегает|появляется|возвращается|заходит|приходит|влетает|врывается|прибегает|вош[ёе]л|вошла"
    r"|[وف]?[يت](?:دخل|دخلان|ظهر|صل|عود|قتحم)|دخل|دخلت)\b"
    r"|走进|进来|冲进|跑进|闯进|推门而入|走了进来|出现|回来|走出(?:雾|霧|黑|阴影|人群|树|森林)|入ってくる|入って来る|現れる|現れ|戻ってくる|やってくる|駆け込|登場",
    re.IGNORECASE,
)
_PLACES = r"(?:room|house|office|kitchen|bar|shop|store|building|door(?:way)?|hall|apartment|flat|club|church|hospital|school|theat(?:er|re)|caf[eé]|restaurant|cell|cabin|frame|shot|picture|sight|view|there|here)"
_OUT_OF = re.compile(
    rf"\b{_NOT}(?:{_GO}|{_COME}|gets?|emerges?|appears?|looms?) (?:back )?out (?:of|from) (?!breath|time|patience|money|control|bed\b)"
    rf"(?P<room>(?:the |his |her |their |a )?(?:\w+ )?{_PLACES}\b)?(?P<where>[^.,;]{{0,40}})"
    r"|\b(?:sort|sale|esce|sai|выходит|tritt|kommt|[يت]خرج)\s+(?:de\b|du\b|des\b|del\b|dall|da\b|из\b|aus\b|من\b)",
    re.IGNORECASE,
)
_COMES_OUT = re.compile(
    r"^\W*(?:[а-яё]+ )?(?:выбегает|выходит|вылетает|(?:sale|sort|esce|sai) (?:corriendo|en courant|di corsa|correndo|bajo|sous|sotto|a la calle|al balc[óo]n)|(?:runs?|comes?|bursts?|steps?|hurr(?:y|ies)) out"
    r" (?:into|onto|to|on)|(?:kommt|stürzt|rennt) (?:\w+ )?heraus)\b",
    re.IGNORECASE,
)
_VEHICLES = re.compile(
    r"\b(?:car|van|taxi|cab|truck|bus|tram|train|bed|bath|tub|chair|seat|pool|water|boat|plane|elevator|lift|shower)\b",
    re.IGNORECASE,
)
_LEAVES = (
    r"(?:leaves|(?:(?<=^)|(?<=^ )|(?<=and )|(?<=all )|(?<=both ))leave)(?=\s*(?:[.,;:!…–—]|$|(?:and|with|without|together|through|by|for|quickly|slowly|quietly|too|again|alone|him|them|us"
    r"|in a hurry|as)\b|her(?=\s*[.,;!]|$| (?:alone|there|behind|standing|sitting))"
    r"|(?:the|his|her|their|this) (?:[\w'’-]+ ){0,2}?[\w'’-]+(?=\s*(?:[.,;!…]|$|and\b|with\b|without\b|through\b|by\b))))"
)
_EXITS = re.compile(
    rf"\b{_NOT}(?:{_LEAVES}|exits?|departs?|disappears?|vanish(?:es)?|(?:is|are) gone|ha(?:s|ve) (?:left|gone)"
    rf"|{_GO} (?:back )?(?:out|off|away|outside)(?! (?:of|from|the (?:dust|pain|light|lights|lamp|radio|tv))\b)"
    r"|s['’]en (?:va|vont)|quitte|quittent|s['’]éloigne|disparaît|part(?=\s*[.,!]|$| en (?:courant|silence|claquant))"
    r"|se (?:va|van|marchan?|alejan?)|desaparecen?|abandona (?:la|el)|se ne va|va via|si allontana|scompare|sparisce"
    r"|vai(?:-se)? embora|vai-se|vão embora|afasta-se|desaparecem"
    r"|(?:geht|gehen|rennt|läuft|eilt|stürmt|schleicht)(?: \w+){0,2}? (?:hinaus|weg|ab|raus|fort|davon)|(?:geht|gehen)(?=\s*[.!;…]|$)|verlässt|verlassen|verschwindet"
    r"|уходит|уходят|исчезает|убегает|убегают|выбегает|уезжает|скрывается|удаляется|уш[её]л|ушла|[وف]?[يت](?:غادر|رحل|ختفي|بتعد)|غادر|غادرت)\b"
    r"|\b(?:sort|sortent|sale|salen|esce|escono|sai|saem|выходит|выходят|[يت]خرج)\b(?!\s+(?:de|du|des|del|dall\w*|da|do|из|aus|من|d['’])(?:\b|['’]))"
    r"|离开|走出(?:去|房|门|門|屋|画|畫|镜头|鏡頭)|走了出去|出去(?:了)?|走了|转身离|離去|离去|跑出|消失|去っていく|去って行く|出ていく|出て行く|立ち去|走り去|退場|姿を消",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?<!not )(?<!n't )(?<!let )(?<!leave )(?<!me )(?<!him )(?<!her )(?<!them )(?<!us )(?<!it )(?<!are )"
    r"\b(?:alone|all by (?:him|her)self|by (?:him|her)self|on (?:his|her) own|toute? seule?|(?<!pas )seule?(?! à )|a solas"
    r"|(?:se queda|está|sigue|resta|rimane|è|di nuovo) sol[oa]|allein|fica sozinh[oa]|sozinh[oa]|совсем одн?[иа]н?"
    r"|(?:оста[её]тся|остался|осталась|сидит|стоит) од(?:ин|на)|وحده|وحدها|بمفرده|بمفردها)\b"
    r"|独自|一个人|一個人|ひとりで|一人で|、一人。|、ひとり。|一人残|ひとり残",
    re.IGNORECASE,
)
_COMING = word_set("""enter enters reenters arrive arrives appear appears reappear reappears emerge emerges joins returns back come comes walk walks
    run runs step steps burst bursts storm storms rush rushes hurry hurries slip slips jog jogs race races stumble stumbles stride
    strides drive drives ride rides climb climbs barge barges peek peeks shows turns gets get looms entre arrive revient entra
    llega aparece vuelve tritt kommt torna chega sort sale esce sai entrent arrivent revient reviennent rentre surgit kommen erscheint
    taucht betritt kehrt entran llegan aparecen regresa regresan irrumpe vuelven entrano arriva arrivano appare compare rientra
    irrompe chegam surge volta retorna aproxima go goes head heads stagger staggers wander wanders limp limps
    """)
_COMING_STARTS = frozenset(word[:4] for word in _COMING)
_GOING = word_set("""leave leaves exit exits depart departs disappear disappears vanish vanishes gone left out off away outside sort sale esce sai
    en quitte va marcha geht ne vai tritt kommt quittent part van marchan aleja alejan desaparece desaparecen abandona allontana
    scompare sparisce afasta gehen rennt eilt geht schleicht verlassen verschwindet sortent salen escono""")
_BEING_ALONE = word_set("alone himself herself own seul seule solas sola solo allein sozinho sozinha")
_GOES_ANYWHERE = re.compile(
    f"{_EXITS.pattern}|{_OUT_OF.pattern.replace('?P<room>', '').replace('?P<where>', '')}|{_ALONE.pattern}",
    re.IGNORECASE,
)


def comes(after: str, *, there: bool) -> bool:
    """Whether somebody comes into the picture.

    Args:
        after: What is said of them: the words after their name.
        there: They were there before; who steps out of a car beside us does not come in.
    """
    if not has_any(after, _COMING):
        return False
    if next(finds_at_words(after, _ENTERS, _COMING_STARTS), None):
        return True
    out = next(finds_at_words(after, _OUT_OF, _COMING_STARTS), None)
    return out is not None and not _VEHICLES.search(out.group()) and not _is_exit(out, after, there=there)


def goes(after: str, *, there: bool) -> bool:
    """Whether somebody leaves the picture. ``steps out of the dark`` and ``runs out toward Nora`` bring them in."""
    if not has_any(after, _GOING):
        return False
    # Who has not been there comes out of somewhere: "Rocío sale corriendo bajo la lluvia".
    if not there and _COMES_OUT.search(after):
        return False
    plain = _EXITS.search(after)
    if plain and not _TOWARDS_US.search(after, plain.end(), min(len(after), plain.end() + 60)):
        return True
    out = _OUT_OF.search(after)
    return out is not None and _is_exit(out, after, there=there)


def is_alone(sentence: str) -> bool:
    """Whether a sentence says that its person is the only one there."""
    return _ALONE.search(sentence) is not None


def may_go(text: str) -> bool:
    """Whether a text could have somebody leave; most have not, and are not looked at further."""
    return has_any(text, _GOING | _BEING_ALONE) and _GOES_ANYWHERE.search(text) is not None


def _is_exit(out: re.Match[str], after: str, *, there: bool) -> bool:
    if _TOWARDS_US.search(after, out.start(), min(len(after), out.end() + 40)):
        return False
    if out["room"]:
        return re.match(r"come|emerge|appear", out.group(), re.IGNORECASE) is None
    # Out of the fog nobody leaves, and out of the car we see them get; in tongues that say no more, who was there goes.
    return there and out["where"] is None and not _VEHICLES.search(out.group())

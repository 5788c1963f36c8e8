"""What writers call sizes, framings, angles and moves. Data: patterns in capitals, tried in this order."""

from __future__ import annotations

from storyboard.model import Angle, Direction, Framing, Move, Movement, Size

# After these words something has to follow that only a camera direction has, or they are ordinary words.
_ON = r"(?=\s+(?:ON|OF|AT)\b|\s*[:.,;]|\s*-|\s*–|\s*—|\s*$)"
_DASHED = r"(?=\s*[:.]|\s+-|\s*--|\s*[–—]|\s*$)"

SIZES: tuple[tuple[str, Size], ...] = (
    (r"MED(?:IUM|\.)?[- ]CLOSE(?:[- ]?UP)?(?: SHOT)?|M\.?C\.?U\b\.?", Size.MCU),
    (r"EXTREME(?:LY)?[- ]CLOSE(?:[- ]?UPS?)?(?: SHOT)?|E\.?C\.?U\b\.?|XCU\b|BCU\b|BIG CLOSE[- ]?UP", Size.ECU),
    (rf"(?:SUPER )?TIGHT(?:ER)?(?: SHOT)?(?=\s+ON\b|\s*:)|MACRO(?: SHOT)?{_ON}|VERY CLOSE(?=\s+ON\b|\s*:)", Size.ECU),
    (
        rf"CLOSE[- ]?UPS?\b(?: SHOT)?|CLOSE (?:SHOT|ANGLE)|CLOSER(?: SHOT| ANGLE)?{_ON}|CLOSE(?=\s+ON\b|\s*:|\s+-)",
        Size.CU,
    ),
    (r"C\.?U\b\.?(?=\s|:|,|$)", Size.CU),
    (r"MED(?:IUM|\.)?[- ](?:LONG|WIDE)(?: SHOT)?|M\.?L\.?S\b\.?|COWBOY(?: SHOT)?|AMERICAN SHOT", Size.MLS),
    (rf"MED(?:IUM|\.)? SHOT|MID[- ]?SHOT|M\.S\.|MS(?=\s*[:,-]|\s*$|\s+ON\b)|MEDIUM{_ON}|WAIST SHOT", Size.MS),
    (r"EXTREME(?:LY)?[- ](?:WIDE|LONG)(?: SHOT)?|VERY (?:WIDE|LONG)(?: SHOT)?|[EXV][WL]S\b|VLS\b", Size.EWS),
    (rf"ESTABLISHING(?: SHOT)?{_ON}|TO ESTABLISH\b|EST(?=\s*:)", Size.EWS),
    (rf"FULL(?:[- ]LENGTH)?[- ]SHOT|FULL LENGTH{_ON}|F\.?S\b\.?(?=\s|:|,|$)", Size.FS),
    (rf"WIDE(?:R|N)?(?: SHOT| ANGLE)|WIDER?{_ON}|LONG SHOT|MASTER(?: SHOT)?{_ON}|[WL]\.?S\b\.?(?=\s|:|,|$)", Size.WS),
    (r"TRÈS GROS PLAN|GROSSE DETAILAUFNAHME|PRIMERÍSIMO PRIMER PLANO|大特写|ДЕТАЛЬ(?=:)", Size.ECU),
    (
        r"GROS PLAN|GRO(?:SS|ß)AUFNAHME|NAHAUFNAHME|PRIMER PLANO|PRIMO PIANO|КРУПНЫЙ ПЛАН|特写|クローズアップ|لقطة قريبة",
        Size.CU,
    ),
    (r"PLAN RAPPROCHÉ|近景", Size.MCU),
    (r"PLAN MOYEN|PLANO MEDIO|СРЕДНИЙ ПЛАН|HALBNAHE|中景|لقطة متوسطة", Size.MS),
    (r"PLAN AMÉRICAIN|PLANO AMERICANO", Size.MLS),
    (
        r"PLAN LARGE|PLAN D['’]ENSEMBLE|PLANO GENERAL|ОБЩИЙ ПЛАН|TOTALE|全景|ロングショット|لقطة واسعة|لقطة عامة",
        Size.WS,
    ),
    (r"远景|遠景|大远景|ДАЛЬНИЙ ПЛАН", Size.EWS),
)

FRAMINGS: tuple[tuple[str, Framing], ...] = (
    # "2s later" is a time.
    (r"(?:TWO|2)[- ]?SHOT\b|(?-i:2S)\b", Framing.TWO_SHOT),
    (r"(?:THREE|3|GROUP)[- ]?SHOT\b|(?-i:3S)\b", Framing.THREE_SHOT),
    (r"O\.?T\.?S\b\.?|OVER[- ]THE[- ]SHOULDER(?: SHOT)?", Framing.OVER_SHOULDER),
    (r"OVER (?P<over>[^.,:]{1,40}?)(?:['’]S?)? SHOULDER", Framing.OVER_SHOULDER),
    (r"P\.?O\.?V\b\.?(?: SHOT)?", Framing.POINT_OF_VIEW),
    (r"(?P<pov>[^.,:\-]{1,40}?)(?:['’]S?)? P\.?O\.?V\b\.?", Framing.POINT_OF_VIEW),
    (r"WHAT (?P<sees>[^.,:\-]{1,30}?) SEES?\b", Framing.POINT_OF_VIEW),
    (
        (
            # "INSERT - EXT. CAB" is a heading, however it is written.
            rf"INSERTS?(?: SHOT)?(?!\s*[-–—:.]+\s*(?:INT|EXT|I/E)\b){_DASHED}|INSERT(?: SHOT)? (?:OF|ON)|DETAIL(?: SHOT)?{_DASHED}"
            rf"|(?:INSERTO|DETALLE|PLANO DETALLE|DÉTAIL|DETTAGLIO|DETALHE|EINSCHUB|DETAILAUFNAHME|ВСТАВКА|ДЕТАЛЬ|插入镜头|插入|インサート|لقطة تفصيلية){_DASHED[:-1]}|\s*：)"
        ),
        Framing.INSERT,
    ),
)

ANGLES: tuple[tuple[str, Angle], ...] = (
    (r"(?:VERY |EXTREME )?LOW[- ]ANGLE|UP ANGLE|CONTRE-PLONGÉE|CONTRAPICADO", Angle.LOW),
    (r"(?:VERY |EXTREME )?HIGH[- ]ANGLE|DOWN ANGLE|PLONGÉE|PICADO", Angle.HIGH),
    (r"DUTCH(?: ANGLE| TILT)?|CANTED(?: ANGLE)?", Angle.DUTCH),
    (
        rf"OVERHEAD(?: SHOT| ANGLE| VIEW)?{_ON}|TOP[- ]DOWN|TOP SHOT|(?:BIRD|GOD)['’]?S?[- ]EYE(?:[- ]VIEW)?",
        Angle.OVERHEAD,
    ),
    (r"WORM['’]?S?[- ]EYE(?:[- ]VIEW)?", Angle.WORM),
    (r"EYE[- ]LEVEL", Angle.EYE),
)

# Camera directions that choose neither a size nor an angle, but still cut.
NEW_ANGLE = rf"(?:NEW |ANOTHER |DIFFERENT )?ANGLE(?=\s+ON\b|\s*[-:–—])|(?:NEW|ANOTHER) ANGLE|REVERSE(?: ANGLE| SHOT){_ON}|REVERSE{_ON}"
AERIAL = rf"AERIAL(?: SHOT| VIEW)?{_ON}|DRONE(?: SHOT)?{_ON}"

_SLOW = r"(?:SLOW(?:LY)? )?"
MOVES: tuple[tuple[str, Movement], ...] = (
    (rf"{_SLOW}(?:PUSH(?:ES|ING)?|DOLLY(?:ING)?|MOV(?:E|ES|ING)|TRACK(?:S|ING)?|CREEP(?:S|ING)?)[- ]IN\b", Movement(move=Move.PUSH, direction=Direction.IN)),
    (rf"{_SLOW}(?:PULL(?:S|ING)?|DOLLY|MOV(?:E|ES|ING)|TRACK)[- ](?:BACK|OUT|AWAY)\b", Movement(move=Move.PULL, direction=Direction.OUT)),
    (r"(?:WHIP|SWISH)[- ]?PAN(?: LEFT)\b", Movement(move=Move.WHIP, direction=Direction.LEFT)),
    (r"(?:WHIP|SWISH)[- ]?PAN(?: RIGHT)?\b", Movement(move=Move.WHIP, direction=Direction.RIGHT)),
    (rf"{_SLOW}PAN(?:S|NING)? LEFT\b", Movement(move=Move.PAN, direction=Direction.LEFT)),
    (rf"{_SLOW}PAN(?:S|NING)? UP\b", Movement(move=Move.TILT, direction=Direction.UP)),
    (rf"{_SLOW}PAN(?:S|NING)? DOWN\b", Movement(move=Move.TILT, direction=Direction.DOWN)),
    (rf"{_SLOW}PAN(?:S|NING)?(?: RIGHT\b|(?=\s+(?:TO|ACROSS|ALONG|OVER|WITH|FROM|OFF)\b|\s*[:.]))", Movement(move=Move.PAN, direction=Direction.RIGHT)),
    (rf"{_SLOW}TILT(?:S|ING)?(?: DOWN)\b", Movement(move=Move.TILT, direction=Direction.DOWN)),
    (rf"{_SLOW}TILT(?:S|ING)?(?: UP\b|(?=\s+(?:TO|ALONG)\b))", Movement(move=Move.TILT, direction=Direction.UP)),
    (rf"{_SLOW}(?:CRANE|BOOM|JIB)(?:S|ING)? DOWN\b", Movement(move=Move.CRANE, direction=Direction.DOWN)),
    (rf"{_SLOW}(?:CRANE|BOOM|JIB)(?:S|ING)?(?: UP| SHOT)\b", Movement(move=Move.CRANE, direction=Direction.UP)),
    (r"PEDESTAL DOWN\b", Movement(move=Move.PEDESTAL, direction=Direction.DOWN)),
    (r"PEDESTAL(?: UP)?\b", Movement(move=Move.PEDESTAL, direction=Direction.UP)),
    (rf"{_SLOW}ZOOM(?:S|ING)? OUT\b", Movement(move=Move.ZOOM, direction=Direction.OUT)),
    (rf"(?:{_SLOW}|CRASH )ZOOM(?:S|ING)?(?: IN\b|(?=\s+(?:ON|TO)\b|\s*[:.]))", Movement(move=Move.ZOOM, direction=Direction.IN)),
    (rf"{_SLOW}(?:TRUCK|TRACK|DOLLY)(?:ING|S)? LEFT\b", Movement(move=Move.TRUCK, direction=Direction.LEFT)),
    (rf"{_SLOW}(?:TRUCK|TRACK|DOLLY)(?:ING|S)? RIGHT\b", Movement(move=Move.TRUCK, direction=Direction.RIGHT)),
    (r"(?:TRACKING|FOLLOWING|TRAVEL+ING)(?: SHOT)?(?=\s|[:.,]|$)|DOLLY (?:SHOT|WITH|ALONG)|TRACK WITH|FOLLOW(?=\s+[A-Z])|STEADICAM(?: SHOT)?", Movement(move=Move.FOLLOW)),
    (r"HAND[- ]?HELD(?: SHOT)?", Movement(move=Move.HANDHELD)),
    (rf"{_SLOW}(?:CIRCL(?:E|ES|ING) AROUND|CIRCLING|(?-i:CIRCLE)|ORBIT(?:S|ING)?)(?=\s|[:.,]|$)|ARC(?=\s+(?:AROUND|LEFT|RIGHT))", Movement(move=Move.ORBIT, direction=Direction.LEFT)),
    (r"RACK(?:S|ING)?(?: FOCUS)(?: TO)?", Movement(move=Move.RACK)),
    (r"STATIC(?: SHOT)?\b|LOCKED[- ]OFF", Movement(move=Move.STATIC)),
)  # fmt: skip

# Camera prose in small letters: "we slowly push in on", "the camera pulls back".
PROSE_MOVES: tuple[tuple[str, Movement], ...] = (
    (
        r"(?:push|dolly|move|creep|track|zoom|drift|close)(?:e?s)? in\b",
        Movement(move=Move.PUSH, direction=Direction.IN),
    ),
    (r"(?:pull|dolly|move|zoom|drift)s? (?:back|out|away)\b", Movement(move=Move.PULL, direction=Direction.OUT)),
    (r"pans? (?:to the )?left\b", Movement(move=Move.PAN, direction=Direction.LEFT)),
    (r"pans?\b", Movement(move=Move.PAN, direction=Direction.RIGHT)),
    (r"(?:tilt|look)s? down\b", Movement(move=Move.TILT, direction=Direction.DOWN)),
    (r"(?:tilt|look)s? up\b", Movement(move=Move.TILT, direction=Direction.UP)),
    (r"(?:cranes?|rises?|booms?)(?: up)?\b", Movement(move=Move.CRANE, direction=Direction.UP)),
    (r"(?:follow|track|trail)s?\b", Movement(move=Move.FOLLOW)),
    (r"(?:circle|orbit)s?\b", Movement(move=Move.ORBIT, direction=Direction.LEFT)),
)

# Lines that arrange shots and show nothing themselves.
MONTAGE = (
    r"(?:BEGIN |START )?(?:MONTAGE|SERIES OF SHOTS|VARIOUS SHOTS|SUITE DE PLANS|BILDERFOLGE|MONTAGESEQUENZ|MONTAJE|SERIE DE PLANOS|MONTAGGIO"
    r"|SERIE DI INQUADRATURE|MONTAGEM|МОНТАЖ|СЕРИЯ КАДРОВ|蒙太奇|モンタージュ|مونتاج)\b"
)
MONTAGE_END = (
    r"(?:END (?:OF )?(?:THE )?(?:MONTAGE|SERIES(?: OF SHOTS)?)|BACK TO (?:SCENE|PRESENT)|FIN DU MONTAGE|ENDE (?:DER )?(?:MONTAGE|BILDERFOLGE)"
    r"|FIN DE(?:L|L? )? ?MONTAJE|FINE (?:DEL )?MONTAGGIO|FIM D[AO] MONTAGEM|КОНЕЦ МОНТАЖА|蒙太奇结束|モンタージュ終わり|نهاية المونتاج)\b"
)
STRUCTURE = (
    r"(?:BACK TO (?:SCENE|PRESENT|SHOT|[A-Z .'’]{1,30})|(?:END |BEGIN |START )?(?:FLASHBACK|FLASHFORWARD|FLASH FORWARD|DREAM"
    r"(?: SEQUENCE)?|NIGHTMARE)|END (?:OF )?(?:FLASHBACK|DREAM|INTERCUT)|RESUME(?: SCENE)?|CONTINUED|OMITTED|END(?: CREDITS)?|"
    r"INTERCUT(?: WITH| BETWEEN)?[^.]{0,80}|SPLIT SCREEN[^.]{0,60}"
    r"|(?:FIN DU |FIN DE )?(?:FLASH-BACK|RETOUR EN ARRIÈRE|RÊVE)|FIN DU FLASHBACK|RETOUR AU PRÉSENT|(?:ENDE (?:DER |DES )?)?(?:RÜCKBLENDE|TRAUMS?|FLASHBACKS?)"
    r"|(?:ZURÜCK|RÜCKKEHR) (?:IN DIE|ZUR) GEGENWART|FIN (?:DEL? )?(?:FLASHBACK|SUEÑO)|(?:VUELTA|REGRESO|VOLVEMOS) AL PRESENTE|SUEÑO"
    r"|FINE (?:DEL )?(?:FLASHBACK|SOGNO)|RITORNO AL PRESENTE|SOGNO|FIM D[OE] (?:FLASHBACK|SONHO)|(?:VOLTA|RETORNO) AO PRESENTE|SONHO"
    r"|(?:КОНЕЦ )?(?:ФЛ[ЕЭ]Ш-?Б[ЕЭ]КА?|СНА|СОН|ВОСПОМИНАНИ[ЕЯ])|(?:ВОЗВРАЩЕНИЕ В )?НАСТОЯЩЕЕ(?: ВРЕМЯ)?"
    r"|(?:闪回|閃回|回忆|梦境)(?:开始|结束|完)?|回到(?:现在|现实)|(?:回想|夢)(?:始まり|終わり|明け|終り)?|現在に戻る"
    r"|(?:نهاية )?(?:ال)?(?:فلاش ?باك|استرجاع|حلم)|(?:ال)?عودة إلى الحاضر)\s*[:.\-–—]*"
)
HOLD = r"(?:(?:A |LONG |ANOTHER |BRIEF )*(?:BEAT|PAUSE|MOMENT)|(?:LONG )?SILENCE|HOLD(?: ON [A-Z ]+)?|THEN|NOTHING)\s*[.…:—-]*"
OVERLAY = r"(?:SUPER(?:IMPOSE(?:D)?)?|TITLES?|TITLE CARD|CHYRON|CAPTION|CARD|SUBTITLE|LOWER THIRD|INTERTITLE|CARTON|RÓTULO|ТИТР|字幕)"

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
        r"GROS PLAN|CLOSE (?:NO|NA|NOS|NAS|EM)\b(?=[^.]{1,40}:)|GRO(?:SS|ß)AUFNAHME|NAHAUFNAHME|PRIMER PLANO|PRIMO PIANO|КРУПНЫЙ ПЛАН|特写|クローズアップ|لقطة قريبة",
        Size.CU,
    ),
    (r"PLAN RAPPROCHÉ|近景", Size.MCU),
    (r"PLAN MOYEN|PLANO MEDIO|СРЕДНИЙ ПЛАН|HALBNAHE|中景|لقطة متوسطة", Size.MS),
    (r"PLAN AMÉRICAIN|PLANO AMERICANO", Size.MLS),
    (
        r"PLAN LARGE|PLAN D['’]ENSEMBLE|PLANO GENERAL|PLANO GERAL|ОБЩИЙ ПЛАН|TOTALE|全景|ロングショット|لقطة واسعة|لقطة عامة",
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
    (
        (
            r"(?:PAR[- ]DESSUS L['’]ÉPAULE D(?:E |['’])|ÜBER DIE SCHULTER VON |(?:SOBRE|POR ENCIMA DE) EL HOMBRO DE |POR ENCIMA DEL HOMBRO DE |DA DIETRO LA SPALLA DI |(?:SOBRE|POR CIMA D) ?O OMBRO DE"
            r" |ЧЕРЕЗ ПЛЕЧО |من فوق كتف )(?P<over2>[^.,:：]{1,40}?)(?=\s*[.,:：]|\s+[-–—]|$)"
            r"|(?:越过|过)(?P<over3>[^.,:：，。]{1,10}?)的?肩膀?(?=[.,:：，。]|$)"
        ),
        Framing.OVER_SHOULDER,
    ),
    (r"(?P<over4>[^.,:：、。]{1,10}?)の肩越し(?:に|の)?", Framing.OVER_SHOULDER),
    (
        (
            r"(?:PLANO SUBJETIVO|PUNTO DE VISTA|CÁMARA SUBJETIVA|PONTO DE VISTA|CÂMERA SUBJETIVA|VUE SUBJECTIVE|PLAN SUBJECTIF|POINT DE VUE|SUBJEKTIVE(?: KAMERA)?|SOGGETTIVA|PUNTO DI VISTA)"
            r"(?:\s(?:DE |D['’]|DI |DA |DO |VON )(?P<pov2>[^.,:：]{1,40}?))?(?=\s*[.,:：]|\s+[-–—]|$)"
            r"|(?:ТОЧКА ЗРЕНИЯ|ГЛАЗАМИ|СУБЪЕКТИВНАЯ КАМЕРА)(?: (?P<pov3>[^.,:：]{1,30}?))?(?=\s*[.,:：]|\s+[-–—]|$)"
            r"|من وجهة نظر (?P<pov5>[^.,:،]{1,20}?)(?=\s*[.,:،]|$)"
        ),
        Framing.POINT_OF_VIEW,
    ),
    (r"(?P<pov4>[^.,:：，。]{1,10}?)(?:的)?(?:主观镜头|主观视角|視点|目線)(?=[.,:：，。]|$)", Framing.POINT_OF_VIEW),
    (r"P\.?O\.?V\b\.?(?: SHOT)?", Framing.POINT_OF_VIEW),
    (r"(?P<pov>[^.,:\-]{1,40}?)(?:['’]S?)? P\.?O\.?V\b\.?", Framing.POINT_OF_VIEW),
    (r"WHAT (?P<sees>[^.,:\-]{1,30}?) SEES?\b", Framing.POINT_OF_VIEW),
    (
        (
            # "INSERT - EXT. CAB" is a heading, however it is written.
            rf"INSERTS?(?: SHOT)?(?!\s*[-–—:.]+\s*(?:INT|EXT|I/E)\b){_DASHED}|INSERT(?: SHOT)? (?:OF|ON)|DETAIL(?: SHOT)?{_DASHED}"
            rf"|(?:INSERTO|DETALLE|PLANO DETALLE|PLANO DETALHE|DÉTAIL|DETTAGLIO|DETALHE|EINSCHUB|DETAILAUFNAHME|ВСТАВКА|ДЕТАЛЬ|插入镜头|插入|インサート|لقطة تفصيلية){_DASHED[:-1]}|\s*：)"
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
AERIAL = rf"AERIAL(?: SHOT| VIEW)?{_ON}|DRONE(?: SHOT)?(?:{_ON}|(?= (?:PULLS?|PUSHES|RISES|ORBITS|CIRCLES)\b))"

_SLOW = r"(?:SLOW(?:LY)? )?"
MOVES: tuple[tuple[str, Movement], ...] = (
    (rf"{_SLOW}(?:PUSH(?:ES|ING)?|DOLLY(?:ING)?|MOV(?:E|ES|ING)|TRACK(?:S|ING)?|CREEP(?:S|ING)?)[- ]IN\b(?: SLOW(?:LY)?\b)?", Movement(move=Move.PUSH, direction=Direction.IN)),
    (rf"{_SLOW}(?:PULL(?:S|ING)?|DOLLY|MOV(?:E|ES|ING)|TRACK)[- ](?:BACK|OUT|AWAY)\b(?: SLOW(?:LY)?\b)?", Movement(move=Move.PULL, direction=Direction.OUT)),
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

# A move as a phrase without anybody who does it: ", slow push in".
PHRASE_MOVES: tuple[tuple[str, Movement], ...] = (
    (
        r"(?:push|dolly|creep|track|move)(?:ing)?[- ]in\b|dolly forward",
        Movement(move=Move.PUSH, direction=Direction.IN),
    ),
    (r"(?:pull|dolly|track)(?:ing)?[- ](?:back|out|away)\b", Movement(move=Move.PULL, direction=Direction.OUT)),
    (r"(?:crash |snap )?zoom(?:ing)?[- ]?in\b", Movement(move=Move.ZOOM, direction=Direction.IN)),
    (r"zoom(?:ing)?[- ]?out\b", Movement(move=Move.ZOOM, direction=Direction.OUT)),
    (r"whip[- ]pan left", Movement(move=Move.WHIP, direction=Direction.LEFT)),
    (r"whip[- ]pan(?: right)?", Movement(move=Move.WHIP, direction=Direction.RIGHT)),
    (r"pan(?:ning)? left", Movement(move=Move.PAN, direction=Direction.LEFT)),
    (r"(?:pan|tilt)(?:ning|ing)? down", Movement(move=Move.TILT, direction=Direction.DOWN)),
    (r"(?:pan|tilt)(?:ning|ing)? up", Movement(move=Move.TILT, direction=Direction.UP)),
    (r"pan(?:ning)?(?: right)?", Movement(move=Move.PAN, direction=Direction.RIGHT)),
    (r"(?:crane|boom|jib)(?:ing)? down", Movement(move=Move.CRANE, direction=Direction.DOWN)),
    (r"(?:crane|boom|jib)(?:ing)? up|crane shot", Movement(move=Move.CRANE, direction=Direction.UP)),
    (r"(?:track|truck|dolly)(?:ing)? left", Movement(move=Move.TRUCK, direction=Direction.LEFT)),
    (r"(?:track|truck|dolly)(?:ing)? right", Movement(move=Move.TRUCK, direction=Direction.RIGHT)),
    (r"tracking(?: shot)?|follow shot|steadicam", Movement(move=Move.FOLLOW)),
    (r"(?:orbit(?:ing)?|arc(?:ing)?)(?: shot)?", Movement(move=Move.ORBIT, direction=Direction.LEFT)),
    (r"rack focus", Movement(move=Move.RACK)),
    (r"hand[- ]?held", Movement(move=Move.HANDHELD)),
)

# How other languages name the camera, and what it does: verbs in scripts with spaces, verbs in scripts without.
CAMERA = r"\b(?:la (?:caméra|cámara|camera)|(?:a )?c[âa]m(?:e|a)ra|l['’]appareil|(?:die )?kamera|la macchina da presa|камера)\b|الكاميرا"
CAMERA_JOINED = r"镜头|鏡頭|摄影机|摄像机|カメラ"
CAMERA_VERBS: tuple[tuple[str, str, Movement], ...] = (
    (
        (
            r"recule|s['’]éloigne|se aleja|retrocede|se afasta|afasta-se|recua|si allontana|indietreggia|arretra|fährt (?:\w+ )?zurück|entfernt sich|zieht sich zurück"
            r"|отъезжает|отдаляется|удаляется|تبتعد|تتراجع"
        ),
        r"拉远|拉遠|拉开|拉開|后退|後退|拉出|引いて|引く|遠ざか|ズームアウト|トラックバック",
        Movement(move=Move.PULL, direction=Direction.OUT),
    ),
    (
        r"tourne (?:autour|lentement autour)|gira (?:alrededor|en torno|ao redor|em torno|em volta|intorno)|umkreist|kreist|облетает|кружит|вращается|تدور حول",
        r"环绕|環繞|旋转|围绕|回り込|周りを回",
        Movement(move=Move.ORBIT, direction=Direction.LEFT),
    ),
    (
        r"suit|accompagne|sigue|acompaña|segue|acompanha|accompagna|folgt|begleitet|verfolgt|следует|следит|сопровождает|تتبع\w*|تلاحق\w*",
        r"跟随|跟隨|跟着|跟拍|跟上|跟在|追う|追って|ついて行|ついてい|フォロー",
        Movement(move=Move.FOLLOW),
    ),
    (
        (
            r"s['’]approche|avance|se rapproche|zoome|se acerca|avanza|se aproxima|aproxima-se|avança|si avvicina|nähert sich|zoomt|fährt (?:\w+ )?(?:heran|auf|ran|hinein|näher|vor)"
            r"|наезжает|приближается|подъезжает|تقترب|تتقدم"
        ),
        r"推近|推進|推进|推向|推至|推到|拉近|缓推|慢推|寄って|寄る|近づ|迫る|ズームイン|前進",
        Movement(move=Move.PUSH, direction=Direction.IN),
    ),
    (
        r"s['’]élève|monte|remonte|sube|asciende|se eleva|sobe|eleva-se|si alza|sale|steigt|fährt hoch|erhebt sich|поднимается|взлетает|взмывает|ترتفع|تصعد",
        r"升起|上升|升高|上昇",
        Movement(move=Move.CRANE, direction=Direction.UP),
    ),
    (
        r"descend|redescend|baja|desciende|desce|scende|senkt sich|опускается|спускается|تنزل|تهبط",
        r"下降|下摇|降下|下りて",
        Movement(move=Move.TILT, direction=Direction.DOWN),
    ),
    (
        r"panoramique|balaie|pivote|panea|barre|recorre|percorre|varre|panoramica|scorre|schwenkt|панорамирует|скользит|تتحرك|تمسح",
        r"横移|扫过|掃過|摇向|摇到|摇过|パンする|パンして|横切",
        Movement(move=Move.PAN, direction=Direction.RIGHT),
    ),
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
HOLD = (
    r"(?:(?:A |LONG |ANOTHER |BRIEF )*(?:BEAT|PAUSE|MOMENT)|(?:LONG )?SILENCE|HOLD(?: ON [A-Z ]+)?|THEN|NOTHING"
    r"|(?:UN )?(?:LONG |PETIT )?(?:TEMPS|SILENCE)|(?:LANGE |KURZE |EINE )?(?:PAUSE|STILLE)|(?:LANGES )?SCHWEIGEN|EIN MOMENT|(?:UNA )?(?:LARGA )?PAUSA(?: LARGA)?"
    r"|(?:UN )?(?:LARGO )?SILENCIO|UN MOMENTO|UN INSTANTE|(?:UM )?(?:LONGO )?SILÊNCIO|UM (?:MOMENTO|INSTANTE|TEMPO)|(?:UN )?(?:LUNGO )?SILENZIO|UN ATTIMO"
    r"|(?:ДОЛГАЯ |КОРОТКАЯ )?ПАУЗА|(?:ДОЛГОЕ )?МОЛЧАНИЕ|ТИШИНА|沉默|停顿|停頓|静默|片刻|寂静|间|間|しばしの間|沈黙|静寂|صمت|لحظة(?: صمت)?|وقفة)\s*[.…:。—-]*"
)
OVERLAY = r"(?:SUPER(?:IMPOSE(?:D)?)?|TITLES?|TITLE CARD|CHYRON|CAPTION|CARD|SUBTITLE|LOWER THIRD|INTERTITLE|CARTON|RÓTULO|ТИТР|字幕)"

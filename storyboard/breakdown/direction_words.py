"""What shot lists call sizes, angles, framings, moves and lenses, a word or a few at a time. Data only, in small letters.

Each table gives for a value what it is called, parted by semicolons; a word in several tables means what the first says.
Words are written as `directions.folded` leaves them: without points, hyphens and apostrophes.
"""

from __future__ import annotations

from storyboard.model import Angle, Direction, Framing, Move, Movement, Size

SIZES: dict[Size, str] = {
    Size.ECU: """ecu; xcu; bcu; extreme close up; extreme closeup; extreme close; extremely close; big close up; very close; very close up; tight; tight on
        très gros plan; tgp; detailaufnahme; detail aufnahme; super großaufnahme; italienisch; italienische
        primerísimo primer plano; ppp; primerísimo plano; primissimo piano; primeiríssimo plano; primeiríssimo primeiro plano
        сверхкрупный; сверхкрупный план; макро; макроплан; деталь
        大特写; 大特寫; 极特写; 微距; 超アップ; ビッグクローズアップ; 超クローズアップ; لقطة قريبة جدا; قريبة جدا; قريبة جداً""",
    Size.CU: """cu; close up; closeup; close; close shot; closer; close on; head shot; headshot; choker
        gros plan; gp; groß; gross; großaufnahme; grossaufnahme; nahaufnahme; großeinstellung
        primer plano; pp; primo piano; primeiro plano; grande plano; plano fechado; close em
        крупный; крупный план; крупно; кп; 特写; 特寫; クローズアップ; アップ; 寄り; لقطة قريبة; قريبة; كلوز اب; كلوز""",
    Size.MCU: """mcu; medium close up; medium closeup; medium close; med close up; med close; mid close up; bust; bust shot; chest shot
        plan rapproché; pr; plan rapproché poitrine; plan poitrine; rapproché; plan serré; nah; nahe; nah einstellung; naheinstellung
        primer plano medio; medio primer plano; plano medio corto; pmc; plano pecho; mezzo primo piano; mpp; primo piano medio; plano próximo
        первый средний; поясной крупный; погрудный; погрудный план; 近景; 中近景; 胸上; バストショット; バスト; لقطة متوسطة قريبة; متوسطة قريبة""",
    Size.MLS: """mls; mws; medium long; medium wide; medium long shot; med long; med wide; mid long; mid wide; cowboy; american; american shot; knee shot
        plan américain; américain; amerikanisch; amerikanische; amerikanische einstellung; halbtotale medium; plano americano; americano; pa
        piano americano; американский; американский план; коленный план; 中全景; 中远景; 七分身; ニーショット; ニー; لقطة أمريكية; أمريكية""",
    Size.MS: """ms; medium; medium shot; med; mid; mid shot; midshot; waist shot; waist; waist up; mid
        plan moyen; plan taille; plan rapproché taille; pm; moyen; halbnah; hn; halbnahe; plano medio; medio; mezza figura; mezzo busto; mf; piano medio
        plano médio; médio; средний; средний план; средне; ср план; сп; поясной; поясной план
        中景; 半身; ウエストショット; ミディアムショット; ミディアム; ミドルショット; لقطة متوسطة; متوسطة""",
    Size.FS: """fs; full; full shot; full body; full length; full figure; head to toe
        plan pied; plan en pied; en pied; demi ensemble; plan de demi ensemble; halbtotale; ht; halb totale; plano entero; plano figura; entero; pe
        figura intera; fi; plano inteiro; corpo inteiro; plano conjunto; в полный рост; полный рост; ростовой; ростовой план
        全身; 全身景; フルショット; フルサイズ; フル; لقطة كاملة; كاملة""",
    Size.EWS: """ews; xws; els; xls; vws; vls; extreme wide; extreme long; very wide; very long; extreme wide shot; extreme long shot; vista
        plan très large; plan de grand ensemble; grand ensemble; plan général; weit; super totale; supertotale; weite; panorama totale
        gran plano general; gpg; campo lunghissimo; cll; grande plano geral; gpg; plano geral aberto; дальний; дальний план; сверхобщий; сверхобщий план
        远景; 遠景; 大远景; 大遠景; 大ロング; 超ロング; エクストリームロングショット; لقطة بعيدة جدا; لقطة بعيدة; بعيدة; بعيدة جدا""",
    Size.WS: """ws; ls; lws; wide; wide shot; long; long shot; wide on; wide angle; wider; wider angle
        plan large; large; pl; plan densemble; ensemble; totale; total; total einstellung; plano general; general; pg; plano abierto
        campo lungo; cl; campo medio; campo totale; plano geral; geral; plano aberto; общий; общий план; общо; оп
        全景; 大全景; ロングショット; ロング; 引き; 広い画; لقطة واسعة; لقطة عامة; واسعة; عامة""",
}  # fmt: skip

# They only say the size where nothing else does: "CU, Master", "MS, Drone".
WEAK_SIZES: dict[Size, str] = {
    Size.WS: "master; master shot; group; group shot; crowd",
    Size.EWS: "establishing; establishing shot; establisher; est; aerial; aerial shot; drone; drone shot; 航拍; 建立镜头; аэросъемка; с дрона; luftaufnahme; vue aérienne; vista aérea; لقطة جوية; 空撮",
    Size.ECU: "macro; macro shot; makro",
    Size.MCU: "reaction; reaction shot; listening shot",
}  # fmt: skip

ANGLES: dict[Angle, str] = {
    Angle.WORM: "worms eye; worm; worms eye view; froschperspektive; nadir; 蟻の目",
    Angle.OVERHEAD: """overhead; top; top shot; top down; topdown; birds eye; bird eye; birds eye view; gods eye; gods eye view; straight down
        zénithal; zénithale; plongée zénithale; plongée totale; vogelperspektive; topshot; cenital; zenital; a piombo; a plomo; zenitale
        вид сверху; с высоты птичьего полета; надир; 顶拍; 顶视; 頂拍; 鸟瞰; 鳥瞰; 上帝视角; 垂直俯拍; 真俯瞰; 真上; トップショット; من أعلى مباشرة; عين الطائر; منظور الطائر""",
    Angle.HIGH: """high; high angle; down angle; looking down; from above; down shot; very high; plongée; aufsicht; obersicht; von oben; picado; picada
        dallalto; dall alto; angolazione alta; câmera alta; верхний; верхний ракурс; верхняя; сверху; верхняя точка
        俯视; 俯視; 俯拍; 俯角; 高角度; 俯瞰; ハイアングル; ハイ; زاوية مرتفعة; زاوية عالية; مرتفعة; عالية; من أعلى; من الأعلى""",
    Angle.LOW: """low; low angle; up angle; looking up; from below; very low; ground level; ground; floor level; hip level; hip; knee level; knee; ankle level
        contre plongée; contreplongée; untersicht; von unten; bodennah; contrapicado; contrapicada; a ras de suelo; dal basso; angolazione bassa; contra plongée
        câmera baixa; нижний; нижний ракурс; нижняя; снизу; нижняя точка; 仰视; 仰視; 仰拍; 仰角; 低角度; 低机位
        あおり; アオリ; 煽り; ローアングル; ロー; زاوية منخفضة; منخفضة; من أسفل; من الأسفل""",
    Angle.DUTCH: """dutch; dutch angle; dutch tilt; canted; canted angle; oblique; tilted; caméra penchée; débullé; cadrage penché; gekippt; verkantet; schräg
        holandés; plano holandés; aberrante; plano aberrante; obliqua; inclinata; plano holandês; голландский; голландский угол; заваленный горизонт
        荷兰角; 斜角; 倾斜; 傾斜; 倾斜镜头; ダッチアングル; ダッチ; 斜め; زاوية مائلة; مائلة""",
    Angle.EYE: """eye level; eye; eyelevel; eye line; neutral; straight on; head on; frontal; level; shoulder level; shoulder height; eye height
        hauteur dyeux; à hauteur dyeux; niveau des yeux; normale; normalsicht; augenhöhe; auf augenhöhe; a la altura de los ojos; altura de los ojos
        nivel de ojos; nivel de los ojos; normal; angulo normal; altezza occhi; altezza degli occhi; ad altezza occhi; altura dos olhos; nível dos olhos
        на уровне глаз; уровень глаз; нормальный; прямой; 平视; 平視; 平拍; 水平; 目高; アイレベル; 目線; مستوى العين; في مستوى العين; عادية""",
}  # fmt: skip
# Seen from the air, if nothing says otherwise.
WEAK_ANGLES: dict[Angle, str] = {
    Angle.HIGH: "aerial; aerial shot; drone; drone shot; 航拍; аэросъемка; с дрона; luftaufnahme; vue aérienne; vista aérea; لقطة جوية; 空撮"
}  # fmt: skip

FRAMINGS: dict[Framing, str] = {
    Framing.SINGLE: """single; single shot; one shot; clean single; dirty single; 1 shot; solo; einzel; einer; seul; sola; individual; singolo; одиночный; один
        单人; 單人; 单人镜头; ワンショット; 1ショット; لقطة فردية; فردية""",
    Framing.TWO_SHOT: """two shot; 2 shot; 2shot; twoshot; two hander; two; double; zweier; zweiereinstellung; zweiershot; plan à deux; plan deux; à deux
        plano de dos; dos; plano doble; due; campo a due; inquadratura a due; plano a dois; a dois; двойной; двойка; двое; двойной план; на двоих
        双人; 雙人; 双人镜头; 双人景; 双人中景; ツーショット; 2ショット; لقطة ثنائية; ثنائية; شخصين""",
    Framing.THREE_SHOT: """three shot; 3 shot; 3shot; threeshot; three; group; group shot; crowd; dreier; gruppe; plan à trois; groupe; plano de tres; grupo; campo a tre
        gruppo; тройной; группа; групповой; групповой план; 三人; 三人镜头; 群像; スリーショット; グループショット; لقطة ثلاثية; جماعية; لقطة جماعية""",
    Framing.OVER_SHOULDER: """ots; over the shoulder; over shoulder; over the shoulder shot; overshoulder; over the hip; oth; over hip; over; os shot; schulterblick; über die schulter; over shoulder einstellung
        par dessus lépaule; par dessus lepaule; amorce; sobre el hombro; por encima del hombro; escorzo; di quinta; sopra la spalla; de quinta
        sobre o ombro; por cima do ombro; через плечо; восьмерка; 过肩; 過肩; 过肩镜头; 肩越し; 肩ナメ; ナメ; من فوق الكتف; فوق الكتف""",
    Framing.POINT_OF_VIEW: """pov; point of view; pov shot; subjective; first person; fpv; subjektive; subjektive kamera; subjektiv; plan subjectif; subjectif; caméra subjective; pdv
        subjetivo; subjetiva; plano subjetivo; cámara subjetiva; punto de vista; soggettiva; câmera subjetiva; ponto de vista; субъективная; субъективная камера; субъектив
        с точки зрения; точка зрения; 主观; 主觀; 主观镜头; 主观视角; 第一人称; 主観; 主観ショット; 見た目; وجهة نظر; لقطة ذاتية; ذاتية""",
    Framing.INSERT: """insert; inserts; insert shot; cutaway; cut away; cutaway shot; detail; detail shot; product shot; einschub; zwischenschnitt; détail; plan de coupe; plano detalle; detalle
        pd; inserto; plano de corte; dettaglio; particolare; stacco; plano detalhe; detalhe; inserção; вставка; перебивка; вставной кадр
        插入; 插入镜头; 插入鏡頭; 细节; インサート; 挿入; 差し込み; لقطة إدراج; إدراج; لقطة تفصيلية; تفصيلية""",
}  # fmt: skip
REVERSE = """reverse; reverse angle; reverse shot; counter; gegenschuss; gegenschuß; contrechamp; contre champ; contraplano; controcampo; contracampo; обратная точка; обратный
    反打; 正反打; 反打镜头; 切り返し; لقطة عكسية; عكسية"""  # fmt: skip

_PUSH, _PULL = Movement(move=Move.PUSH, direction=Direction.IN), Movement(move=Move.PULL, direction=Direction.OUT)
_LEFT, _RIGHT, _UP, _DOWN, _IN, _OUT = (
    Direction.LEFT, Direction.RIGHT, Direction.UP, Direction.DOWN, Direction.IN, Direction.OUT,
)  # fmt: skip
MOVES: tuple[tuple[Movement, str], ...] = (
    (_PUSH, """push; push in; pushes in; pushing in; push forward; push into; push toward; push towards; dolly in; dolly forward; dolly push; dollies in; track in; tracking in; tracking forward; track forward; truck in; move in; moves in; move forward; moving in; moving forward
        creep in; creeping in; drift in; drift forward; slide in; forward; dolly zoom; vertigo; fly in; fly through; heranfahrt; ranfahrt; zufahrt; hinfahrt; fahrt vor; fahrt heran; kamerafahrt vor; kamerafahrt vorwärts; vorwärtsfahrt; kamerafahrt heran; dolly rein
        travelling avant; avant; traveling avant; travelling de avance; travelling adelante; travelling hacia adelante; travelling in; acercamiento; avance; dolly avant; carrellata avanti; carrellata in avanti; avvicinamento; carrello avanti; travelling para frente; aproximação; avanço
        наезд; приближение; камера вперед; 推; 推镜; 推镜头; 推鏡頭; 推进; 推進; 推近; 慢推; 缓推; 前推; 前进; ドリーイン; トラックアップ; 寄っていく; プッシュイン; 前進; دوللي إن; دوللي للأمام; اقتراب; تقدم; دخول"""),
    (_PULL, """pull; pull out; pull back; pulls back; pulls out; pulling back; pulling out; pull away; dolly out; dolly back; dolly away; dolly backward; track out; track back; tracking back; tracking backward; move out; move back; moves back; backward; drift out; drift back; fly out
        rückfahrt; wegfahrt; fahrt zurück; kamerafahrt zurück; kamerafahrt rückwärts; rückwärtsfahrt; travelling arrière; arrière; traveling arrière; travelling atrás; travelling de retroceso; travelling hacia atrás; travelling out; alejamiento; retroceso
        carrellata indietro; carrellata allindietro; carrello indietro; allontanamento; travelling para trás; afastamento; recuo; отъезд; отдаление; камера назад
        拉; 拉镜; 拉镜头; 拉鏡頭; 拉远; 拉遠; 后拉; 拉出; 慢拉; 后退; ドリーアウト; ドリーバック; トラックバック; 引いていく; 後退; プルバック; دوللي أوت; دوللي للخلف; ابتعاد; تراجع; خروج"""),
    (Movement(move=Move.WHIP, direction=_LEFT), "whip pan left; whip left; swish pan left; 左甩"),
    (Movement(move=Move.WHIP, direction=_UP), "swish tilt; whip tilt; whip up; whip tilt up"),
    (Movement(move=Move.WHIP, direction=_DOWN), "whip tilt down; whip down"),
    (Movement(move=Move.WHIP, direction=_RIGHT), "whip; whip pan; whip pan right; whip right; swish; swish pan; swish pan right; flash pan; reißschwenk; filé; panoramique filé; barrido; panoramica a schiaffo; panoramica veloce; chicote; переброска; смаз; 甩; 甩镜头; 甩镜; 右甩; クイックパン; スイッシュパン; حركة خاطفة"),
    (Movement(move=Move.PAN, direction=_LEFT), """pan left; panning left; pans left; pan to left; pan l; pan r l; pan r to l; pan right to left; schwenk links; schwenk nach links; linksschwenk; panoramique gauche; pano gauche; panoramique droite gauche; panoramique à gauche; paneo izquierda; paneo a la izquierda
        panorámica izquierda; panorámica a la izquierda; panoramica sinistra; panoramica a sinistra; panorâmica esquerda; panorâmica à esquerda; pan esquerda; pan izquierda; панорама влево; панорама налево; панорамирование влево; 左摇; 左搖; 向左摇; 摇左; パン左; 左パン; 左へパン; بان يسار; بان لليسار"""),
    (Movement(move=Move.PAN, direction=_RIGHT), """pan; panning; pans; pan right; panning right; pans right; pan to right; pan l r; pan l to r; pan left to right; pan across; pan with; schwenk; schwenk rechts; schwenk nach rechts; rechtsschwenk; kameraschwenk; horizontalschwenk; panoramique; pano; panoramique droite; pano droite; panoramique gauche droite; panoramique à droite
        panoramique horizontal; paneo; paneo derecha; paneo a la derecha; panorámica; panorámica derecha; panorámica a la derecha; pan derecha; panoramica; panoramica destra; panoramica a destra; panorâmica; panorâmica direita; panorâmica à direita; pan direita
        панорама; панорамирование; пан; панорама вправо; панорама направо; панорамирование вправо; 摇; 搖; 摇镜; 摇镜头; 搖鏡頭; 横摇; 右摇; 右搖; 向右摇; 摇右; パン; 右パン; パン右; 右へパン; パンニング; بان; بان يمين; بان لليمين; حركة أفقية; أفقية"""),
    (Movement(move=Move.TILT, direction=_DOWN), """tilt down; tilting down; tilts down; pan down; schwenk nach unten; schwenk runter; tilt runter; neigen; panoramique bas; panoramique vers le bas; panoramique vertical bas; tilt bas; paneo abajo; tilt abajo; panoramica verso il basso; tilt para baixo; tilt baixo
        панорама вниз; тилт вниз; 下摇; 向下摇; 下移; ティルトダウン; パンダウン; パン・ダウン; تلت للأسفل; تلت أسفل"""),
    (Movement(move=Move.TILT, direction=_UP), """tilt; tilting; tilts; tilt up; tilting up; tilts up; pan up; schwenk nach oben; schwenk hoch; vertikalschwenk; tilt hoch; panoramique haut; panoramique vers le haut; panoramique vertical; tilt haut; paneo arriba; tilt arriba; panorámica vertical; cabeceo; panoramica verso lalto; panoramica verticale; tilt para cima; tilt cima; panorâmica vertical
        панорама вверх; тилт; тилт вверх; вертикальная панорама; 上摇; 向上摇; 上移; ティルト; ティルトアップ; パンアップ; パン・アップ; تلت; تلت للأعلى; حركة رأسية; رأسية"""),
    (Movement(move=Move.ZOOM, direction=_OUT), "zoom out; zooming out; zooms out; zoom back; zoom raus; auszoomen; zoom arrière; dézoom; zoom atrás; zoom fuori; zoom indietro; zoom para fora; зум назад; отъезд зумом; 拉变焦; 变焦拉; ズームアウト; ズームバック; زووم أوت; زوم أوت"),
    (Movement(move=Move.ZOOM, direction=_IN), "zoom; zoom in; zooming in; zooming; zooms in; zooms; crash zoom; snap zoom; punch in; zoom rein; einzoomen; zoomfahrt; zoom avant; zoom adelante; zoom avanti; zoom para dentro; зум; зум вперед; 变焦; 推变焦; 变焦推; ズーム; ズームイン; ズームアップ; زووم; زوم; زووم إن; زوم إن"),
    (Movement(move=Move.TRUCK, direction=_LEFT), "truck left; track left; tracking left; trucking left; dolly left; slide left; sliding left; slider left; crab left; move left; moves left; lateral left; fahrt links; kamerafahrt links; seitfahrt links; travelling gauche; travelling latéral gauche; travelling izquierda; carrellata a sinistra; travelling esquerda; проезд влево; 左移; 向左移; 左へ移動; トラックレフト; حركة يسار"),
    (Movement(move=Move.TRUCK, direction=_RIGHT), """truck; trucking; truck right; track right; tracking right; trucking right; dolly right; slide right; sliding; slide; slider right; crab; crab right; move right; moves right; lateral; lateral right; lateral track; lateral tracking; fahrt rechts; seitfahrt; kamerafahrt rechts; kamerafahrt seitlich; seitliche fahrt; travelling latéral; travelling droite; travelling lateral; travelling derecha
        carrellata laterale; carrellata a destra; travelling direita; проезд; тревеллинг; проезд вправо; боковой проезд; 移; 移镜; 移镜头; 移動; 横移; 平移; 右移; 向右移; 右へ移動; トラック; 横移動; حركة جانبية; تراك"""),
    (Movement(move=Move.PEDESTAL, direction=_DOWN), "pedestal down; ped down; lower; lowering"),
    (Movement(move=Move.PEDESTAL, direction=_UP), "pedestal; pedestal up; ped up; ped"),
    (Movement(move=Move.CRANE, direction=_DOWN), "crane down; craning down; boom down; booming down; jib down; descend; descending; kran runter; kran nach unten; grue bas; grue descendante; grúa abajo; gru in basso; grua baixo; кран вниз; 降; 下降; 降镜头; クレーンダウン; رافعة للأسفل"),
    (Movement(move=Move.CRANE, direction=_UP), "crane; crane up; craning; craning up; crane shot; boom; boom up; booming; booming up; jib; jib up; jib shot; rise; rising; ascend; ascending; kran; kranfahrt; kran hoch; kran nach oben; grue; mouvement de grue; grue montante; grúa; movimiento de grúa; grúa arriba; gru; gru in alto; grua; grua cima; кран; кран вверх; с крана; 升; 上升; 升镜头; 升降; 摇臂; クレーン; クレーンアップ; رافعة; كرين; رافعة للأعلى"),
    (Movement(move=Move.ORBIT, direction=_RIGHT), "arc right; orbit right; circle right; orbiting right; umkreisung rechts; 右环绕"),
    (Movement(move=Move.ORBIT, direction=_LEFT), "arc; arcing; arc left; arc shot; arc around; orbit; orbiting; orbits; orbit left; orbit around; circle; circling; circle around; circles; 360; 360 degree; spin around; rotate around; kreisfahrt; umkreisung; umfahrt; 360 grad; travelling circulaire; circulaire; circular; travelling circular; carrellata circolare; circolare; облет; круговая; круговая панорама; вокруг; 环绕; 環繞; 环绕镜头; 旋转; 回り込み; 回り込む; アーク; دوران; حركة دائرية; دائرية"),
    (Movement(move=Move.RACK), "rack; rack focus; racks focus; racking focus; rack focus to; pull focus; focus pull; shift focus; schärfenverlagerung; schärfezug; schärfenzug; mise au point; bascule de point; changement de point; cambio de foco; transfoco; cambio di fuoco; mudança de foco; troca de foco; перевод фокуса; перефокус; 移焦; 焦点转移; 变焦点; 拉焦; ピント送り; フォーカス送り; تغيير التركيز; نقل التركيز"),
    (Movement(move=Move.FOLLOW), """follow; follows; following; following shot; follow shot; track; tracks; tracking; tracking shot; track with; tracking with; lead; leading; chase; trail; trailing; verfolgungsfahrt; parallelfahrt; mitfahrt; kamerafahrt; fahrt; begleitfahrt; folgt; travelling; traveling; travelling daccompagnement; accompagnement; suit; seguimiento; travelling de seguimiento; sigue
        carrellata; carrello; a seguire; segue; acompanha; acompanhamento; seguindo; сопровождение; слежение; следует; следящая; следящая камера; 跟; 跟拍; 跟镜; 跟镜头; 跟隨; 跟随; フォロー; 追尾; 追う; フォローショット; تتبع; متابعة; لقطة تتبع"""),
    (Movement(move=Move.STATIC), """static; static shot; static camera; still; locked; locked off; lock off; lockoff; locked down; fixed; fixed camera; no movement; stationary; statisch; fest; feste kamera; standbild; fixe; fix; plan fixe; caméra fixe; statique; fijo; fija; estático; estática; cámara fija; plano fijo
        fissa; fisso; camera fissa; statica; statico; fixa; fixo; câmera fixa; plano fixo; статика; статичный; статичная; статично; статичная камера; неподвижная; 固定; 固定镜头; 固定鏡頭; 固定机位; 静止; 静态; フィックス; 固定ショット; 静止画; ثابتة; ثابت; كاميرا ثابتة; ساكنة"""),
)  # fmt: skip
# What carries the camera: it moves so, if nothing says how else.
RIGS: tuple[tuple[Movement, str], ...] = (
    (Movement(move=Move.HANDHELD), "handheld; hand held; shoulder rig; shaky; shaky cam; handkamera; schulterkamera; caméra à lépaule; à lépaule; caméra épaule; caméra portée; portée; cámara en mano; en mano; cámara al hombro; a mano; camera a mano; macchina a mano; câmera na mão; na mão; с рук; ручная; ручная камера; 手持; 手持镜头; 手持拍摄; 手持ち; 手持ちカメラ; ハンディ; محمولة; محمولة باليد; كاميرا محمولة"),
    (Movement(move=Move.FOLLOW), "steadicam; steadycam; steadi; steadicam shot; gimbal; ronin; gimbal shot; стедикам; стэдикам; стабилизатор; 斯坦尼康; 稳定器; ステディカム; ジンバル; ستيديكام"),
    (_PUSH, "dolly; dolly shot; dollying; on dolly; ドリー; дoлли; долли; دوللي"),
    (Movement(move=Move.TRUCK, direction=_RIGHT), "slider; slider shot; слайдер; 滑轨; スライダー; سلايدر"),
    (Movement(move=Move.STATIC), "sticks; tripod; on sticks; on tripod; high hat; hi hat; stativ; vom stativ; pied; sur pied; trépied; trípode; trípode fijo; cavalletto; treppiede; tripé; штатив; со штатива; 三脚架; 三脚; حامل; حامل ثلاثي"),
)  # fmt: skip
# Rigs that leave the move open; known, so that they are not told as something nobody understands.
MERE_RIGS = (
    "drone; drone shot; crane arm; car mount; cable cam; technocrane; easyrig; monopod; aerial; aerial shot; 航拍"
)

LENSES: dict[str, str] = {
    "": """wide lens; wide angle lens; wideangle lens; ultra wide lens; ultra wide angle lens; ultra wide; telephoto; telephoto lens; tele; tele lens; long lens; short lens; fisheye; fisheye lens; fish eye
        anamorphic; anamorphic lens; macro lens; prime lens; zoom lens; normal lens; standard lens; tilt shift; tilt shift lens; portrait lens; spherical; spherical lens; vintage lens; probe lens; split diopter""",
    "wide-angle lens": "weitwinkel; weitwinkelobjektiv; grand angle; gran angular; grandangolo; grandangolare; grande angular; широкоугольный; широкоугольный объектив; ширик; 广角; 廣角; 广角镜头; 広角; 広角レンズ; عدسة واسعة; عدسة عريضة",
    "telephoto lens": "teleobjektiv; téléobjectif; longue focale; teleobjetivo; teleobiettivo; teleobjetiva; телевик; телеобъектив; длиннофокусный; длиннофокусный объектив; 长焦; 長焦; 长焦镜头; 望遠; 望遠レンズ; عدسة مقربة; عدسة طويلة",
    "macro lens": "makroobjektiv; objectif macro; objetivo macro; макрообъектив; 微距镜头; マクロ; マクロレンズ; عدسة ماكرو",
    "fisheye lens": "fischauge; ojo de pez; œil de poisson; olho de peixe; рыбий глаз; 鱼眼; 魚眼; عين السمكة",
}  # fmt: skip

# They may stand beside a word of the tables and say nothing more of it than how.
FILLERS = """shot; shots; camera; cam; the; a; an; of; on; at; very; slow; slowly; gentle; gently; subtle; subtly; slight; slightly; smooth; smoothly; fast; quick; quickly; rapid; steady; continuous
    simple; soft; hard; dramatic; then; and; with; into; in; to; from; movement; move; motion; moves; angle; view; framing; style; frame; level; plus; long take; lens; by; while; speed
    leicht; leichte; leichter; langsam; langsame; langsamer; sanft; sanfte; sanfter; schnell; schnelle; schneller; kamera; einstellung; mit; und; auf; nach
    lent; lente; lents; lentement; léger; légère; doux; rapide; caméra; plan; cadre; avec; et; sur; vers; le; la; les
    lento; lenta; suave; leve; rápido; rápida; cámara; plano; toma; ángulo; con; y; el; de; en; hacia; câmera; com; e; ângulo; leggero; leggera; lentamente; piano; inquadratura; movimento; movimiento; mouvement
    медленный; медленно; медленная; плавный; плавно; плавная; быстрый; быстро; камера; камеры; план; ракурс; с; и; на; точка; съемка
    缓慢; 慢慢; 缓缓; 慢; 快; 快速; 轻微; 镜头; 鏡頭; 角度; 机位; 视角; 拍摄; 的; 地; 向; 到; 和; ゆっくり; ゆるやかに; ゆるやか; カメラ; ショット; サイズ; で; から; へ; に; の; し
    بطيء; بطيئة; ببطء; سريع; سريعة; كاميرا; الكاميرا; لقطة; حركة; زاوية; مع; و; إلى; من"""  # fmt: skip

"""Verbs that change what a picture shows, in nine languages, and the pictures before and after. Data only.

Each entry: words in scripts with spaces, words in scripts without, the first picture, the last one. ``{who}`` is the person,
``{what}`` what is done to; without a ``{what}`` in the sentence such a verb counts for nothing.
"""

from __future__ import annotations

_THE = r"(?= (?:the|a|an|his|her|its|their)\b)"

CHANGES: tuple[tuple[str, str, str, str], ...] = (
    (
        (
            r"falls?(?! (?:asleep|silent|in love|for|apart|quiet))(?: down| over)?|collapses?|trips|stumbles|slips(?= (?:on|and|over|off)\b|[.,])|faints|passes out"
            r"|tomb(?:e|ent)(?! (?:amoureu|d'accord|la nuit|malade))|trébuche|s['’](?:effondre|évanouit|écroule)|glisse(?= (?:sur|et)\b|[.,])"
            r"|fällt|fallen hin|stürzt|stolpert|bricht zusammen|rutscht aus"
            r"|cae|caen|tropieza|se (?:cae|desploma|desmaya)|resbala|cade|cadono|inciampa|crolla|scivola|sviene"
            r"|cai|caem|tropeça|escorrega|desmaia|desaba"
            r"|падает|падают|спотыкается|поскальзывается|упал|упала|теряет сознание|تسقط|يسقط|سقط|سقطت|يتعثر|تتعثر|ينزلق|تنزلق|يقع|تقع"
        ),
        r"摔倒|跌倒|滑倒|倒在|倒下|绊倒|摔在|昏倒|転ぶ|転び|倒れ|つまず|崩れ落ち",
        "{who} loses balance",
        "{who} lies on the ground",
    ),
    (
        (
            r"sits? (?:down|up)|takes? a seat"
            r"|s['’]ass(?:oit|ied|eoit|eyent)|setzt sich|setzen sich|se sientan?|si sied(?:e|ono)|senta-se|se senta|sentam-se"
            r"|садится|садятся|присаживается|усаживается"
        ),
        r"坐下|坐到|坐了下来|腰を下ろ",
        "{who} stands before the seat",
        "{who} is seated",
    ),
    (
        # It may be what somebody is found doing; see `POSTURES`.
        r"sits(?= (?:on|in|at|beside|next|opposite|across|by)\b)|يجلس|تجلس|يجلسان",
        r"坐在|座る|座り|腰掛け",
        "{who} stands before the seat",
        "{who} is seated",
    ),
    (
        (
            r"stands? up|gets? up|rises?(?: to)?(?! (?:in|above|over|from the (?:water|ground)))|gets? to (?:his|her|their) feet"
            r"|se (?:lève|lèvent|relève)|steht auf|stehen auf|erhebt sich|rappelt sich auf|se (?:levanta|levantan|pone de pie)|si alza(?:no)?|levanta-se"
            r"|встаёт|встает|встают|поднимается|вскакивает|ينهض|تنهض"
        ),
        r"站起|起身|爬起|立ち上が|起き上が",
        "{who} is still down",
        "{who} stands upright",
    ),
    (
        (
            r"kneels?|crouch(?:es)?|squats?|ducks|s['’](?:agenouille|accroupit)|kniet (?:nieder|sich)|hockt sich|duckt sich|se (?:arrodilla|agacha)"
            r"|si (?:inginocchia|accovaccia|china)|ajoelha-se|agacha-se|приседает|опускается на колени|يركع|تركع|ينحني|تنحني"
        ),
        r"蹲下|跪下|しゃがむ|しゃがみ|ひざまず",
        "{who} stands upright",
        "{who} is down low",
    ),
    (
        (
            r"lies? down|lays? down|s['’](?:allonge|étend)|se couche|legt sich (?:hin|auf)|se (?:acuesta|tumba)|si (?:sdraia|stende)|deita-se|ложится"
            r"|يستلقي|تستلقي"
        ),
        r"躺下|横たわる|横にな",
        "{who} is about to lie down",
        "{who} lies still",
    ),
    (
        r"wakes? up|wakes(?=[.,]| with| to)|se réveille|wacht auf|se despierta|si sveglia|acorda|просыпается|يستيقظ|تستيقظ",
        r"醒来|惊醒|目を覚ま",
        "{who} asleep, eyes closed",
        "{who} awake, eyes open",
    ),
    (
        r"jumps?|leaps?|saute|springt|salta|pula|прыгает|подпрыгивает|يقفز|تقفز",
        r"跳起|跳下|跳上|跳进|飛び上が|飛び降り|飛び込",
        "{who} crouches to jump",
        "{who} lands",
    ),
    (
        (
            r"(?:comes?|walks?|runs?|steps?|bursts?|storms?|rushes|hurries|slips|climbs) (?:back )?(?:in|inside|into)\b|enters?|arrives?|appears?|emerges?"
            r"|entre(?! (?:los|las|la|el|sus|ellos|dos|les|des|deux|nous|eux)\b)|entrent|tritt(?: \w+){0,4}? ein|treten(?: \w+){0,4}? ein|kommt(?: \w+){0,4}? (?:herein|rein)|kommt ins?|betritt|entran?"
            r"|irrumpe|entrano|irrompe|входит|входят|вбегает|появляется|заходит|влетает|يدخل|تدخل|يظهر|تظهر|يصل|تصل"
        ),
        r"走进|进来|冲进|跑进|走了进来|入ってくる|入って来る|駆け込",
        "{who} in the doorway, coming in",
        "{who} is inside",
    ),
    (
        (
            r"(?:walks?|runs?|steps?|storms?|goes|hurries|rushes|heads|slips|climbs|drives|rides|strides|marches|wanders|staggers|limps|sneaks) (?:out|off|away|outside)\b|exits?|leaves?|departs?|disappears?"
            r"|s['’]en va|s['’]en vont|sort(?=[.,]|$| (?:de|du|en|par|sans)\b)|sortent|quitte(?= (?:la|le)\b)|geht (?:hinaus|weg|raus|fort|ab)|läuft (?:weg|hinaus)"
            r"|rennt (?:hinaus|weg|raus)|verlässt|(?<!for )(?<!on )(?<!the )sale(?=[.,]|$| (?:de|del|corriendo|furios|a la|por)\w*)|salen|se (?:va|marcha|aleja)|esce|escono|se ne va|va via"
            r"|sai(?=[.,]|$| (?:d|corr|pel))|saem|vai embora|уходит|уходят|выходит|убегает|выбегает|يخرج|تخرج|يغادر|تغادر|يرحل|ترحل|يبتعد|تبتعد"
        ),
        r"走出|走了出去|离开|离去|跑出|出去|出ていく|出て行く|去っていく|走り去|立ち去",
        "{who} is about to leave",
        "{who} is gone",
    ),
    (
        (
            r"turns? (?:around|back|to|toward|towards|away)|spins? around|whirls|turns(?=[.,;]| and)|se (?:retourne|tourne)|dreht sich(?: um)?|wendet sich"
            r"|se (?:gira|vuelve|da la vuelta)|si (?:gira|volta)|vira-se|оборачивается|поворачивается|يستدير|تستدير|يلتفت|تلتفت"
        ),
        r"转身|回头|转过(?:身|头)|振り返|振り向",
        "{who} before turning",
        "{who} has turned",
    ),
    (
        rf"opens?(?: up)?{_THE}|ouvre|öffnet|abre|apre|открывает|распахивает",
        "",
        "{what} is still closed",
        "{what} is open",
    ),
    (
        rf"(?:closes?|shuts?|slams?){_THE}|ferme|referme|claque|schließt|cierra|chiude|fecha|закрывает|захлопывает",
        "",
        "{what} is still open",
        "{what} is closed",
    ),
    (
        (
            rf"(?:picks? up|grabs?|snatch(?:es)?){_THE}|takes?(?= (?:the|his|her|its|their)\b)(?! (?:the|his|her|its|their) (?:time|eyes|seat|place|breath|hand))|attrape|saisit|prend|ramasse|nimmt|greift"
            r"|coge|toma|recoge|agarra|prende|afferra|raccoglie|pega|apanha|берёт|берет|хватает|подбирает"
        ),
        "",
        "{who} reaches for {what}",
        "{who} holds {what}",
    ),
    (
        (
            rf"(?:puts? down|sets? down|drops?|lays?){_THE}|pose|lâche|laisse tomber|legt|stellt|deja|suelta|posa|appoggia|lascia cadere|larga|pousa|solta"
            r"|роняет|кладёт|кладет|ставит"
        ),
        "",
        "{who} holds {what}",
        "{who} has let go of {what}",
    ),
    (
        rf"(?:lifts?|raises?|hoists?){_THE}(?! (?:his|her|their) (?:head|eyes|gaze))|soulève|hebt|levanta(?! la (?:vista|mirada|cabeza))|solleva|ergue|поднимает(?! (?:глаза|голову|взгляд))",
        "",
        "{who} has a hand on {what}",
        "{who} holds {what} up",
    ),
    (
        rf"(?:puts? on|pulls? on){_THE}|enfile|met(?= (?:son|sa|ses)\b)|zieht(?= (?:\w+ ){{1,3}}an\b)|se pone|indossa|si mette|veste|надевает",
        "",
        "{who} holds {what}",
        "{who} wears {what}",
    ),
    (
        rf"(?:takes? off|removes?){_THE}|enlève|retire|ôte|zieht(?= (?:\w+ ){{1,3}}aus\b)|se quita|si toglie|tira(?= (?:o|a) (?:casaco|chapéu|blusa|camisa))|снимает",
        "",
        "{who} wears {what}",
        "{who} holds {what}",
    ),
    (
        (
            r"looks? up|(?:raises?|lifts?) (?:his|her|their) (?:head|eyes|gaze)|lève (?:la tête|les yeux)|relève la tête|blickt auf|hebt den (?:kopf|blick)"
            r"|levanta la (?:vista|mirada|cabeza)|alza (?:lo sguardo|la testa|gli occhi)|levanta (?:a cabeça|os olhos)|поднимает (?:глаза|голову|взгляд)"
            r"|(?:يرفع|ترفع) (?:رأسه|رأسها|عينيه|عينيها)"
        ),
        r"抬头|抬起头|顔を上げ|見上げ",
        "{who} looks down",
        "{who} looks up",
    ),
    (
        (
            r"looks? down|lowers? (?:his|her|their) (?:head|eyes|gaze)|bows|baisse (?:la tête|les yeux)|senkt den (?:kopf|blick)|baja la (?:vista|mirada|cabeza)"
            r"|abbassa (?:lo sguardo|la testa|gli occhi)|baixa (?:a cabeça|os olhos)|опускает (?:глаза|голову|взгляд)|(?:يخفض|تخفض) (?:رأسه|رأسها)"
        ),
        r"低头|低下头|うつむ|頭を下げ",
        "{who} looks straight ahead",
        "{who} looks down",
    ),
    (
        r"reach(?:es)?(?: up| out| over| for)|tend (?:la main|le bras)|streckt die hand|extiende la mano|tende la mano|estende a mão|протягивает руку",
        r"伸手|手を伸ばす",
        "{who} begins to reach",
        "{who} has reached it",
    ),
    (
        r"(?:hugs?|embraces?|kisses)|embrasse|serre dans ses bras|umarmt|küsst|abraza|besa|abbraccia|bacia|abraça|beija|обнимает|целует|يعانق|تعانق|يحتضن|تحتضن|يقبل|تقبل",
        r"抱住|拥抱|相拥|抱きしめ|抱き合|キスをする",
        "{who} leans closer",
        "{who} holds on in an embrace",
    ),
    (
        (
            r"(?:walks?|runs?|comes?|climbs?|crosses|approaches|strides?|hurries|limps?|jogs?|marches|crawls?|strolls?)|marche|court|traverse|s['’]approche"
            r"|accourt|läuft|rennt|überquert|nähert sich|corre|corren|cruza|camina|se acerca|cammina|attraversa|si avvicina|caminha|atravessa|aproxima-se"
            r"|идёт|идет|бежит|бегут|подходит|подбегает|пересекает|يركض|تركض|يمشي|تمشي|يقترب|تقترب"
        ),
        r"奔跑|跑向|走向|走过|跑过|走近|走っている|駆け寄|歩いて|近づ",
        "{who} in mid-stride",
        "{who} further along",
    ),
)

# "She sits on the bench" is a change only for those who have been standing there.
POSTURES = frozenset(("sits", "يجلس", "تجلس", "يجلسان", "坐在", "座る", "座り", "腰掛け", "低头", "うつむ"))

OBJECT_CHANGES: tuple[tuple[str, str, str, str], ...] = (
    (
        r"opens(?! (?:into|onto|out|with|up (?:to|on)|to (?:a|the|reveal))\b)|s['’]ouvre|öffnet sich|geht auf|se abre|si apre|abre-se|открывается|распахивается|يفتح|ينفتح",
        r"打开了|开了|開く",
        "{what} is closed",
        "{what} is open",
    ),
    (
        r"closes|shuts|slams shut|se ferme|claque|schließt sich|fällt zu|se cierra|si chiude|fecha-se|закрывается|захлопывается|يغلق|ينغلق",
        r"关上了|閉まる",
        "{what} is open",
        "{what} is closed",
    ),
    (
        r"explodes|blows up|explose|explodiert|explota|estalla|esplode|explode|взрывается|ينفجر|تنفجر",
        r"爆炸|爆発",
        "{what} is whole",
        "{what} is in flames",
    ),
    (
        r"goes? (?:out|dark)|dies(?= (?:out|away|down))|s['’]éteint|s['’]éteignent|geht aus|gehen aus|erlischt|se apagan?|si spegn(?:e|ono)|apaga-se|гаснет|ينطفئ|تنطفئ",
        r"熄灭|灭了|消える",
        "{what} is lit",
        "{what} is dark",
    ),
    (
        r"comes on|lights up|blinks(?: back| on)?|flickers on|s['’]allume|geht an|se enciende|si accende|acende-se|загорается|зажигается|يضيء|تضيء",
        r"亮了|亮起|点灯",
        "{what} is dark",
        "{what} is lit",
    ),
    (
        r"shatters|breaks|se brise|zerbricht|zersplittert|se rompe|si rompe|quebra-se|разбивается|ينكسر|تنكسر",
        r"碎了|割れる",
        "{what} is whole",
        "{what} lies broken",
    ),
    (
        r"falls(?! (?:over|on|across|silent))|drops|tombe|fällt(?! (?:auf|ins?|über))|cae(?! (?:la noche|sobre))|cade|cai|падает|يسقط|تسقط",
        r"掉在|落ちる",
        "{what} begins to fall",
        "{what} lies on the ground",
    ),
)

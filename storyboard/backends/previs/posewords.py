"""The words of an action that ask for a pose, by language.

A table names a pose and then its words, apart by blanks. ``run*`` is the beginning of a word. A joined pair, as in
``look_up``, is a verb and what must follow it within a few words; ``shoot_look|glance`` allows several. The pose
`NOTHING` is for words that would be misread otherwise. Chinese and Japanese words are found anywhere, the longest first.
"""

from __future__ import annotations

from collections.abc import Mapping

NOTHING = "nothing"

ENGLISH: Mapping[str, str] = {
    "stand": "stop stand wait halt freeze pause straighten rise get_up lean_back",
    "walk": "walk pace stroll enter exit step march approach leave cross wander come go hurry arrive follow "
    "return stride tiptoe limp trudge stagger wade sneak reach_door|window|top|edge|gate pass_by",
    "run": "run sprint chase flee dash race rush charge bolt jog gallop scramble escape",
    "climb": "climb mount ascend clamber scale_wall|ladder|cliff|fence", "sit": "sit seated perch slump",
    "lie": "lie lies lay lying sleep sleeping asleep dead unconscious nap doze sprawl fall_asleep lie_down lay_down",
    "drive": "drive steer driving steering",
    "write": "write type scribble typing draw sketch jot play_piano|organ|keyboard "
    "sign_letter|paper|contract|name|form",
    "read": "read study_map|letter|book|page|paper|papers|document|menu|screen leaf_through flip_through "
    "open_book turn_page|pages",
    "kneel": "kneel knelt drop_knees|knee fall_knees|knee sink_knees go_knee get_knee pray_kneeling propose_to",
    "pray": "pray beg plead clasp_hands fold_hands",
    "crouch": "crouch hide squat duck cower huddle take_cover bend_down stoop_down", "crawl": "crawl creep",
    "bow": "bow curtsy curtsey bend_over", "jump": "jump leap hop skip vault", "point": "point gesture_at|to|towards",
    "aim": "aim shoot fire point_gun|pistol|rifle|revolver|weapon|bow raise_gun|pistol|rifle|revolver|weapon "
    "draw_gun|pistol|revolver level_gun|rifle|pistol pull_trigger",
    "phone": "phone dial telephone answer_phone|call pick_phone hang_up take_call talk_phone make_call",
    "drink": "drink sip gulp swig raise_glass|cup|mug|bottle",
    "eat": "eat chew bite nibble munch swallow smoke taste lick whistle",
    "embrace": "hug embrace kiss cuddle hold_tight hold_close throw_arms put_arms|arm wrap_arms|arm",
    "shake": "shake_hands|hand greet_handshake take_hand", "dance": "dance waltz twirl sway tango",
    "strike": "punch fight hit strike attack slap wrestle beat kick stab swing_at",
    "give": "give hand offer pass present hold_out toss_to",
    "knock": "knock bang_on hammer_on pound_on rap_on ring_bell|doorbell",
    "reach": "reach grab touch press take open unlock pick fetch snatch close_door|window|drawer|lid shut lock "
    "switch plug turn_on turn_off turn_key|handle|knob|dial put_down set_down place_on light_lamp|candle|fire",
    "reach up": "reach_up hang_picture|painting|curtain|curtains", "push": "push shove",
    "pull": "pull drag haul tug tow heave",
    "polish": "polish wipe clean dust scrub paint rub wash iron brush mop stir",
    "carry": "carry hold clutch lift bring cradle lug", "throw": "throw hurl toss fling pitch",
    "wave": "wave hail_taxi|cab raise_hand", "cheer": "cheer celebrate rejoice raise_arms raise_fists throw_up|hands",
    "surrender": "surrender raise_hands put_hands_up hold_hands_up", "salute": "salute shade_eyes",
    "think": "think ponder muse wonder scratch_chin|head|beard rub_chin stroke_chin|beard",
    "cross arms": "cross_arms fold_arms", "weep": "weep sob cry bury_face cover_face|eyes hide_face",
    "fall": "fall stumble trip collapse topple tumble slip faint pass_out",
    "look up": "look_up gaze_up stare_up glance_up peer_up",
    "look down": "look_down gaze_down stare_down glance_down peer_down hang_head lower_head|eyes|gaze",
    NOTHING: "run_fingers|finger|hand|hands give_up|look|smile|nod|glance|way take_breath|look|seat|off|step "
    "hold_breath|gaze|eyes fall_silent|love|quiet pass_time shoot_look|glance drive_mad|crazy|away "
    "throw_look|glance|light point_out come_alive|rest go_dark|quiet|silent turn_heel|away leave_open cross_mind "
    "take_photo fight_tears|back catch_fire bite_lip|lips lick_lips draw_breath|near|back close_eyes|eye "
    "open_eyes|eye|mouth shut_eyes|eye touch_down lie_to break_down pick_out hit_road wave_away",
}  # fmt: skip

# Forms that no ending explains.
IRREGULAR: Mapping[str, str] = {
    form: base
    for base, forms in {
        "run": "ran", "sit": "sat", "lie": "lain", "drive": "drove driven", "write": "wrote written", "hold": "held",
        "give": "gave given", "take": "took taken", "fall": "fell fallen", "stand": "stood", "come": "came", "go": "went gone",
        "flee": "fled", "leave": "left", "shoot": "shot", "drink": "drank drunk", "eat": "ate eaten", "fight": "fought",
        "strike": "struck", "hide": "hid hidden", "throw": "threw thrown", "bring": "brought", "weep": "wept", "leap": "leapt",
        "creep": "crept", "sleep": "slept", "shake": "shook shaken", "rise": "rose risen", "draw": "drew drawn", "hang": "hung",
        "fling": "flung", "stride": "strode", "freeze": "froze frozen", "beat": "beaten", "bite": "bit bitten", "think": "thought",
        "bend": "bent", "get": "got", "swing": "swung", "stick": "stuck", "sink": "sank", "kneel": "kneeled",
    }.items()
    for form in forms.split()
}  # fmt: skip

SPANISH: Mapping[str, str] = {
    "stand": "detiene detienen espera* levanta_se pie",
    "walk": "camina* anda andan andando pasea* entra entran entrando sale salen saliendo avanza* llega llegan "
    "llegando acerca* cruza* sigue regresa vuelve marcha",
    "run": "corre corren corriendo corrió corría huye huyen huyendo persigue* escapa*",
    "climb": "sube suben subiendo trepa* escala*", "sit": "sienta sientan sentad* sentó siéntate",
    "lie": "acuesta* tumba* tumbad* yace yacen duerme* dormid* acostad* muert*",
    "drive": "conduce* conduciendo maneja*", "write": "escribe* escribiendo teclea* dibuja* firma firman",
    "read": "lee leen leyendo leyó", "kneel": "arrodilla* arrodillad*", "pray": "reza rezan rezando ruega* suplica*",
    "crouch": "agacha* esconde* acuclilla*", "crawl": "gatea* arrastra_se",
    "jump": "salta saltan saltando saltó brinca*", "point": "señala*", "aim": "apunta* dispara*",
    "phone": "telefonea* llama_teléfono contesta_teléfono habla_teléfono marca_número",
    "drink": "bebe beben bebiendo bebió sorbe*",
    "eat": "come comen comiendo comió mastica* muerde* fuma fuman fumando",
    "embrace": "abraza* besa besan besando besó", "shake": "estrecha_mano estrechan_mano|manos",
    "dance": "baila* danza*", "strike": "golpea* pelea* pega pegan ataca* abofetea*",
    "give": "da_un|una|le|la|el|su|a dando entrega* ofrece* pasa_le",
    "knock": "llama_puerta toca_puerta golpea_puerta",
    "reach": "alcanza* agarra* coge cogen cogiendo toma toman tomando abre abren abriendo cierra* recoge* toca "
    "tocan extiende*",
    "push": "empuja*", "pull": "tira_de jala* arrastra*",
    "polish": "limpia* friega* frota* pinta pintan pintando pule*",
    "carry": "lleva llevan llevando carga* sostiene* sujeta* trae* sosteniendo", "throw": "lanza* arroja* tira tiran",
    "wave": "saluda* agita_mano", "cheer": "celebra* vitorea* levanta_brazos alza_brazos",
    "surrender": "rinde* levanta_manos", "weep": "llora* solloza*",
    "fall": "cae caen cayendo cayó tropieza* desploma* desmaya*",
    "look up": "mira_arriba|cielo alza_vista levanta_vista", "look down": "mira_abajo|suelo baja_vista|mirada|cabeza",
    "think": "piensa* reflexiona*",
}  # fmt: skip

FRENCH: Mapping[str, str] = {
    "stand": "attend attendent lève_se arrête* debout",
    "walk": "marche marchent marchant entre entrent entrant sort sortent sortant avance* arrive arrivent "
    "approche* traverse* suit revient va vont promène*",
    "run": "court courent courant courut fuit fuient enfuit poursuit",
    "climb": "grimpe* monte montent montant escalade*", "sit": "assied asseyent assoit assis assise assises ",
    "lie": "allonge* couche couché couchée gît dort dorment allongé* mort morte ",
    "drive": "conduit conduisent conduisant volant",
    "write": "écrit écrivent écrivant dessine* tape_clavier|machine signe",
    "read": "lit_livre|lettre|journal lisent lisant bouquine*", "kneel": "agenouille* genoux",
    "pray": "prie prient priant supplie*", "crouch": "accroupi* cache_se caché* baisse_se", "crawl": "rampe*",
    "jump": "saute sautent sautant bondit", "point": "pointe_doigt désigne* montre_doigt",
    "aim": "vise visent visant tire_sur braque* pointe_arme|pistolet|fusil",
    "phone": "téléphone_à téléphone téléphonent décroche* appelle_téléphone compose_numéro",
    "drink": "boit boivent buvant sirote*", "eat": "mange* croque* mâche* fume fument fumant mord",
    "embrace": "embrasse* étreint enlace* serre_bras", "shake": "serre_main serrent_main",
    "dance": "danse dansent dansant valse*", "strike": "frappe frappent bat battent gifle* cogne* attaque* ",
    "knock": "frappe_porte toque* sonne_porte",
    "give": "donne donnent donnant tend tendent tendant offre offrent remet",
    "reach": "prend prennent prenant saisit attrape* ouvre* ferme* touche* ramasse* cueille*",
    "push": "pousse poussent poussant", "pull": "tire tirent tirant traîne*",
    "polish": "essuie* nettoie* frotte* peint peignent balaie* polit lave lavent",
    "carry": "porte_son|sa|un|une|le|la|des|les portent tient tiennent tenant apporte* soulève*",
    "throw": "lance lancent lançant jette* lança", "wave": "salue* agite_main fait_signe",
    "cheer": "acclame* célèbre* lève_bras", "surrender": "rend_se lève_mains", "weep": "pleure* sanglote*",
    "fall": "tombe tombent tombant tomba trébuche* effondre* évanouit", "look up": "lève_yeux|tête regarde_haut|ciel",
    "look down": "baisse_yeux|tête regarde_bas|sol", "think": "réfléchit pense pensent",
}  # fmt: skip

GERMAN: Mapping[str, str] = {
    "stand": "steht stehen stand wartet warten bleibt_stehen hält_an erhebt",
    "walk": "geht gehen ging gingen gehend kommt kommen kam betritt verlässt läuft laufen lief spaziert* "
    "schreitet nähert folgt überquert schleicht",
    "run": "rennt rennen rannte rannten rennend flieht fliehen floh flüchtet* sprintet verfolgt eilt läuft_weg|davon",
    "climb": "klettert klettern kletterte steigt steigen stieg erklimmt",
    "sit": "sitzt sitzen saß saßen sitzend setzt_sich setzen_sich setzte_sich",
    "lie": "liegt liegen lag lagen liegend legt_sich schläft schlafen schlief tot bewusstlos",
    "drive": "fährt_auto|wagen lenkt steuert fährt fahren fuhr",
    "write": "schreibt schreiben schrieb tippt zeichnet unterschreibt", "read": "liest lesen las lesend blättert",
    "kneel": "kniet knien kniete", "pray": "betet beten fleht", "crouch": "hockt hocken kauert* duckt* versteckt*",
    "crawl": "kriecht krabbelt", "bow": "verbeugt verneigt", "jump": "springt springen sprang hüpft",
    "point": "zeigt_auf zeigen_auf deutet_auf",
    "aim": "zielt zielen zielte schießt schießen schoss feuert richtet_waffe|pistole|gewehr",
    "phone": "telefoniert telefonieren hebt_ab ruft_an wählt_nummer", "drink": "trinkt trinken trank nippt",
    "eat": "isst essen aß kaut beißt raucht rauchen",
    "embrace": "umarmt umarmen umarmte küsst küssen küsste umschlingt", "shake": "schüttelt_hand|hände gibt_hand",
    "dance": "tanzt tanzen tanzte tanzend",
    "strike": "schlägt schlagen schlug kämpft kämpfen boxt ohrfeigt prügelt* greift_an",
    "knock": "klopft klopfen klopfte klingelt schlägt_tür",
    "give": "gibt geben gab reicht reichen reichte übergibt überreicht",
    "reach": "greift greifen griff nimmt nehmen nahm öffnet öffnen öffnete berührt schließt packt hebt_auf",
    "push": "schiebt schieben schob drückt stößt", "pull": "zieht ziehen zog zerrt schleppt",
    "polish": "wischt putzt poliert streicht malt fegt reinigt",
    "carry": "trägt tragen trug hält halten hielt bringt", "throw": "wirft werfen warf schleudert",
    "wave": "winkt winken winkte", "cheer": "jubelt jubeln feiert hebt_arme reißt_arme",
    "surrender": "ergibt_sich hebt_hände", "weep": "weint weinen weinte schluchzt",
    "fall": "fällt fallen fiel stürzt stürzen stolpert bricht_zusammen",
    "look up": "blickt_auf|hoch|oben schaut_auf|hoch|oben|himmel sieht_auf|hoch",
    "look down": "blickt_unten|boden|hinab schaut_unten|boden|hinab senkt_kopf|blick",
    "think": "denkt denken grübelt überlegt",
}  # fmt: skip

ITALIAN: Mapping[str, str] = {
    "stand": "aspetta* alza_si ferma_si piedi",
    "walk": "cammina* entra entrano entrando esce escono uscendo passeggia* avanza* arriva* avvicina* "
    "attraversa* va vanno torna",
    "run": "corre corrono correndo corse fugge fuggono scappa* insegue*",
    "climb": "arrampica* sale salgono salendo scala_muro", "sit": "siede siedono sedut* sedette",
    "lie": "sdraia* sdraiat* giace* dorme dormono addormenta* stes* morto morta", "drive": "guida guidano guidando",
    "write": "scrive* scrivendo disegna* firma", "read": "legge leggono leggendo sfoglia*",
    "kneel": "inginocchia* inginocchiat*", "pray": "prega* supplica*",
    "crouch": "accovaccia* nasconde* rannicchia* china_si", "crawl": "striscia*", "bow": "inchina*",
    "jump": "salta saltano saltando balza*", "point": "indica*",
    "aim": "mira_a punta_pistola|fucile|arma spara sparano sparando",
    "phone": "telefona* risponde_telefono parla_telefono", "drink": "beve bevono bevendo bevve sorseggia*",
    "eat": "mangia* mastica* morde* fuma fumano", "embrace": "abbraccia* bacia baciano baciò",
    "shake": "stringe_mano stringono_mano", "dance": "balla ballano ballando danza danzano",
    "strike": "colpisce* picchia* lotta* schiaffeggia* attacca*", "knock": "bussa*",
    "give": "dà danno porge* consegna* offre* passa_a",
    "reach": "prende* afferra* apre aprono aprendo tocca* raccoglie* chiude* allunga*", "push": "spinge* spingendo",
    "pull": "tira tirano trascina*", "polish": "pulisce* lucida* strofina* dipinge*",
    "carry": "porta_il|la|un|una|i|le|lo portano tiene tengono solleva*", "throw": "lancia* getta*",
    "wave": "saluta* agita_mano", "cheer": "esulta* festeggia* alza_braccia", "surrender": "arrende* alza_mani",
    "weep": "piange* piangendo singhiozza*", "fall": "cade cadono cadendo cadde inciampa* crolla* sviene",
    "look up": "guarda_alto|su|cielo alza_occhi|sguardo",
    "look down": "guarda_basso|giù|terra abbassa_occhi|sguardo|testa", "think": "pensa* riflette",
}  # fmt: skip

PORTUGUESE: Mapping[str, str] = {
    "stand": "espera* levanta_se pé",
    "walk": "caminha* anda andam andando entra entram entrando sai saem saindo passeia* avança* chega* aproxima* "
    "atravessa* vai vão volta",
    "run": "corre correm correndo correu foge fogem fugindo persegue*", "climb": "sobe sobem subindo escala* trepa*",
    "sit": "senta sentam sentad* sentou", "lie": "deita* deitad* jaz dorme dormem dormindo morto morta",
    "drive": "dirige dirigem conduz dirigindo", "write": "escreve* escrevendo digita* desenha* assina",
    "read": "lê leem lendo leu", "kneel": "ajoelha* ajoelhad*", "pray": "reza rezam ora implora*",
    "crouch": "agacha* esconde* encolhe*", "crawl": "rasteja* engatinha*", "bow": "curva_se",
    "jump": "salta saltam pula pulam pulando", "point": "aponta_para aponta",
    "aim": "mira_em atira_em atira dispara* aponta_arma|pistola|espingarda",
    "phone": "telefona* atende_telefone fala_telefone liga_para",
    "drink": "bebe bebem bebendo bebeu toma_café|água|chá",
    "eat": "come comem comendo comeu mastiga* morde* fuma fumam", "embrace": "abraça* beija*",
    "shake": "aperta_mão apertam_mãos|mão", "dance": "dança dançam dançando baila",
    "strike": "bate_em luta* soca* golpeia* ataca*", "knock": "bate_porta bate_à",
    "give": "dá dão dando entrega* oferece*",
    "reach": "pega pegam pegando agarra* alcança* abre abrem abrindo fecha* toca* estende*", "push": "empurra*",
    "pull": "puxa*", "polish": "limpa* esfrega* pinta* lustra*", "carry": "carrega* leva levam levando segura* traz",
    "throw": "lança* joga* arremessa*", "wave": "acena*", "cheer": "comemora* celebra* ergue_braços levanta_braços",
    "surrender": "rende* levanta_mãos", "weep": "chora* soluça*",
    "fall": "cai caem caindo caiu tropeça* desaba* desmaia*", "look up": "olha_cima|céu ergue_olhos",
    "look down": "olha_baixo|chão baixa_olhos|cabeça", "think": "pensa* reflete",
}  # fmt: skip

RUSSIAN: Mapping[str, str] = {
    "stand": "стоит стоят стоял* встаёт встает встал* ждёт ждет ждут остановил* останавлива* замира* замер*",
    "walk": "идёт идет идут шёл шла шли входит входят вошёл вошел вошла выходит выходят вышел вышла подходит "
    "подош* ходит шага* приходит уходит бредёт бредет гуляет проходит",
    "run": "бежит бегут бежал* бега* побежал* убега* убежал* мчит* бросается несётся несется гонится",
    "climb": "лезет лезут карабка* взбира* поднимается_лестниц* забира*",
    "sit": "сидит сидят сидел* садится садятся сел села сели присажива*",
    "lie": "лежит лежат лежал* ложится лёг легла спит спят спал* засыпа* мёртв* мертв*",
    "drive": "ведёт_машин* ведет_машин* рулит руле рулём",
    "write": "пишет пишут писал* печатает рисует подписыва* записыва*", "read": "читает читают читал* листает",
    "kneel": "колени коленях коленя*", "pray": "молит* умоля*",
    "crouch": "приседа* прячется прячутся спрятал* присел* пригиба*", "crawl": "ползёт ползет ползут",
    "bow": "кланя* поклон*", "jump": "прыга* прыгн* подпрыг*", "point": "указыва* показывает_на",
    "aim": "целит* стреля* выстрел* прицел*",
    "phone": "звонит_телефон* звонит_по разговаривает_телефон* говорит_телефон* трубку",
    "drink": "пьёт пьет пьют пил пила выпил* отпива*", "eat": "ест едят ел ела жуёт жует кусает курит курят",
    "embrace": "обнима* обнял* целу* поцелова*", "shake": "пожима* жмёт_руку жмет_руку",
    "dance": "танцу* танцева* пляш*",
    "strike": "бьёт бьет бьют ударя* ударил* дерётся дерется дерутся борется борются нападает",
    "knock": "стучит стучат стучал* постучал*",
    "give": "даёт дает дают отдаёт отдает протягива* протянул* передаёт передает вручает",
    "reach": "берёт берет берут взял* хватает тянется открыва* открыл* закрыва* касается трогает",
    "push": "толка* толкн*", "pull": "тянет тянут тащит тащат", "polish": "вытира* протира* моет моют чистит красит",
    "carry": "несёт несет несут держит держат держал* поднимает", "throw": "броса* бросил* кидает швыря*",
    "wave": "машет машут махал* помахал*", "cheer": "ликует ликуют празднует", "surrender": "сдаётся сдается",
    "weep": "плачет плачут плакал* рыда*", "fall": "пада* упал* спотыка* рухнул*", "look up": "смотрит_вверх|небо",
    "look down": "смотрит_вниз|пол опускает_голову|глаза", "think": "думает задум* размышля*",
}  # fmt: skip

CHINESE: Mapping[str, str] = {
    "stand": "站着 站在 站起 站立 等着 停下", "walk": "走进 走出 走向 走到 走来 走过 走 进来 散步 离开 跟着",
    "run": "跑 奔向 逃 追赶 追着 冲向 冲进", "climb": "爬上 爬 攀", "sit": "坐", "lie": "躺 睡",
    "drive": "开车 驾驶 驾车", "write": "写 打字", "read": "看书 读", "kneel": "跪", "pray": "祈祷",
    "crouch": "蹲 躲", "crawl": "爬行", "bow": "鞠躬", "jump": "跳起 跳 跃", "point": "指着 指向",
    "aim": "瞄准 开枪 射击 举枪", "phone": "打电话 接电话 接起电话", "drink": "喝", "eat": "吃 抽烟",
    "embrace": "拥抱 抱住 吻", "shake": "握手", "dance": "跳舞", "strike": "打架 打斗 打他 打她 殴打 揍",
    "knock": "敲门 敲", "give": "递给 交给 给他 给她", "reach": "拿起 拿 抓住 抓 伸手 打开 推开门 碰", "push": "推",
    "pull": "拉着 拉开 拉", "polish": "擦", "carry": "抱着 提着 拿着 扛 背着 端着", "throw": "扔 投", "wave": "挥手",
    "cheer": "欢呼 庆祝", "surrender": "举手投降 投降", "weep": "哭", "fall": "跌倒 摔倒 倒下 摔",
    "look up": "抬头 仰望", "look down": "低头 俯视", "think": "思考",
    NOTHING: "走廊 跑车 跑道 坐标 写字楼 车站 打开天窗 拿手 推荐 投影 读者 逃生",
}  # fmt: skip

JAPANESE: Mapping[str, str] = {
    "stand": "立って 立つ 立ち上が 立ち止ま 待", "walk": "歩 入って 入る 入ってくる 出ていく 出て行く 近づ 向かう",
    "run": "走 駆け 逃げ 追いかけ", "climb": "登 よじ登", "sit": "座 腰掛け 腰を下ろ", "lie": "横たわ 横にな 寝 眠",
    "drive": "運転", "write": "書", "read": "読", "kneel": "跪 ひざまず 膝をつ", "pray": "祈",
    "crouch": "しゃが うずくま 隠れ", "crawl": "這", "bow": "お辞儀 頭を下げ", "jump": "跳 飛び上が ジャンプ",
    "point": "指差 指さ 指を差", "aim": "狙 撃 銃を構え", "phone": "電話をかけ 電話に出 電話で話 電話して",
    "drink": "飲", "eat": "食べ 煙草を吸", "embrace": "抱きし 抱き合 抱擁 キス", "shake": "握手", "dance": "踊",
    "strike": "殴 戦 ぶつ 蹴", "knock": "ノック 叩", "give": "渡す 渡し 手渡 差し出",
    "reach": "手を伸ば 取る 取り 掴 つか 開け 触", "push": "押", "pull": "引く 引い 引っ張", "polish": "拭 磨",
    "carry": "運 持 抱え 抱い", "throw": "投げ", "wave": "手を振", "cheer": "歓声 喜び",
    "surrender": "両手を上げ 降参", "weep": "泣", "fall": "倒れ 転 落ち", "look up": "見上げ",
    "look down": "見下ろ うつむ", "think": "考え",
    NOTHING: "歩道 走行 座席 書店 図書 読者 運命 気持 転校 戦争 待合 登場 登校 寝室 書斎 運河 引き出し",
}  # fmt: skip

# Without the prefixes and endings that persons and tenses put on.
ARABIC: Mapping[str, str] = {
    "stand": "قف وقف نتظر", "walk": "مشي مشى سير سار دخل خرج قترب غادر عبر تجه", "run": "ركض جري هرب طارد",
    "climb": "صعد تسلق", "sit": "جلس جالس جالسا جالسة", "lie": "ستلقي ستلقى نام نائم نائما نائمة رقد",
    "drive": "قود قاد", "write": "كتب", "read": "قرا", "kneel": "ركع جثو", "pray": "صلي صلى", "crouch": "ختبئ ختبا",
    "crawl": "زحف", "bow": "نحني", "jump": "قفز", "point": "شير اشار", "aim": "صوب طلق", "phone": "تصل اتصل",
    "drink": "شرب", "eat": "اكل دخن", "embrace": "عانق حتضن حضن قبل", "shake": "صافح", "dance": "رقص",
    "strike": "ضرب لكم قاتل هاجم", "knock": "طرق دق", "give": "عطي اعطى اعطي قدم سلم",
    "reach": "اخذ فتح لمس مسك امسك غلق", "push": "دفع", "pull": "سحب جر", "polish": "مسح نظف", "carry": "حمل",
    "throw": "رمي رمى لقي", "wave": "لوح", "cheer": "هتف حتفل", "surrender": "ستسلم", "weep": "بكي بكى",
    "fall": "سقط تعثر نهار", "think": "فكر",
}  # fmt: skip

# Words that tell the languages of one alphabet apart.
FUNCTION_WORDS: Mapping[str, str] = {
    "english": "the an his her their its and with in into at on of to from is are she he they it by while as then but not up down out back over off who"
    " that this there still now another behind near towards across under between through around toward",
    "spanish": "el los las un una y del al su sus con por se hacia ella él en la lo que sobre desde",
    "french": "le les un une et du au aux son sa ses avec par se vers elle il dans sur la des sous leur l d",
    "german": "der die das den dem ein eine einen und mit von zu zur zum sich sie er auf in ihr ihre seine seinen im am",
    "italian": "il lo gli un una e del della al alla nel nella suo sua con per si verso lei lui sul sulla la le che",
    "portuguese": "o os as um uma e do da ao à no na seu sua com por se para ela ele em pela pelo nos",
}

# Nouns and verbs alike: after an article they are nouns; the bare form of an English one is a verb only where a verb can stand.
NOUNS_TOO: Mapping[str, str] = {
    "english": "paint dust hand touch lock press switch wave charge type step march cross clean drink race point "
    "lift hug kiss fight strike slap punch walk run call rush dash cry sip trip pass push pull hit fire shot "
    "thought bit bow beat kick jump fall dance climb reach read smoke brush iron mop phone plug drag crawl throw "
    "sleep drive aim bite ride duck beg box rest hang turn play draw sign study light close place set hail "
    "answer look gaze stare glance",
    "spanish": "marcha toma para lucha carga lanza salta pinta baila danza",
    "french": "porte marche danse montre court pointe cache lance balance tombe monte sort suit tire entre mort morte couche rampe",
    "german": "",
    "italian": "porta mira scala guida lotta danza balla tira corse salta lancia indica",
    "portuguese": "porta dança luta corre salta entra pinta",
}  # fmt: skip
ARTICLES: Mapping[str, str] = {
    "spanish": "la el los las un una su sus", "french": "la le les l un une sa son ses leur", "german": "der die das",
    "italian": "la il lo i gli le un una sua suo", "portuguese": "a o os as um uma sua seu",
}  # fmt: skip

LATIN: Mapping[str, Mapping[str, str]] = {
    "english": ENGLISH, "spanish": SPANISH, "french": FRENCH, "german": GERMAN, "italian": ITALIAN, "portuguese": PORTUGUESE,
}  # fmt: skip

"""What a column, key or label of a shot list is called, in the languages people write them in, and what it means."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache


class Field(StrEnum):
    """What a cell of a shot list can say."""

    SCENE = "scene"
    SHOT = "shot"
    SIDE = "interior or exterior"
    PLACE = "location"
    DAYTIME = "time of day"
    HEADING = "heading"
    SIZE = "size"
    FRAMING = "framing"
    ANGLE = "angle"
    MOVEMENT = "movement"
    LENS = "lens"
    CAMERA = "camera"
    ACTION = "description"
    PEOPLE = "subjects"
    DIALOGUE = "dialogue"
    VOICE_OVER = "voice-over"
    SPEAKER = "speaker"
    AUDIO = "audio"
    MUSIC = "music"
    SOUND = "sound"
    OVERLAY = "text on screen"
    LYRICS = "lyrics"
    DURATION = "duration"
    START = "start"
    END = "end"
    TIME = "time"
    TRANSITION = "transition"
    NOTE = "note"
    TITLE = "title"


CAMERA_FIELDS = (Field.SIZE, Field.FRAMING, Field.ANGLE, Field.MOVEMENT, Field.LENS, Field.CAMERA)

_NAMES: dict[Field, str] = {
    Field.SCENE: """scene|scene #|scene no|scene number|scene nr|sc|sc #|sc no|sequence|seq|szene|bild|scène|séquence|séq|escena
        |secuencia|esc|scena|cena|сцена|场|场次|场号|場|場次|場號|シーン|シーン番号|씬|장면|씬 번호|scena n|مشهد|المشهد|رقم المشهد""",
    Field.SHOT: """shot|shot #|shot no|shot number|shot nr|shot id|id|#|no|nr|n°|№|number|num|cut|cut #|frame|frame #|panel|clip|slate
        |setup|take|einstellung|einst|plan #|n° plan|plan|plan n°|plano|toma|кадр|план №|номер кадра|镜号|镜头号|鏡號|分镜|镜次|序号|编号
        |カット|カット番号|ショット|숏|샷|컷|컷 번호|inquadratura|inq|لقطة|اللقطة|رقم اللقطة|index|idx""",
    Field.SIDE: "int ext|i e|int or ext|interior exterior|innen aussen|int/ext|инт нат|内外景|内外|屋内外",
    Field.PLACE: """location|loc|place|set|setting|where|background|environment|ort|motiv|drehort|lieu|décor|decor|lugar|localización
        |locación|luogo|local|место|локация|объект|地点|地點|场景|場景|場所|舞台|장소|المكان|الموقع""",
    Field.DAYTIME: "time of day|tod|day night|d n|tageszeit|moment de la journée|momento del día|время суток|时段|时间段|時間帯|وقت",
    Field.HEADING: "heading|slugline|slug|scene heading|scene name|scene title",
    Field.SIZE: """shot size|size|shot scale|scale|einstellungsgröße|größe|valeur de plan|valeur|échelle|tamaño|tamaño de plano|encuadre
        |крупность|план|景别|景別|サイズ|画面サイズ|사이즈|샷 사이즈|campo|حجم اللقطة""",
    Field.FRAMING: "shot type|type|framing|composition|shot framing|bildausschnitt|cadrage|type de plan|tipo de plano|tipo|构图|構圖|構図|نوع اللقطة",
    Field.ANGLE: "angle|camera angle|shot angle|perspective|winkel|kamerawinkel|perspektive|axe|ángulo|angulo|ракурс|角度|机位|アングル|الزاوية|زاوية",
    Field.MOVEMENT: """movement|move|grip|camera movement|camera move|motion|camera motion|bewegung|kamerabewegung|mouvement|mouvement caméra
        |movimiento|movimiento de cámara|movimento|движение|движение камеры|运镜|运动|镜头运动|摄法|カメラワーク|動き|카메라|움직임|카메라 무빙|movimento di macchina|movimento de câmera|الحركة|حركة الكاميرا""",
    Field.LENS: "lens|glass|focal length|focal|lens mm|objektiv|brennweite|objectif|focale|lente|óptica|objetivo|объектив|фокусное|焦距|镜头焦段|レンズ|العدسة",
    Field.CAMERA: "camera|cam|camera work|camerawork|camera direction|shot|kamera|caméra|cámara|камера|镜头|カメラ|الكاميرا|cinematography|camera notes",
    Field.ACTION: """description|desc|shot description|scene description|visual description|action|actions|video|visual|visuals|picture|image
        |what we see|what happens|on screen action|prompt|image prompt|visual prompt|video prompt|text prompt|content|synopsis|summary
        |image description|image_description|beschreibung|bild|bildinhalt|handlung|aktion|vidéo|visuel|action visuelle|descripción|descripcion|acción
        |imagen|vídeo|descrizione|azione|descrição|ação|описание|действие|изображение|видео|видеоряд|画面|画面内容|画面描述|内容|描述|镜头内容|動作|動作描述|内容説明
        |画|映像|アクション|内容・セリフ|내용|화면|영상|설명|묘사|액션|immagine|imagem|الوصف|وصف|الصورة|الفيديو|action description|visual action|scene action|event|beat""",
    Field.PEOPLE: """subject|subjects|character|characters|cast|talent|actor|actors|people|who|figuren|darsteller|personen|personnage|personnages|sujet
        |personaje|personajes|personaggi|personagens|персонаж|персонажи|герои|актеры|角色|人物|演员|キャラクター|登場人物|出演|인물|등장인물|الشخصيات|الشخصية""",
    Field.DIALOGUE: """dialogue|dialog|dialogues|line|lines|spoken|speech|spoken lines|script|dialogue line|dialogue vo|réplique|répliques|diálogo
        |diálogos|dialogo|реплика|реплики|диалог|диалоги|对白|台词|對白|台詞|セリフ|せりふ|대사|diálogos e falas|fala|falas|battuta|battute|الحوار|حوار""",
    Field.VOICE_OVER: """vo|v o|voiceover|voice over|voice|narration|narrator|narrator vo|off|sprecher|sprechertext|erzähler|voix off|voix|commentaire|voz en off|locución
        |narración|закадровый текст|закадр|голос|голос за кадром|旁白|解说|画外音|解說|ナレーション|내레이션|나레이션|locução|التعليق الصوتي|التعليق|narrazione""",
    Field.SPEAKER: "speaker|spoken by|sprecherin|qui parle|hablante|говорящий|说话人",
    Field.AUDIO: "audio|sound vo|audio vo|sound dialogue|ton|son|bande son|звук|音频|声音|聲音|音声|音|소리|오디오|음향|사운드|sonido|suono|som|áudio|الصوت|audio dialogue|audio notes",
    Field.MUSIC: "music|musik|musique|música|musica|музыка|音乐|音樂|音楽|음악|الموسيقى|موسيقى|score|song|soundtrack",
    Field.SOUND: "sfx|fx|sound|sounds|sound effects|sound effect|sound fx|sound design|geräusche|bruitage|bruitages|efectos|efectos de sonido|шумы|эффекты|音效|効果音|المؤثرات|ambience|ambient|ambient sound",
    Field.OVERLAY: """text on screen|on screen text|onscreen text|screen text|super|supers|superimpose|superimposition|title card|text|text overlay|overlay|caption|captions
        |graphics|graphic|gfx|chyron|lower third|end card|subtitle|cta|einblendung|texteinblendung|texte à l'écran|texte|incrustation|titre à l'écran|texto en pantalla
        |rótulo|texto|титр|титры|текст на экране|字幕|屏幕文字|テロップ|文字|자막|النص على الشاشة""",
    Field.LYRICS: "lyrics|lyric|songtext|paroles|letra|текст песни|歌词|歌詞",
    Field.DURATION: """duration|dur|length|est time|estimated time|est duration|est|secs|seconds|sec|shot length|runtime|run time|screen time|dauer|länge|sekunden|durée
        |duración|durata|duração|длительность|хронометраж|продолжительность|сек|时长|時長|秒数|秒數|時間長|尺|長さ|길이|초|시간|المدة|مدة|duration s|duration sec|duration seconds
        |duration_s|duration_sec|duration_seconds|trt""",
    Field.START: "start|start time|in|tc in|timecode in|time in|from|begin|in point|beginn|début|inicio|начало|开始|開始",
    Field.END: "end|end time|out|tc out|timecode out|time out|to|out point|ende|fin|конец|结束|終了",
    Field.TIME: "time|timing|timecode|tc|timestamp|time code|times|zeit|temps|minutage|tiempo|tempo|время|тайминг|таймкод|时间|時間|タイム|الوقت|الزمن",
    Field.TRANSITION: "transition|transitions|trans|cut to|übergang|transición|transizione|переход|转场|轉場|トランジション|الانتقال",
    Field.TITLE: "shot name|name|title|shot title|label|titel|titre|título|titolo|название|标题|標題|タイトル|العنوان",
}  # fmt: skip
# What is common to see in a shot list and says nothing about the picture's making; kept as notes.
_NOTE_NAMES = """note|notes|remark|remarks|comment|comments|equip|equipment|gear|rig|support|props|prop|wardrobe|costume|costumes|lighting|light|style
    |total|total duration|total length|total time|total runtime|gesamt|gesamtlänge|总时长|合計|total shots|call to action note
    |mood|tone|atmosphere|color|colour|color palette|colour palette|palette|vfx|effects|media|file|status|done|priority|motion prompt|negative prompt|model|seed
    |pacing|script reference|purpose|emotion|reference|references|fps|aspect|aspect ratio|resolution|bemerkung|bemerkungen|notizen|anmerkung
    |remarque|remarques|notas|observaciones|note di regia|примечание|примечания|заметки|备注|備註|备考|備考|メモ|ملاحظات|道具|服装|灯光|光线|氛围"""
_SIGNS = re.compile(r"[^\w#№°]+")


@cache
def _known() -> dict[str, Field]:
    known: dict[str, Field] = {}
    for name in _NOTE_NAMES.split("|"):
        known[_folded(name)] = Field.NOTE
    for field, names in _NAMES.items():
        for name in names.split("|"):
            known.setdefault(_folded(name), field)
    return known


def _folded(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.strip())
    return " ".join(_SIGNS.sub(" ", spaced.replace("_", " ")).casefold().split())


def field_of(name: str) -> Field | None:
    """What a column, key or label of that name holds; None for one that is not known.

    Case, punctuation, units in brackets (``Duration (s)``) and ``_`` make no difference.
    """
    if not 0 < len(name) <= 60:
        return None
    known = _known()
    folded = _folded(name)
    if folded in known:
        return known[folded]
    without = _folded(re.sub(r"[(\[（].*", "", name)) or folded
    if without in known:
        return known[without]
    # "Shot Description / Action", "画面 (Video)", "镜号 No.": the first part that is known.
    for part in re.split(r"[/|&,+\n(（)）\[\]]|\s[-–—]\s", name):
        if _folded(part) in known:
            return known[_folded(part)]
    if folded.endswith("s") and folded[:-1] in known:
        return known[folded[:-1]]
    for tail in ("#", "no", "number", "nr", "id"):
        if folded.endswith(tail) and folded.removesuffix(tail).strip() in known:
            return known[folded.removesuffix(tail).strip()]
    return None

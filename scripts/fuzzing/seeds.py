"""What the fuzzer starts from: for each reader whole small files, and lines and signs of its own grammar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Material:
    """Whole files to break, and pieces to strew in or to put together."""

    seeds: tuple[bytes, ...]
    pieces: tuple[bytes, ...]


def _pieces(*texts: str) -> tuple[bytes, ...]:
    return tuple(piece.encode("utf-8", "surrogatepass") for text in texts for piece in text.split("¶"))


FOUNTAIN = Material(
    (
        (
            b"Title: A\nAuthor: B\n\nINT. HOUSE - DAY #1A#\n\nANNA (30, red coat) waits. [[shot: CU, low, 4s]]\n\nANNA (V.O.)\n(low)\nHello.\n\n"
            b"BEN ^\nHi.\n\n/* cut\n\nthis */\n\nCUT TO:\n\n> THE END <\n\n~la la\n\n===\n\n# Act\n\n= Synopsis\n\n!!CLOSE ON THE KNIFE\n"
        ),
        "FADE IN:\n\nINT./EXT. VOITURE - NUIT\n\nLÉA (30) pleure. Elle marche vers PAUL.\n\nLÉA (O.S.)\nOù es-tu ?\n\nPAUL (au téléphone)\nIci.\n\nCOUPE À :\n".encode(),
        b"INT. BAR - NIGHT\nTom sits.\nTOM\nNo.\nEXT. STREET - DAY\nHe runs out. INSERT - A KEY\nMARA\nWait!\nTOM\nGo.\nCUT TO:\nINT. CAR - NIGHT\nShe drives.\n",
        b'INT. LAB - DAY\n\nMONTAGE - THE WORK\n\n- Mara types.\n- Tom, now in a suit, pours coffee.\n\nEND MONTAGE\n\nSUPER: "Later"\n\nFLASHBACK:\n\nYOUNG MARA (8) falls.\n\nBACK TO PRESENT\n\nMARA AND TOM\nStop!\n',
    ),
    _pieces(
        "INT. HOUSE - NIGHT¶EXT/INT. CAR - DAWN (1999)¶int. bar - later¶.FORCED PLACE #12-A#¶12A. I/E ROOM - SAME 12A¶EST. CITY¶INT.CABIN.DAY¶FADE OUT.¶> CUT TO:¶>centred<",
        "CUT TO: ¶@McAVOY (V.O.) (CONT'D) ^¶MARA (O.S.)¶MARA'S MOTHER¶BOTH¶GUARD #1¶YOUNG MARA¶(beat)¶(MORE)¶CONTINUED: (2)¶12.¶[[note¶]]¶[[shot: ECU, dutch, whip pan, 99f]]¶/*¶*/",
        "!!CU - A KNIFE¶!not a cue¶~sung¶===¶# Act¶###### Deep¶= Synopsis¶Title:¶Draft date: 1¶    indented value¶  ¶\t¶**bold *both*** _u_ \\*no\\*¶TOM falls. He is wearing a red coat.",
        "MONTAGE:¶- A door.¶A) A window.¶END MONTAGE¶INTERCUT WITH¶SERIES OF SHOTS¶SUPER: X¶INSERT - LETTER¶BACK TO SCENE¶POV TOM¶OTS MARA¶FLASHBACK¶DREAM SEQUENCE¶SPLIT SCREEN",
        "＠名前¶．场景¶！动作¶～歌¶（低声）¶李雷¶ИНТ. ДОМ — НОЧЬ¶МАША (З.К.)¶أحمد¶İSTANBUL¶ǅ¶ﬀ¶MARA changes into a coat.¶Mara (now 40) enters with Tom and the others.",
    ),
)
FDX = Material(
    (
        (
            b'<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Version="5"><Content>\n<Paragraph Type="Scene Heading" Number="1">'
            b'<SceneProperties Title="T" Length="1/8"><Summary><Paragraph><Text>S</Text></Paragraph></Summary></SceneProperties><Text>INT. A</Text><Text Style="Bold"> - DAY</Text>'
            b'</Paragraph>\n<Paragraph><DualDialogue><Paragraph Type="Character"><Text>A (V.O.)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Hi</Text></Paragraph>'
            b'</DualDialogue></Paragraph>\n<Paragraph Type="Action"><ScriptNote Range="3,5"><Paragraph><Text>N</Text></Paragraph></ScriptNote><Text>Goes.</Text></Paragraph>'
            b"</Content><TitlePage><Content><Paragraph><Text>X</Text></Paragraph></Content></TitlePage></FinalDraft>"
        ),
    ),
    _pieces(
        '<Paragraph Type="Action">¶</Paragraph>¶<Text>¶</Text>¶<Text Style="Bold">x</Text>¶<DualDialogue>¶</DualDialogue>¶<ScriptNote Range="0,9">¶</ScriptNote>¶<Summary>¶</Summary>¶<Content>',
        '</Content>¶<TitlePage>¶<OmittedScene>¶</OmittedScene>¶<CharacterArcBeat Name="A">¶<SceneProperties Title="&#10;"/>¶<Paragraph Type="Character" Number="&#0;"><Text>A ^</Text></Paragraph>',
        '<!DOCTYPE a [<!ENTITY b "c">]>¶&b;¶&amp;¶&#x1F3AC;¶&#xD800;¶<![CDATA[ x ]]>¶<!-- -->¶<?pi ?>¶<ElementSettings Type="X"><Behavior BasedOn="Action"/>¶xmlns="a"¶encoding="UTF-16"¶encoding="cp037"',
        '<Paragraph Type="Parenthetical"><Text>()</Text></Paragraph>¶<Paragraph Type="Shot"><Text>( </Text></Paragraph>¶<Paragraph Type="Parenthetical"><Text>(</Text></Paragraph>¶<Paragraph Type="Character"><Text>(V.O.)</Text></Paragraph>',
    ),
)
AVTABLE = Material(
    (
        (
            b'# "Spot" :30\n\nClient: X | Length: 30s\n\n| Shot | Time | VIDEO | AUDIO |\n|---|:--|---|---|\n| 1 | 0:00-0:04 | WIDE: kitchen, slow push in<br>CU: mug | MUSIC: piano. '
            b'SFX: rain |\n|  | | SUPER: "Hi" | |\n| 2 | 4,5 | OTS Nora \\| x | VO (NORA): "Hm." |\n'
        ),
    ),
    _pieces(
        "| Video | Audio |¶|---|---|¶| 3 | 0:07 | CU: a dog | NORA: Hi |¶| | | | |¶## Scene 2¶Client: Y¶|¶\\|¶<br>¶<BR/>¶MUSIC:¶SFX (rain):¶VO (NORA): x¶NORA (V.O.): y¶SUPER:¶:--:¶| 1 | 2 | 3 | 4 | 5 | 6 |"
    ),
)
CSV = Material(
    (
        (
            b'Scene #,Shot #,INT/EXT,Location,Shot Size,Movement,Lens,Description,Subject,Sound,Est. Time\n1,1A,INT,Kitchen,WS,Static,24mm,"Nora, ""x""\nin",NORA,MOS,6s\n'
            b",1B,,,CU,,,Mug,,,0:04\n10 Needles,,,,,,,,,,\n2,2A,EXT,Street,MS,,,Run,,,00:00:03:12\n"
        ),
        "sep=;\nEinst.;Bild;Größe;Länge\n1;Ein Mann;Totale;4,5\n".encode(),
        b"id,image_prompt,motion_prompt,caption,duration,status\n1,A cat,push in,Hi,4,done\n2,A dog,static,,5,\n",
    ),
    _pieces(
        'Scene,Shot,Description,Duration¶"¶""¶","¶\n"¶",¶1,1A,INT,Kitchen,CU,,,x,,,4s¶,,,,¶,¶;¶6s¶0:04¶4,5¶00:00:03:12¶0:04-0:09¶100f¶1/0¶SC01_SH010¶2-1¶2A¶VO: x¶NORA: "Hi"¶sep=,',
    ),
)
TSV = Material(
    (
        b"1\tA man walks\tWS\t5s\n2\tHe stops\tCU\t3s\n",
        b'Shot\tAction\tSize\tTime\n1\t"A\n""man"""\tWS\t0:05\n2\tHe stops\tCU\t0:03\n',
    ),
    _pieces('Shot\tAction\tTime¶\t¶\t\t¶\t"¶"\t¶3\tx\tCU\t2s¶0:05¶5¶5s¶push in'),
)
SHEET = Material(
    (
        (
            b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:D4"/><sheetData>'
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>Shot</t></is></c><c r="B1" t="inlineStr"><is><t>Description</t></is></c><c r="C1" t="s"><v>0</v></c><c r="D1" t="str"><v>Duration</v></c></row>'
            b'<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>Nora sits</t></is></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="str"><f>SUM(1,2)</f><v>3</v></c></row>'
            b'<row r="3"><c r="A3"><v>2</v></c><c r="B3" t="inlineStr"><is><r><t>Nora</t></r><r><t> runs</t></r></is></c><c r="D3"><f>A3*2</f></c></row>'
            b'</sheetData><mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells></worksheet>'
        ),
    ),
    _pieces(
        '<row r="4">¶</row>¶<c r="A4" t="s"><v>9</v></c>¶<c r="XFD1048576"><v>1</v></c>¶<c r="A0"><v>1</v></c>¶<c t="e"><v>#DIV/0!</v></c>¶<c t="b"><v>1</v></c>¶<c t="d"><v>2020-01-01</v></c>¶<c t="z"><v>1</v></c>',
        '<v>1e309</v>¶<v>nan</v>¶<v>-1</v>¶<f t="shared" si="0"/>¶<f t="array" ref="A1:B2">x</f>¶<mergeCell ref="A1:XFD1048576"/>¶<mergeCell ref="B2"/>¶<mergeCell ref=""/>¶r="A1"¶s="9"¶t="inlineStr"¶<is/>¶<!DOCTYPE a>¶&a;',
    ),
)
YAML = Material(
    (
        b'meta: {title: T, fps: 24}\nshots:\n  - id: shot-01\n    prompt: |\n      A man.\n      He sits.\n    duration: 4\n    dialogue: {NORA: "Hi"}\n  - &a {prompt: x, camera: {size: CU}}\n  - *a\n',
        b"scenes:\n  one:\n    location: Kitchen\n    shots:\n      - {action: x, dialogue: [{character: A, text: b}]}\n",
    ),
    _pieces(
        "shots:¶- prompt: x¶  duration: 4s¶  - a¶<<: *a¶*a¶&a¶&b [*a, *a]¶!!python/object:x y¶!t¶? a¶: b¶|¶>-¶---¶...¶%YAML 1.1¶{¶}¶[¶]¶~¶null¶0x10¶1_000¶.inf¶.nan¶2020-01-01¶12:30¶'it''s'¶\"\\ud800\"¶# c¶a: a: a¶\t- x",
        "dialogue: {A: b}¶scene: 1¶fps: 23.976¶fps: 0¶duration: -4¶duration: 1e309¶size: [CU]¶camera: {move: push in}",
    ),
)
JSON = Material(
    (
        b'{"title": "T", "scenes": [{"id": 1, "location": "K", "shots": [{"shot": 1, "description": "a\\nb", "duration": "4s", "dialogue": [{"character": "A", "text": "t"}]}]}]}',
        b'[{"prompt": "a cat", "duration": 4.5}, {"prompt": "a dog", "camera": {"size": "CU"}, "subjects": ["A", "B"], "vo": "x"}]',
    ),
    _pieces(
        '{¶}¶[¶]¶,¶:¶"¶"shots": [¶"duration": 1e309¶"duration": -0¶"a": NaN¶true¶null¶1E99¶"\\ud800"¶"\\u0000"¶"\\q"¶{"shots": {"1": {"prompt": "x"}}}¶{"dialogue": {"A": "b"}}¶"dialogue": [["a"]]¶"scenes": {}¶[[[[¶"fps": "x"¶"time": "night"'
    ),
)
NUMBERED = Material(
    (
        b'Title: Spot\n\n1. A woman walks into a bar (4s)\n2. CU: she drinks, slow push in [0:04-0:07]\n   NORA: "One."\n   VO: Long night.\n   SUPER: Later\n3) He laughs. 2.5s\n',
        b'**Scene 1: Dawn (0-5s)**\n*Visual:* A wide shot of a kitchen.\n*Camera:* push in, 35mm\n*Text on screen:* "x"\n\nShot 2 - Close on a mug (3 sec)\n',
        "场景1：厨房，夜\n镜头1：特写：手（3秒）\n".encode(),
        b"[0:00-0:03] Wide\n[0:03-0:07] Close\n",
        "Кадр 1. Женщина входит (4с)\nКадр 2. Крупный план: стакан\n".encode(),
    ),
    _pieces(
        "1. x¶2) y (4s)¶(3) z¶4️⃣ w¶Scene 2: Night¶Shot 3:¶- bullet¶* *¶Camera: push in¶VO: x¶NORA: y¶SUPER: z¶Duration: 4¶(0:04)¶[0-5s]¶第3镜 x¶镜头2：y¶مشهد ١: x¶１．x¶Shot ²¶① x¶½ x¶Style: noir¶NORA¶(beat)¶Hello there.¶   a) x"
    ),
)
LRC = Material(
    (
        b"[ti:Song]\n[length:00:20]\n[offset:+100]\n[00:05.00]Hello <00:05.5>world\n[00:08.00]\n[00:12.50][00:16.00]Again\n",
    ),
    _pieces(
        "[00:05.00]¶[99:59.99]x¶[ti:¶[offset:-999999]¶[length:1:2]¶<00:01.00>¶[00:08]¶[00:08:50]y¶[0:0]¶[0:9][0:9]z¶NORA: x"
    ),
)
SRT = Material(
    (b"1\n00:00:01,000 --> 00:00:03,500\n<i>Hello</i>\nyou\n\n2\n00:00:07,000 --> 00:00:09,000\nNORA: Hi\n",),
    _pieces(
        "3\n00:00:09,000 --> 00:00:08,000\nx¶-->¶00:00:01,000 --> 00:00:01,000¶99:99:99,999 --> 999:00:00,000¶1¶<b>¶</b>¶{\\an8}¶NORA:¶\n\n¶00:01,5 --> 00:02,5"
    ),
)
VTT = Material(
    (b"WEBVTT\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:start\n<v Nora>x\n\n00:03.000 --> 00:05.000\ny\n",),
    _pieces("WEBVTT¶NOTE¶STYLE¶00:03.000 --> 00:04.000\n<v Bob>z</v>¶-->¶00:00.000 --> 10:00:00.000¶<c.x>¶id\n¶\n\n"),
)
NATIVE = Material(
    (
        "《雨》\n第一场 咖啡馆 日 内\n人物：李雷、韩梅梅\n△阳光。\n李雷：（低头）她不来了。\n## S02 | 外景 · 街道 | 夜\n字幕：三年后\n".encode(),
        "○喫茶店・中（夜）\n　　太郎（20）が座る。\n太郎「遅いな」\n花子（N）「ごめん、\n　待った？」\n○同・外（朝）\n".encode(),
        "مشهد 1 - داخلي - نهار - شقة\n\nأحمد: من هناك؟\n\nقطع إلى:\n".encode(),
        "СЦЕНА 1. ИНТ. ДОМ — НОЧЬ\nМАША, ПЁТР\n\nМАША\nНет.\n".encode(),
        b"Mara walks in.\n\nMara: Hello?\nTom: (laughs) Here.\nMara: Where?\n",
    ),
    _pieces(
        "第二十场 街 夜 外¶场景：厨房¶时间：夜¶地点：街¶人物：李雷¶△他走。¶（画外音）¶李雷（OS）：x¶「¶」¶『x』¶○道¶1 家・中（朝）¶太郎「¶S03 | 内景¶1-1. ИНТ. ДОМ — ДЕНЬ¶SÉQUENCE 3 - INT. GARE - JOUR¶مشهد ٢ - خارجي - ليل¶أحمد: x¶#씬 3¶《¶》¶：¶—¶---¶Mara: x¶Персонажи: А, Б"
    ),
)
PROSE = Material(
    ("An old man walks. “Hello,” he says.\n\nA boat — far out — comes in. She falls; he runs after her.\n".encode(),),
    _pieces("He sits.¶“Go,” she said.¶…¶—¶A dog.¶\n\n¶¡Hola!¶Tom and Mara kiss.¶They all leave. Then night."),
)
BIBLE = Material(
    (
        b"schema: 1\ntitle: T\nscript: script.fountain\nfps: 24\naspect: '16:9'\ncharacters:\n  MARA:\n    description: tall\n    aliases: [M]\n    looks:\n      coat: {description: red, scenes: [1, 2A]}\nlocations:\n  BAR: {references: refs/bar.png}\nprops: {}\nstyle: {prompt: noir}\ntiming: {}\n",
    ),
    _pieces(
        'characters:¶  MARA:¶    aliases:¶    looks: {a: }¶fps: 24000/1001¶fps: 0¶schema: 2¶schema: x¶&a¶*a¶<<: *a¶title: &a T¶x: *a¶? [a]¶!!set¶story_time: {a: 1}¶links: {}¶openai: {model: x}¶timing: {words_a_second: -1}¶[]¶{}¶|¶"\\ud83d"'
    ),
)
SHOTS = Material(
    (
        b"# The shot list.\nschema: 1\nshots:\n  - id: s001_0010  # 1A\n    size: CU\n    duration: 4s\n    movement: push in\n    action: Nora sits.\n    subjects:\n      - {name: NORA, gaze: left}\n    dialogue:\n      - {character: NORA, text: Hi}\n  - id: s001_0020\n    action: She runs.\n",
    ),
    _pieces(
        "  - id: s001_0015¶    size: XX¶    duration: -1¶    duration: 9999999s¶    duration: [1]¶    movement: {}¶    subjects: NORA¶    subjects: [{name: }]¶    dialogue: {A: b}¶    approved: maybe¶    lens: 35mm¶shots: []¶schema: 9¶    props: [a, b]¶    unknown: 1¶  - {}¶*a¶&a¶|¶    time: NIGHT¶    light: null"
    ),
)
SIGNS = [
    b"\0", b"\xff", b"\xed\xa0\x80", "\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), b"\r", b"\r\n", b"\x0b", b"\x0c", b"\x85", b'"', b"'", b"|", b"\\", b"\t",
    b"[[", b"]]", b"/*", b"*/", b"((", b"))", "（".encode(), "）".encode(), "「".encode(), "」".encode(), b":", "：".encode(), b"-->", b"<br>", b"&a;", b"<!DOCTYPE x>",
    b"<<: *a", b"*a", b"&a", b"{", b"}", b"[", b"]", b"1e309", b"nan", b"-1", b"99999999999999999999", b"0:00", b"999:99:99:99", b"0:04-0:02", b"s", b"(", b")", b"()", b"( )",
    b"#", b"=", b"~", b"@", b"!", b">", b"<", b".", b"^", b"\n\n", b"\n", b" " * 50, b"_*_", "🎬".encode(), "第".encode(), "○".encode(), "٣".encode(), "½".encode(), "²".encode(), "①".encode(),
    "\u00a0".encode(), "\u3000".encode(), "\u200b".encode(), "\u0301".encode(), "ß".encode(), "İ".encode(), "ﬁ".encode(), "\U000e0001".encode(), "\ufffe".encode(), "－".encode(), "０".encode(),
]  # fmt: skip

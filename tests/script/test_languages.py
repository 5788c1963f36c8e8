"""Every format is told by its content in eleven languages, under a right, a wrong and no ending."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.model import ElementKind
from storyboard.script.read import read_script_bytes

from .conftest import everything

SCRIPTS = {
    "en": {
        "screenplay": "INT. KITCHEN - NIGHT\n\nNora waits by the door.\n\nNORA\nWho is there?\n\nCUT TO:\n",
        "numbered": "1. A woman walks into a bar (4s)\n2. Close on her hand (3s)\n",
        "csv": "Scene,Shot,Description,Duration\n1,1A,Nora waits,4s\n1,1B,Her hand,3s\n",
        "avtable": "| Video | Audio |\n|---|---|\n| Nora waits | MUSIC: piano |\n",
        "prose": "Nora waits by the door. She is tired.\n\nThen she leaves.\n",
    },
    "fr": {
        "screenplay": "INT. CUISINE - NUIT\n\nNora attend près de la porte.\n\nNORA\nQui est là ?\n\nCOUPE À :\n",
        "numbered": "1. Une femme entre dans un bar (4 s)\n2. Gros plan sur sa main (3 s)\n",
        "csv": "Scène;Plan;Description;Durée\n1;1A;Nora attend;4,5\n1;1B;Sa main;3\n",
        "avtable": "| Image | Son |\n|---|---|\n| Nora attend | MUSIQUE : piano |\n",
        "prose": "Nora attend près de la porte. Elle est fatiguée.\n\nPuis elle part.\n",
    },
    "es": {
        "screenplay": "INT. COCINA - NOCHE\n\nNora espera junto a la puerta.\n\nNORA\n¿Quién es?\n\nCORTE A:\n",
        "numbered": "1. Una mujer entra en un bar (4s)\n2. Primer plano de su mano (3s)\n",
        "csv": "Escena;Plano;Descripción;Duración\n1;1A;Nora espera;4,5\n1;1B;Su mano;3\n",
        "avtable": "| Imagen | Sonido |\n|---|---|\n| Nora espera | MÚSICA: piano |\n",
        "prose": "Nora espera junto a la puerta. Está cansada.\n\nLuego se va.\n",
    },
    "de": {
        "screenplay": "INNEN. KÜCHE - NACHT\n\nNora wartet an der Tür.\n\nNORA\nWer ist da?\n\nSCHNITT AUF:\n",
        "numbered": "1. Eine Frau betritt eine Bar (4 Sek.)\n2. Nahaufnahme ihrer Hand (3 Sek.)\n",
        "csv": "Szene;Einstellung;Beschreibung;Dauer\n1;1A;Nora wartet;4,5\n1;1B;Ihre Hand;3\n",
        "avtable": "| Bild | Ton |\n|---|---|\n| Nora wartet | MUSIK: Klavier |\n",
        "prose": "Nora wartet an der Tür. Sie ist müde.\n\nDann geht sie.\n",
    },
    "it": {
        "screenplay": "INT. CUCINA - NOTTE\n\nNora aspetta alla porta.\n\nNORA\nChi è?\n\nSTACCO SU:\n",
        "numbered": "1. Una donna entra in un bar (4s)\n2. Primo piano della mano (3s)\n",
        "csv": "Scena;Inquadratura;Descrizione;Durata\n1;1A;Nora aspetta;4,5\n1;1B;La mano;3\n",
        "avtable": "| Immagine | Audio |\n|---|---|\n| Nora aspetta | MUSICA: piano |\n",
        "prose": "Nora aspetta alla porta. È stanca.\n\nPoi va via.\n",
    },
    "pt": {
        "screenplay": "INT. COZINHA - NOITE\n\nNora espera junto à porta.\n\nNORA\nQuem é?\n\nCORTA PARA:\n",
        "numbered": "1. Uma mulher entra num bar (4s)\n2. Close da mão (3s)\n",
        "csv": "Cena;Plano;Descrição;Duração\n1;1A;Nora espera;4,5\n1;1B;A mão;3\n",
        "avtable": "| Imagem | Áudio |\n|---|---|\n| Nora espera | MÚSICA: piano |\n",
        "prose": "Nora espera junto à porta. Está cansada.\n\nDepois sai.\n",
    },
    "ru": {
        "screenplay": "ИНТ. КУХНЯ - НОЧЬ\n\nНора ждёт у двери.\n\nНОРА\nКто там?\n\nПЕРЕХОД НА:\n",
        "numbered": "1. Женщина входит в бар (4 с)\n2. Крупный план: рука (3 с)\n",
        "csv": "Сцена;Кадр;Описание;Длительность\n1;1A;Нора ждёт;4,5\n1;1B;Её рука;3\n",
        "avtable": "| Изображение | Звук |\n|---|---|\n| Нора ждёт | МУЗЫКА: рояль |\n",
        "prose": "Нора ждёт у двери. Она устала.\n\nПотом уходит.\n",
    },
    "zh": {
        "screenplay": "第一场 厨房 夜 内\n\n△诺拉在门边等。\n诺拉：谁在那里？\n",
        "numbered": "1. 一个女人走进酒吧（4秒）\n2. 特写：她的手（3秒）\n",
        "csv": "场次,镜号,画面内容,时长\n1,1A,诺拉等待,4秒\n1,1B,她的手,3秒\n",
        "avtable": "| 画面 | 声音 |\n|---|---|\n| 诺拉等待 | 音乐：钢琴 |\n",
        "prose": "诺拉在门边等着。她很累。\n\n然后她走了。\n",
    },
    "ja": {
        "screenplay": "○台所・中（夜）\n　ノラがドアのそばで待つ。\nノラ「誰？」\n",
        "numbered": "1. 女がバーに入る（4秒）\n2. 彼女の手のアップ（3秒）\n",
        "csv": "シーン,カット,内容,秒数\n1,1A,ノラが待つ,4秒\n1,1B,手,3秒\n",
        "avtable": "| 映像 | 音声 |\n|---|---|\n| ノラが待つ | 音楽：ピアノ |\n",
        "prose": "ノラはドアのそばで待っている。疲れている。\n\nそれから去る。\n",
    },
    "ar": {
        "screenplay": "مشهد 1 - داخلي - ليل - مطبخ\n\nنورا تنتظر قرب الباب.\n\nنورا: من هناك؟\n\nقطع إلى:\n",
        "numbered": "1. امرأة تدخل إلى المقهى (4 ثوان)\n2. لقطة قريبة ليدها (3 ثوان)\n",
        "csv": "المشهد,اللقطة,الوصف,المدة\n1,1A,نورا تنتظر,4\n1,1B,يدها,3\n",
        "avtable": "| الصورة | الصوت |\n|---|---|\n| نورا تنتظر | موسيقى: بيانو |\n",
        "prose": "نورا تنتظر قرب الباب. هي متعبة.\n\nثم تغادر.\n",
    },
    "ko": {
        "screenplay": "씬 1. 부엌 - 밤\n\n노라가 문 옆에서 기다린다.\n\n노라: 누구세요?\n",
        "numbered": "1. 여자가 바에 들어간다 (4초)\n2. 손 클로즈업 (3초)\n",
        "csv": "씬,컷,내용,길이\n1,1A,노라가 기다린다,4\n1,1B,손,3\n",
        "avtable": "| 화면 | 소리 |\n|---|---|\n| 노라가 기다린다 | 음악: 피아노 |\n",
        "prose": "노라는 문 옆에서 기다린다. 피곤하다.\n\n그리고 떠난다.\n",
    },
}

FORMS = {
    "screenplay": {"fountain", "native"},
    "numbered": {"numbered"},
    "csv": {"csv"},
    "avtable": {"avtable"},
    "prose": {"prose"},
}


@pytest.mark.parametrize("language", SCRIPTS)
@pytest.mark.parametrize("kind", FORMS)
def test_the_content_says_what_it_is(language, kind):
    data = SCRIPTS[language][kind].encode()
    for ending in (".txt", "", ".fdx", ".csv", ".json", ".md", ".fountain"):
        assert read_script_bytes(data, Path(f"film{ending}")).format in FORMS[kind]


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_screenplay_has_its_scene_and_its_speech(language):
    script = read_script_bytes(SCRIPTS[language]["screenplay"].encode(), Path("film"))
    kinds = [element.kind for element in everything(script)]
    assert (len(script.scenes), kinds.count(ElementKind.CHARACTER), kinds.count(ElementKind.DIALOGUE)) == (1, 1, 1)
    assert script.scenes[0].heading.interior.value == ("" if language == "ko" else "INT")
    assert script.scenes[0].heading.time.value == "night"


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_list_has_two_shots_with_their_lengths(language, look):
    for kind in ("numbered", "csv"):
        script = read_script_bytes(SCRIPTS[language][kind].encode(), Path("film"))
        lengths = [text.rpartition(" ")[2] for _, text in look.shots(script)]
        assert lengths[0] in {"4s", "4.5s"}
        assert lengths[1] == "3.0s"


@pytest.mark.parametrize("language", SCRIPTS)
def test_an_audio_column_is_heard_and_not_seen(language, look):
    script = read_script_bytes(SCRIPTS[language]["avtable"].encode(), Path("film"))
    seen, heard = look.texts(script)
    assert not seen.startswith("MUSIC")
    assert heard.startswith("MUSIC: ")

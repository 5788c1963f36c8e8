"""Which words ask for which pose, in which languages."""

from __future__ import annotations

import pytest

from storyboard.backends.previs.pose import POSES, manner_of
from storyboard.backends.previs.posewords import (
    ARABIC,
    CHINESE,
    ENGLISH,
    JAPANESE,
    LATIN,
    NOTHING,
    RUSSIAN,
)
from storyboard.backends.previs.posing import pose_for


@pytest.mark.parametrize(
    ("text", "pose"),
    [
        ("She walks to the window.", "walk"),
        ("Comes in through the door, out of breath", "walk"),
        ("running for her life", "run"),
        ("He ran", "run"),
        ("He sits at the table.", "sit"),
        ("has fallen", "fall"),
        ("climbs the stairs", "climb"),
        ("climbs the path", "walk"),
        ("kneels beside the bed", "kneel"),
        ("drops slowly to her knees", "kneel"),
        ("carries a box", "carry"),
        ("reaches for the lamp", "reach"),
        ("reaches up and turns the bulb", "reach up"),
        ("knocks on the door", "knock"),
        ("rings the doorbell", "knock"),
        ("looks up at the stars", "look up"),
        ("looks back down the path", "look down"),
        ("raises both hands", "surrender"),
        ("raises her arms", "cheer"),
        ("waves goodbye", "wave"),
        ("points at the sea", "point"),
        ("points the old gun at him", "aim"),
        ("pulls the trigger", "aim"),
        ("pulls the rope", "pull"),
        ("pushes the cart", "push"),
        ("picks up the phone", "phone"),
        ("picks up the cup", "reach"),
        ("opens the book", "read"),
        ("opens the door", "reach"),
        ("plays the piano", "write"),
        ("puts her arms around him", "embrace"),
        ("crosses her arms", "cross arms"),
        ("crosses the road", "walk"),
        ("smokes", "eat"),
        ("hands Mara the brush", "give"),
        ("is given a letter", "take"),
        ("is hit by a stone", "hit"),
        ("sits and reads a letter", "sit read"),
        ("sits, drinking her coffee", "sit drink"),
        ("stops and points", "point"),
        ("stands at the window, drinking tea", "drink"),
        ("walks in and waves", "walk wave"),
        ("He stops and walks on.", "stand"),
        ("starts to paint the door", "polish"),
        # Not what they seem.
        ("does not run", "stand"),
        ("refuses to sit", "stand"),
        ("stops running", "stand"),
        ("shakes his head", "stand"),
        ("runs her fingers through her hair", "stand"),
        ("gives him a look", "stand"),
        ("falls silent", "stand"),
        ("looks at the light in his hand", "stand"),
        ("takes a breath", "stand"),
        ("'s hands shake", "stand"),
        ("laughs, white paint on her chin", "stand"),
        ("the rest is silence", "stand"),
        ("", "stand"),
    ],
)
def test_english_verbs_give_poses_and_nouns_do_not(text, pose):
    assert pose_for(text) == pose


@pytest.mark.parametrize(
    ("pose", "texts"),
    [
        ("run", "Corre hacia la puerta|Elle court vers la porte|Sie rennt zur Tür|Corre verso la porta|Ela corre para a porta|Она бежит к двери|她跑向门口|彼女はドアへ走る|تركض نحو الباب"),
        ("sit", "Se sienta a la mesa|Il est assis à la table|Sie setzt sich|Lei siede al tavolo|Ele senta na mesa|Он сидит за столом|她坐在桌边|彼は椅子に座る|يجلس على الكرسي"),
        ("drink", "Bebe un vaso de agua|Il boit du café|Er trinkt Tee|Beve il caffè|Ele bebe um café|Она пьёт чай|他喝茶|お茶を飲む|يشرب الشاي"),
        ("embrace", "Abraza a su madre|Elle embrasse son père|Sie umarmt ihn|Lei abbraccia il padre|Ela abraça o pai|Она обнимает отца|她拥抱他|彼を抱きしめる|تعانق أمها"),
        ("write", "Escribe una carta|Elle écrit une lettre|Er schreibt einen Brief|Scrive una lettera|Ela escreve uma carta|Она пишет письмо|她写信|手紙を書く|يكتب رسالة"),
        ("weep", "Llora en la cama|Elle pleure|Sie weint|Lei piange|Ela chora|Она плачет|她哭了|彼女は泣く|تبكي"),
        ("fall", "Se cae al suelo|Il tombe par terre|Er stürzt zu Boden|Cade a terra|Ele cai no chão|Он падает|他跌倒在地|彼は倒れる|يسقط على الأرض"),
        ("dance", "Bailan en la sala|Ils dansent|Sie tanzen|Ballano insieme|Eles dançam|Они танцуют|他们跳舞|二人は踊る|يرقص"),
        ("knock", "Llama a la puerta|Il frappe à la porte|Er klopft an die Tür|Bussa alla porta|Bate na porta|Он стучит в дверь|他敲门|ドアをノックする|يطرق الباب"),
        ("climb", "Trepa por el muro|Il grimpe à l'échelle|Sie klettert|Si arrampica sul muro|Ele escala o muro|Он карабкается|他爬上墙|壁を登る|يصعد"),
        ("carry", "Lleva una caja|Elle porte une caisse|Er trägt eine Kiste|Tiene una scatola|Ela carrega a caixa|Он несёт ящик|他扛着箱子|箱を運ぶ|يحمل صندوقا"),
    ],
)  # fmt: skip
def test_the_commonest_verbs_are_read_in_the_other_languages(pose, texts):
    assert {text: pose_for(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), pose)


@pytest.mark.parametrize(
    ("text", "pose"),
    [
        ("Ana come con su madre", "eat"),  # A Spanish word, not an English one.
        ("They come with the tide", "walk"),
        ("Marco sale le scale della torre", "climb"),  # An Italian word, not a Spanish one.
        ("Ana sale de la casa", "walk"),
        ("她站在走廊里", "stand"),  # A corridor, not a walk.
        ("引き出しの前で待つ", "stand"),
    ],
)
def test_words_that_two_languages_share_are_told_apart(text, pose):
    assert pose_for(text) == pose


@pytest.mark.parametrize(
    ("text", "poses"),
    [
        ("Ada runs. Bram sits on the wall.", ("run", "sit")),
        ("Ada and Bram sit.", ("sit", "sit")),
        ("Ada watches Bram dance", ("stand", "dance")),
        ("Ada runs to Bram, who sits on the wall", ("run", "sit")),
        ("Behind Ada, Bram kneels", ("stand", "kneel")),
        ("Ada smiles while Bram climbs", ("stand", "climb")),
        ("As Ada climbs, Bram waves", ("climb", "wave")),
        ("Entra Ada. Bram lee.", ("walk", "read")),
    ],
)
def test_what_stands_behind_a_name_is_that_persons(text, poses):
    found = (pose_for(text, name="ADA", others=["BRAM"]), pose_for(text, name="BRAM", others=["ADA"]))
    assert found == poses


def test_the_first_text_that_says_something_decides():
    assert pose_for("", "  ", "crouches behind a crate", "runs") == "crouch"


@pytest.mark.parametrize("table", [*LATIN.values(), RUSSIAN, CHINESE, JAPANESE, ARABIC])
def test_every_pose_that_a_word_asks_for_exists(table):
    assert set(table) - {NOTHING} <= set(POSES)
    assert len(table) > 30 or table is ARABIC


def test_there_are_poses_for_everything_that_a_story_asks_for():
    wanted = (
        "stand sit walk run point reach knock lie kneel fall strike embrace phone drive climb look_up look_down wave write eat"
        " drink aim push pull carry dance hold hit give take shake pray bow crawl crouch jump throw salute think read cheer"
    )
    assert {name.replace("_", " ") for name in wanted.split()} <= set(POSES)
    asked = set(ENGLISH) - {NOTHING}
    # All others are what is done to somebody, with somebody, with a thing, or in another posture.
    made = {"hit", "take", "dance with", "show", "hold", "lug", "jot", "drink show"}
    assert {pose for pose in POSES if manner_of(pose) == pose} == asked | made

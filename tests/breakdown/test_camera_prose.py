"""Camera moves told in sentences and in phrases, and directions that close or begin a sentence in small letters."""

import pytest

from storyboard.breakdown.camera_prose import prose_movement
from storyboard.breakdown.cues import read_cue
from storyboard.breakdown.directions import tail_of
from storyboard.model import Framing, Size


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("The empty bar, slow push in.", "push in"),
        ("They spin round. Mr Cross stands there. Slow push in on his shoes. There is no puddle.", "push in"),
        ("It clicks on. Slow tilt up to Nora's face, smiling.", "tilt up"),
        ("The camera follows him up the ramp.", "follow"),
        ("Drone pulls back from the window over the town.", "pull out"),
        ("They eat together, handheld.", "handheld"),
        ("Il s'assoit. Lent travelling avant sur son visage.", "push in"),
        ("La caméra recule lentement.", "pull out"),
        ("Die Kamera schwenkt nach links.", "pan left"),
        ("Die Kamera fährt langsam auf Lenas Gesicht zu.", "push in"),
        ("El jefe se acerca. Zoom lento a la pantalla.", "zoom in"),
        ("La cámara la sigue hasta el surtidor.", "follow"),
        ("Senta no chão. Câmera se afasta lentamente.", "pull out"),
        ("La macchina da presa si allontana.", "pull out"),
        ("Камера медленно наезжает на её лицо.", "push in"),
        ("الكاميرا تتبعها.", "follow"),
        ("镜头缓缓推近她的脸。", "push in"),
        ("カメラ、ゆっくりとユキに寄っていく。", "push in"),
    ],
)
def test_a_move_is_read_wherever_a_sentence_tells_of_it(text, move):
    assert str(prose_movement(text)) == move


@pytest.mark.parametrize(
    "text",
    [
        "They stop, pull back.",
        "He pulls back the curtain.",
        "She pans the room with her gun.",
        "The shot rings out.",
        "He zooms in on the photo.",
        "Track 9. A train.",
        "Anna looks up. Rising, she nods.",
        "Il prend une caméra, s'approche de la fenêtre.",
    ],
)
def test_what_people_do_is_no_camera_move(text):
    assert prose_movement(text) is None


def test_directions_at_the_end_are_taken_off_the_sentence():
    text, cue = tail_of("They eat together, two-shot, handheld.")
    assert text == "They eat together."
    assert cue is not None
    assert (cue.framing, str(cue.movement)) == (Framing.TWO_SHOT, "handheld")


@pytest.mark.parametrize(
    "text", ["The door swings open, wide.", "He lies there, low.", "Nora, Theo and the dog, all asleep."]
)
def test_a_single_common_word_at_the_end_is_no_direction(text):
    assert tail_of(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "framing", "owner"),
    [
        ("Par-dessus l'épaule d'Anaïs : Yannick plie la photo.", Framing.OVER_SHOULDER, "Anaïs"),
        ("Por encima del hombro de Ana: la calle.", Framing.OVER_SHOULDER, "Ana"),
        ("Über die Schulter von Lena: der Zettel.", Framing.OVER_SHOULDER, "Lena"),
        ("PLANO SUBJETIVO de Rocío: el surtidor.", Framing.POINT_OF_VIEW, "Rocío"),
        ("Soggettiva di Anna: la strada.", Framing.POINT_OF_VIEW, "Anna"),
    ],
)
def test_shoulders_and_eyes_are_found_in_other_languages(text, framing, owner):
    cue = read_cue(text)
    assert cue is not None
    assert (cue.framing, cue.owner) == (framing, owner)


def test_what_it_is_of_may_stand_before_the_size():
    cue = read_cue("傘の柄のアップ。")
    assert cue is not None
    assert (cue.size, cue.target) == (Size.CU, "傘の柄")


def test_a_plain_direction_cuts_inside_a_paragraph_without_capitals(shots_of):
    shots = shots_of("Sie sucht in der Tasche und findet einen Zettel. Großaufnahme Zettel: „Steig aus“.")
    assert [shot.size for shot in shots][-1] is Size.CU

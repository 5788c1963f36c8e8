"""Bytes to text: the encodings people's editors write, told by what they hold."""

from __future__ import annotations

import pytest

from storyboard.script.codepages import guess_code_page
from storyboard.script.decode import decode

TEXTS = {
    "cp1252": [
        "INT. CAFÉ - DAY\n\nNORA\nHi, Zoë.\n",
        "El niño corre. ¿Dónde está?\n",
        "INNEN. KÜCHE - NACHT\n\nJÜRGEN\nSchöne Grüße, “ja”.\n",
        "Elle est déjà là, où ça ?",
    ],
    "cp1250": ["INT. KAWIARNIA - DZIEŃ\n\nŁUKASZ\nCześć, idę już do domu, źle się czuję.\n"],
    "cp1254": ["İÇ. EV - GECE\n\nAYŞE\nNeredesin? Çok geç oldu, ışığı aç.\n"],
    "cp1251": ["ИНТ. ДОМ — НОЧЬ\n\nМАША\nНет.\n", "Женщина входит в дом.\n"],
    "koi8-r": ["ИНТ. ДОМ - НОЧЬ\n\nМАША\nНет.\n"],
    "cp866": ["ИНТ. ДОМ - НОЧЬ\n\nМАША\nНет.\n"],
    "cp1253": ["ΕΣΩΤ. ΣΠΙΤΙ - ΝΥΧΤΑ\n\nΜΑΡΙΑ\nΠού είσαι;\n"],
    "cp1255": ["פנים. בית - לילה\n\nשרה\nאיפה אתה?\n"],
    "cp1256": ["مشهد 1 - داخلي - نهار - شقة\n\nأحمد: من هناك؟\n"],
    "cp932": ["○喫茶店・中（夜）\n太郎「遅いな」\n花子「ごめん」\n", "シーン1：台所\n"],
    "euc_jp": ["○喫茶店・中（夜）\n太郎「遅いな」\n花子「ごめん」\n"],
    "gb18030": ["第一场 咖啡馆 日 内\n李雷：她不来了。\n", "镜头1：特写：手（3秒）\n"],
    "big5": ["第一場 咖啡館 日 內\n李雷：她不來了。\n"],
    "cp949": ["씬 1. 카페 - 낮\n철수: 안녕.\n", "남자가 방으로 들어온다. 그는 앉는다.\n"],
}
CASES = [(page, text) for page, texts in TEXTS.items() for text in texts]


@pytest.mark.parametrize(("page", "text"), CASES)
def test_old_encodings_are_told_by_their_letters(page, text):
    data = text.encode(page)
    assert data.decode(guess_code_page(data)) == text
    decoded, doubts = decode(data)
    assert decoded == text
    assert [doubt.code for doubt in doubts] == ["undecodable-bytes"]
    assert "Save the file as UTF-8" in doubts[0].message


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", sorted({text for page, text in CASES if "\n" in text}))
def test_utf16_without_a_mark_is_told_by_its_line_ends(encoding, text):
    decoded, doubts = decode(text.encode(encoding))
    assert decoded == text
    assert [doubt.code for doubt in doubts] == ["no-byte-order-mark"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_that_says_what_it_is_gives_no_doubt(encoding):
    text = "INT. CAFÉ — НОЧЬ\n\n李雷\nHi.\n"
    assert decode(text.encode(encoding)) == (text, [])


def test_a_few_broken_bytes_do_not_turn_the_whole_text_into_another_encoding():
    decoded, doubts = decode("ИНТ. ДОМ — НОЧЬ\n\nМАША идёт по улице \n".encode() + b"\xff.\n")
    assert decoded == "ИНТ. ДОМ — НОЧЬ\n\nМАША идёт по улице \n\ufffd.\n"
    assert [(doubt.line, doubt.code) for doubt in doubts] == [(4, "undecodable-bytes")]


def test_half_a_pair_is_no_other_encoding():
    assert decode(b"A \xed\xa0\x80 b")[0].strip("\ufffd") == "A \ufffd\ufffd\ufffd b"

"""The traps of the Fountain rules, one by one, in the letters of the conformance suites."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from storyboard.breakdown import break_down
from storyboard.model import Bible
from storyboard.script import parse_fountain

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from conformance import read as letters_of

H, A, C, D, P, L, T, X, S, Y, B = "HACDPLTXSYB"
INT = "INT. A - DAY"
CASES = {
    "dual": ("STEEL\nScrew it.\n\nBRICK ^\nScrew it.\n", [(C, "STEEL"), (D, "Screw it."), (C, "BRICK"), (D, "Screw it.")]),
    "dual-spaces": ("A B\nx\n\nBRICK   ^  \ny\n", [(C, "A B"), (D, "x"), (C, "BRICK"), (D, "y")]),
    "dual-extension": ("A B\nx\n\nBRICK (V.O.) ^\ny\n", [(C, "A B"), (D, "x"), (C, "BRICK"), (D, "y")]),
    "dual-forced": ("A B\nx\n\n@McAVOY ^\ny\n", [(C, "A B"), (D, "x"), (C, "MCAVOY"), (D, "y")]),
    "note-lines": ("Bob [[one\ntwo]] goes on.\n", [(A, "Bob goes on.")]),
    "note-over-a-blank": ("Bob [[one\n\ntwo]] goes.\n", [(A, "Bob goes.")]),
    "note-in-speech": ("MARA\nHello [[soft]] there.\n[[alone]]\nMore.\n", [(C, "MARA"), (D, "Hello there. More.")]),
    "note-in-heading": (f"{INT} [[x]]\n\nGo.\n", [(H, INT), (A, "Go.")]),
    "note-behind-cue": ("MARA [[x]]\nHi.\n", [(C, "MARA"), (D, "Hi.")]),
    "note-unclosed": ("Bob [[one goes.\n\nThen.\n", [(A, "Bob [[one goes. Then.")]),
    "boneyard-one-line": ("He walks.\n/* x */\nAnd sits.\n", [(A, "He walks. And sits.")]),
    "boneyard-in-a-line": ("He /* cut */ runs.\n", [(A, "He runs.")]),
    "boneyard-scene": ("He.\n\n/*\nINT. B - DAY\n\nC.\n*/\n\nShe.\n", [(A, "He. She.")]),
    "boneyard-unclosed": ("He.\n\n/* She\n\nRuns.\n", [(A, "He. / She Runs.")]),
    "boneyard-in-speech": ("MARA\nHi /* x\n\ny */ there.\n", [(C, "MARA"), (D, "Hi there.")]),
    "heading-forced": (".BINOCULARS B - C\n\nGo.\n", [(H, "BINOCULARS B - C"), (A, "Go.")]),
    "heading-ellipsis": ("...where the second car\n", [(A, "...where the second car")]),
    "heading-number": (".PLACE #12-A#\n\nx\n", [(H, "PLACE"), (A, "x")]),
    "heading-odd-numbers": (
        "".join(f"INT. A - DAY #{number}#\n\nx\n\n" for number in ("1", "1A", "1-A", "I-1-A", "110A.", "A1")),
        [(H, INT), (A, "x")] * 6,
    ),
    "heading-no-number": ("INT. HOUSE #$%#\n\nx\n", [(H, "INT. HOUSE #$%#"), (A, "x")]),
    "heading-both-sides": (
        "INT./EXT. CAR\n\nx\n\nEXT/INT. CAR\n\nx\n\nI/E CAR\n\nx\n\nE/I CAR\n\nx\n\nI./E. CAR\n\nx\n",
        [item for side in ("INT./EXT.", "EXT/INT.", "I/E", "E/I", "I./E.") for item in ((H, f"{side} CAR"), (A, "x"))],
    ),
    "heading-small": ("ext. brick's pool - day\n\nx\n", [(H, "EXT. BRICK'S POOL - DAY"), (A, "x")]),
    "heading-words": ("INTERIOR monologue is hard.\n\nExternal forces.\n\nEstimated.\n", [(A, "INTERIOR monologue is hard. External forces. Estimated.")]),
    "heading-bold": (f"**{INT}**\n\nx\n", [(H, INT), (A, "x")]),
    "action-forced": ("!SCANNING THE AISLES...\nWhere?\n", [(A, "SCANNING THE AISLES... Where?")]),
    "action-forced-transition": ("!CUT TO:\n", [(A, "CUT TO:")]),
    "cue-forced": ("@McCLANE (V.O.)\nYippie.\n", [(C, "MCCLANE"), (D, "Yippie.")]),
    "cue-digits": ("R2D2\nBeep\n\n23\nNo\n", [(C, "R2D2"), (D, "Beep"), (A, "23 No")]),
    "cue-small-extension": ("HANS (on the radio)\nx\n", [(C, "HANS"), (D, "x")]),
    "cue-alphabets": (
        "ÅSA ÖBERG\nHej\n\nŁUKASZ\nCześć\n\nЯНА\nДа\n\nΜΑΡΙΑ\nΓεια\n\nMARA’S MOM\nHi\n\nA & B\nHi\n",
        [(C, "ÅSA ÖBERG"), (D, "Hej"), (C, "ŁUKASZ"), (D, "Cześć"), (C, "ЯНА"), (D, "Да"), (C, "ΜΑΡΙΑ"), (D, "Γεια"), (C, "MARA’S MOM"), (D, "Hi"), (C, "A & B"), (D, "Hi")],
    ),
    "cue-alone": ("MARA\n\nHi.\n", [(A, "MARA Hi.")]),
    "cue-indented": ("                    MARA\n          (low)\n     Hi.\n", [(C, "MARA"), (P, "low"), (D, "Hi.")]),
    "speech-two-spaces": ("DEALER\nTen.\nFour.\n  \nHit?\n", [(C, "DEALER"), (D, "Ten. Four. Hit?")]),
    "speech-blank": ("DEALER\nTen.\n\nHit?\n", [(C, "DEALER"), (D, "Ten."), (A, "Hit?")]),
    "speech-parentheses": ("MARA\n(a)\nHi\n(b)\nyo (c) x\n", [(C, "MARA"), (P, "a"), (D, "Hi"), (P, "b"), (D, "yo (c) x")]),
    "parentheses-alone": ("(nothing)\n", [(A, "(nothing)")]),
    "transition": ("He.\n\nCUT TO:\n\nShe.\n", [(A, "He."), (T, "CUT TO:"), (A, "She.")]),
    "transition-forced": ("> Burn to White.\n", [(T, "BURN TO WHITE.")]),
    "transition-space": ("He.\n\nCUT TO: \n\nShe.\n", [(A, "He. CUT TO: She.")]),
    "transition-small": ("He.\n\ncut to:\n\nShe.\n", [(A, "He. cut to: She.")]),
    "transition-followed": ("He.\n\nCUT TO:\nShe.\n", [(A, "He. CUT TO: She.")]),
    "centred": ("> A <\n>B<\n", [(X, "A"), (X, "B")]),
    "sections": ("# Act\n\n## Seq\n\n= Told.\n\nGo.\n", [(S, "Act"), (S, "Seq"), (Y, "Told."), (A, "Go.")]),
    "lyrics": ("~Willy Wonka!\n~The amazing\n", [(L, "Willy Wonka!"), (L, "The amazing")]),
    "page-break": ("He.\n\n=====\n\nShe.\n", [(A, "He."), (B, ""), (A, "She.")]),
    "escapes": ("\\*no\\* *yes* **b** ***bi*** _u_ file_name_x\n", [(A, "no yes b bi u filenamex")]),
    "tabs": ("\t\tMARA\n\t\t\tHi.\n", [(C, "MARA"), (D, "Hi.")]),
    "full-width": ("＠名前\nこんにちは\n\n．场景\n\n！动作\n\n＞转场\n\n＞終わり＜\n\n～歌\n", [(C, "名前"), (D, "こんにちは"), (H, "场景"), (A, "动作"), (T, "转场"), (X, "終わり"), (L, "歌")]),
    "no-break-spaces": ("MARA\u00a0(V.O.)\nHi.\u00a0x\n", [(C, "MARA"), (D, "Hi. x")]),
    "title-page": ("Title:\n\t_**BRICK**_\nCredit: by\nContact:\n\tA\n\tB\n\nFADE IN:\n\nx\n", [(T, "FADE IN:"), (A, "x")]),
    "no-title-page": ("FADE IN:\n\nx\n", [(T, "FADE IN:"), (A, "x")]),
    "not-a-title": ("Bob: hello\n\nx\n", [(A, "Bob: hello x")]),
    "page-marks": (
        "MARA\nHi\n(MORE)\n\n                              12.\n\nCONTINUED: (2)\n\nMARA (CONT'D)\nYo\n\n(CONTINUED)\n\n13.\n\nHe goes.\n",
        [(C, "MARA"), (D, "Hi"), (C, "MARA"), (D, "Yo"), (A, "He goes.")],
    ),
    "a-count-is-no-page": ("3.\n\n2.\n\n1.\n\nBoom.\n", [(A, "3. 2. 1. Boom.")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_trap_of_the_rules(name):
    text, expected = CASES[name]
    assert letters_of(text) == expected


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: f"\ufeff{text}",
        lambda text: text.rstrip("\n"),
    ],
    ids=["crlf", "cr", "mark", "unended"],
)
def test_line_ends_change_nothing(name, changed):
    text, expected = CASES[name]
    assert letters_of(changed(text)) == expected


def test_marks_of_the_page_are_kept_and_told_but_never_shown():
    script = parse_fountain(CASES["page-marks"][0], file="x")
    hidden = [element.text for scene in script.scenes for element in scene.elements if element.kind == "boneyard"]
    assert hidden == ["(MORE)", "12.", "CONTINUED: (2)", "(CONTINUED)", "13."]
    assert [found.line for found in script.diagnostics if found.code == "page-marks"] == [3]
    shots = break_down(script, Bible()).shot_list.shots
    assert not any("12" in shot.action.text or "CONTINUED" in shot.action.text for shot in shots)

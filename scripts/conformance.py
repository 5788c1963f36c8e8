"""How much of the Fountain suites our reader agrees with: ``python scripts/conformance.py CASES.json [--json]``.

CASES.json is a list of ``{"id", "in", "exp"}``, where `exp` lists ``[letter, text]``: H heading, A action, C character,
D dialogue, P parenthetical, L lyrics, T transition, X centred, S section, Y synopsis, B page break, N note, Z boneyard,
? action or transition; a text of null stands for any text. Exits with 1 below 95 % of the cases.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from storyboard.model import ElementKind
from storyboard.script import parse_fountain, split_cue

WANTED_SHARE = 118 / 124
LETTERS = {
    ElementKind.HEADING: "H",
    ElementKind.ACTION: "A",
    ElementKind.SHOT: "A",
    ElementKind.CHARACTER: "C",
    ElementKind.DIALOGUE: "D",
    ElementKind.PARENTHETICAL: "P",
    ElementKind.LYRICS: "L",
    ElementKind.TRANSITION: "T",
    ElementKind.CENTRED: "X",
    ElementKind.SECTION: "S",
    ElementKind.SYNOPSIS: "Y",
    ElementKind.PAGE_BREAK: "B",
}

Item = tuple[str, str | None]


def read(text: str) -> list[Item]:
    """What our reader makes of a case, in the letters of the suites."""
    script = parse_fountain(text, file="case")
    elements = [*script.front, *(element for scene in script.scenes for element in scene.elements)]
    return normalised([(LETTERS[element.kind], element.text) for element in elements if element.kind in LETTERS])


def normalised(items: list[Item]) -> list[Item]:
    """Items as the suites compare them: without emphasis and extra space, neighbours joined."""
    result: list[Item] = []
    for kind, text in items:
        if kind in "NZ":
            continue
        words = None if text is None else _words(kind, text)
        if result and kind in "AD" and result[-1][0] == kind:
            before = result.pop()[1]
            words = None if before is None or words is None else f"{before} {words}".strip()
        result.append((kind, words))
    return result


def agrees(found: list[Item], expected: list[Item]) -> bool:
    """Whether two lists of items say the same."""
    if len(found) != len(expected):
        return False
    for (kind, text), (wanted_kind, wanted_text) in zip(found, expected, strict=True):
        if kind != wanted_kind and not (wanted_kind == "?" and kind in "AT"):
            return False
        if wanted_text is not None and text != wanted_text:
            return False
    return True


def _words(kind: str, text: str) -> str:
    for mark in "*_\\":
        text = text.replace(mark, "")
    text = " ".join(text.split())
    if kind == "C":
        text = split_cue(text)[0]
    if kind == "P":
        text = text.removeprefix("(").removesuffix(")").strip()
    return text.upper() if kind in "HTC" else text


def main() -> int:
    """Run every case and say which miss."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    options = parser.parse_args()
    cases = json.loads(options.cases.read_text(encoding="utf-8"))
    passed = 0
    for case in cases:
        found = read(case["in"])
        expected = normalised([(kind, text) for kind, text in case["exp"]])
        if agrees(found, expected):
            passed += 1
        else:
            print(f"miss {case['id']}\n  wanted {expected}\n  found  {found}")
    print(f"{passed} of {len(cases)} cases agree")
    if options.json:
        figures = {"cases": len(cases), "passed": passed}
        work = "Fountain cases read and compared element by element"
        print(json.dumps({"bench": "conformance", "work": work, "figures": figures}))
    return 0 if passed >= WANTED_SHARE * len(cases) else 1


if __name__ == "__main__":
    sys.exit(main())

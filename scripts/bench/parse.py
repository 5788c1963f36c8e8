"""How long a feature takes to read and break down, and how that grows: python scripts/bench/parse.py [--quick] [--json]

The feature is made here: 190 scenes, 768 speeches, about 118 pages. feature_cpu_s is reading and breaking down, CPU seconds,
the median of some rounds in one warm process. growth_10x is the time for ten times the scenes over the time for one.
ratio_screenplain and ratio_fountain_py are our *reading* alone over theirs on the same text; they are put into a folder of
their own for that, and the figures are null where there is no package index.
"""

from __future__ import annotations

import gc
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storyboard.breakdown import break_down
from storyboard.model import Bible
from storyboard.script import parse_fountain

SCENES, SPEECHES = 190, 768
_PEOPLE = [
    "ANNA", "BEN", "CARLA", "DMITRI", "ELSE", "FARID", "GRETA", "HUGO", "INES", "JONAS", "KEIKO", "LARS", "MARTA", "NILS",
    "OLGA", "PAUL", "ROSA", "SVEN", "TARIQ", "URSULA",
]  # fmt: skip
_PLACES = ["KITCHEN", "HARBOUR", "OFFICE", "FOREST", "STATION", "ATTIC", "BRIDGE", "HOSPITAL", "CHURCH", "GARAGE", "LIBRARY", "CANTEEN"]  # fmt: skip
_WORDS = [
    "the", "river", "stone", "lamp", "winter", "garden", "copper", "letter", "anchor", "violin", "shadow",
    "ladder", "mirror", "harbour", "candle", "engine", "quietly", "behind", "every", "morning", "they",
    "carry", "small", "things", "across", "our", "long", "street", "because", "nobody", "else", "will", "do",
    "it", "for", "them", "when", "rain", "comes",
]  # fmt: skip
_DOES = [
    "looks at",
    "picks up",
    "walks past",
    "points at",
    "waits by",
    "turns to",
    "kneels beside",
    "runs from",
    "smiles at",
]
_RIVALS = {
    "ratio_screenplain": ("screenplain", "from screenplain.parsers import fountain\nwork = lambda: list(fountain.parse(io.StringIO(text)))"),
    "ratio_fountain_py": ("fountain-py", "from fountain import FountainParser\nwork = lambda: FountainParser().parse(text)"),
}  # fmt: skip


def main() -> None:
    quick = "--quick" in sys.argv
    rounds = 5 if quick else 15
    one, ten = feature(1), feature(10)
    full(one)
    feature_s = statistics.median(cpu(lambda: full(one)) for _ in range(rounds))
    # In turn, so that a busy machine slows both down alike.
    pairs = [(cpu(lambda: full(one)), cpu(lambda: full(ten))) for _ in range(2 if quick else 4)]
    growth = min(long for _, long in pairs) / min(short for short, _ in pairs)
    reading = statistics.median(cpu(lambda: parse_fountain(one, file="f")) for _ in range(rounds))
    figures: dict[str, float | None] = {"feature_cpu_s": round(feature_s, 4), "growth_10x": round(growth, 2)}
    for name, (package, code) in _RIVALS.items():
        theirs = rival(package, code, one, rounds)
        figures[name] = round(reading / theirs, 3) if theirs else None
    script = parse_fountain(one, file="f")
    shots = len(break_down(script, Bible()).shot_list.shots)
    work = f"a made feature of {len(script.scenes)} scenes, {SPEECHES} speeches, {pages(one)} pages, {shots} shots; and ten times that"
    if "--json" in sys.argv:
        print(json.dumps({"bench": "parse", "work": work, "figures": figures}))
        return
    print(work)
    print(f"read and broken down  {feature_s:.3f} s CPU (the promise is 0.5); reading alone {reading:.3f} s")
    print(f"ten times the script  {growth:.2f} times the time (the promise is 11)")
    for name in _RIVALS:
        print(f"{name:20}  {figures[name] if figures[name] is not None else 'not measured: no package index'}")


def feature(times: int) -> str:
    """A screenplay of so many features' length."""
    chooser = random.Random(1)
    parts: list[str] = ["Title: The Long Street\nAuthor: Nobody"]
    share = SPEECHES / SCENES
    said = 0
    for number in range(SCENES * times):
        side = chooser.choice(("INT.", "EXT."))
        parts.append(
            f"{side} {chooser.choice(_PLACES)} {number % 40} - {chooser.choice(('DAY', 'NIGHT', 'CONTINUOUS'))}"
        )
        people = chooser.sample(_PEOPLE, 3)
        parts.append(f"{people[0]} (30) and {people[1]} (40s, tall) {chooser.choice(_DOES)} {phrase(chooser, 12)}.")
        while said < (number + 1) * share:
            parts += [action(chooser, people) for _ in range(chooser.choice((0, 1, 1, 1)))]
            name = chooser.choice(people)
            extension = chooser.choice(("", "", "", "", " (V.O.)", " (O.S.)", " (CONT'D)"))
            aside = chooser.choice(("", "", "", "\n(angrily)", "\n(beat)"))
            parts.append(f"{name}{extension}{aside}\n{phrase(chooser, chooser.randint(3, 16)).capitalize()}.")
            said += 1
        parts.append(chooser.choice(("CUT TO:", action(chooser, people))))
    return "\n\n".join(parts)


def action(chooser: random.Random, people: list[str]) -> str:
    name = chooser.choice(people).title()
    opening = chooser.choice((name, name, name, "She", "He", "They", f"CLOSE ON {name.upper()}. {name}", "The lamp"))
    sentences = [f"{opening} {chooser.choice(_DOES)} {phrase(chooser, chooser.randint(3, 10))}."]
    sentences += [
        f"{phrase(chooser, chooser.randint(4, 11)).capitalize()}." for _ in range(chooser.choice((0, 0, 1, 2)))
    ]
    return " ".join(sentences)


def phrase(chooser: random.Random, count: int) -> str:
    return " ".join(chooser.choice(_WORDS) for _ in range(count))


def pages(text: str) -> int:
    """Pages of 55 lines, action 60 signs wide and speech 35."""
    lines = 0
    for block in text.split("\n\n"):
        first, *speech = block.split("\n")
        lines += 1 + max(1, -(-len(first) // 60)) + sum(-(-len(row) // 35) for row in speech)
    return round(lines / 55)


def full(text: str) -> None:
    break_down(parse_fountain(text, file="f"), Bible())


def cpu(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def rival(package: str, code: str, text: str, rounds: int) -> float | None:
    """Median CPU seconds another reader takes, in a process of its own; nothing if it cannot be had."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install = [
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--target",
            str(folder / "lib"),
            package,
        ]
        try:
            done = subprocess.run(install, capture_output=True, timeout=120, check=False)
        except subprocess.TimeoutExpired:
            return None
        if done.returncode != 0:
            return None
        (folder / "text.fountain").write_text(text, encoding="utf-8")
        program = (
            f"import sys, io, time, statistics\nsys.path.insert(0, {str(folder / 'lib')!r})\n"
            f"text = open({str(folder / 'text.fountain')!r}, encoding='utf-8').read()\n{code}\n"
            "def cpu():\n    began = time.process_time()\n    work()\n    return time.process_time() - began\n"
            f"cpu()\nprint(statistics.median(cpu() for _ in range({rounds})))"
        )
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=False)
        return float(run.stdout) if run.returncode == 0 else None


if __name__ == "__main__":
    main()

"""Throw broken scripts at the readers: ``python scripts/fuzz.py [--reader NAME] [--seconds N | --runs N] [--json]``.

Every input is made from a small seed of the reader's own format by cutting, doubling, swapping and strewing in signs that
hurt. A reader may refuse it with a ScriptError; any other exception, an answer after more than two seconds, an element
without a true line, and text that cannot be written as UTF-8 are findings. With atheris installed its coverage guides the
mutations; without it they are random, from `--seed`. Exits with 1 when something was found.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from storyboard.errors import ScriptError
from storyboard.model import Script
from storyboard.script import read_script

SLOWEST = 2.0
# The largest input that is made: far above a page, so that what grows with the square of the size shows.
LARGEST = 40_000

SEEDS: dict[str, tuple[str, list[bytes]]] = {
    "fountain": (
        ".fountain",
        [
            (
                b"Title: A\nAuthor: B\n\nINT. HOUSE - DAY #1A#\n\nANNA (30, red coat) waits. [[shot: CU, low, 4s]]\n\nANNA (V.O.)\n(low)\nHello.\n\n"
                b"BEN ^\nHi.\n\n/* cut\n\nthis */\n\nCUT TO:\n\n> THE END <\n\n~la la\n\n===\n\n# Act\n\n= Synopsis\n\n!!CLOSE ON THE KNIFE\n"
            )
        ],
    ),
    "fdx": (
        ".fdx",
        [
            (
                b'<?xml version="1.0" encoding="UTF-8"?>\n<FinalDraft DocumentType="Script" Version="5"><Content>\n<Paragraph Type="Scene Heading" Number="1">'
                b'<SceneProperties Title="T" Length="1/8"><Summary><Paragraph><Text>S</Text></Paragraph></Summary></SceneProperties><Text>INT. A</Text><Text Style="Bold"> - DAY</Text>'
                b'</Paragraph>\n<Paragraph><DualDialogue><Paragraph Type="Character"><Text>A (V.O.)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Hi</Text></Paragraph>'
                b'</DualDialogue></Paragraph>\n<Paragraph Type="Action"><ScriptNote><Paragraph><Text>N</Text></Paragraph></ScriptNote><Text>Goes.</Text></Paragraph>'
                b"</Content><TitlePage><Content><Paragraph><Text>X</Text></Paragraph></Content></TitlePage></FinalDraft>"
            )
        ],
    ),
    "avtable": (
        ".md",
        [
            (
                b'# "Spot" :30\n\nClient: X | Length: 30s\n\n| Shot | Time | VIDEO | AUDIO |\n|---|:--|---|---|\n| 1 | 0:00-0:04 | WIDE: kitchen, slow push in<br>CU: mug | MUSIC: piano. '
                b'SFX: rain |\n|  | | SUPER: "Hi" | |\n| 2 | 4,5 | OTS Nora \\| x | VO (NORA): "Hm." |\n'
            )
        ],
    ),
    "shotlist": (
        ".csv",
        [
            (
                b'Scene #,Shot #,INT/EXT,Location,Shot Size,Movement,Lens,Description,Subject,Sound,Est. Time\n1,1A,INT,Kitchen,WS,Static,24mm,"Nora, ""x""\nin",NORA,MOS,6s\n'
                b",1B,,,CU,,,Mug,,,0:04\n10 Needles,,,,,,,,,,\n2,2A,EXT,Street,MS,,,Run,,,00:00:03:12\n"
            ),
            "Einst.;Bild;Größe;Länge\n1;Ein Mann;Totale;4,5\n".encode(),
            b"1\tA man walks\tWS\t5s\n2\tHe stops\tCU\t3s\n",
        ],
    ),
    "own": (
        ".yaml",
        [
            b'meta: {title: T, fps: 24}\nshots:\n  - id: shot-01\n    prompt: |\n      A man.\n      He sits.\n    duration: 4\n    dialogue: {NORA: "Hi"}\n  - &a {prompt: x, camera: {size: CU}}\n',
            b'{"title": "T", "scenes": [{"id": 1, "location": "K", "shots": [{"shot": 1, "description": "a\\nb", "duration": "4s", "dialogue": [{"character": "A", "text": "t"}]}]}]}',
        ],
    ),
    "numbered": (
        ".txt",
        [
            b'Title: Spot\n\n1. A woman walks into a bar (4s)\n2. CU: she drinks, slow push in [0:04-0:07]\n   NORA: "One."\n   VO: Long night.\n   SUPER: Later\n3) He laughs. 2.5s\n',
            b'**Scene 1: Dawn (0-5s)**\n*Visual:* A wide shot of a kitchen.\n*Camera:* push in, 35mm\n*Text on screen:* "x"\n\nShot 2 - Close on a mug (3 sec)\n',
            "场景1：厨房，夜\n镜头1：特写：手（3秒）\n".encode(),
            b"[0:00-0:03] Wide\n[0:03-0:07] Close\n",
        ],
    ),
    "lyrics": (
        ".lrc",
        [
            b"[ti:Song]\n[length:00:20]\n[offset:+100]\n[00:05.00]Hello <00:05.5>world\n[00:08.00]\n[00:12.50][00:16.00]Again\n",
            b"1\n00:00:01,000 --> 00:00:03,500\n<i>Hello</i>\nyou\n\n2\n00:00:07,000 --> 00:00:09,000\nNORA: Hi\n",
            b"WEBVTT\n\n00:01.000 --> 00:02.000 align:start\nx\n",
        ],
    ),
    "native": (
        ".txt",
        [
            "《雨》\n第一场 咖啡馆 日 内\n人物：李雷、韩梅梅\n△阳光。\n李雷：（低头）她不来了。\n## S02 | 外景 · 街道 | 夜\n字幕：三年后\n".encode(),
            "○喫茶店・中（夜）\n　　太郎（20）が座る。\n太郎「遅いな」\n花子（N）「ごめん、\n　待った？」\n○同・外（朝）\n".encode(),
            "مشهد 1 - داخلي - نهار - شقة\n\nأحمد: من هناك؟\n\nقطع إلى:\n".encode(),
            "СЦЕНА 1. ИНТ. ДОМ — НОЧЬ\n\nМАША\nНет.\n".encode(),
            b"Mara walks in.\n\nMara: Hello?\nTom: (laughs) Here.\nMara: Where?\n",
        ],
    ),
    "prose": (".txt", ["An old man walks. “Hello,” he says.\n\nA boat — far out — comes in.\n".encode()]),
}
NASTY = [
    b"\0", b"\xff", b"\xed\xa0\x80", "\u202e".encode(), "\u2028".encode(), "\ufeff".encode(), b"\r", b"\r\n", b"\x0b", b"\x0c", b"\x85", b'"', b"'", b"|", b"\\", b"\t",
    b"[[", b"]]", b"/*", b"*/", b"((", b"))", "（".encode(), "）".encode(), "「".encode(), "」".encode(), b":", "：".encode(), b"-->", b"<br>", b"&a;", b"<!DOCTYPE x>",
    b"<Paragraph>", b"</Paragraph>", b"<<: *a", b"*a", b"&a", b"{", b"}", b"[", b"]", b"1e309", b"nan", b"-1", b"99999999999999999999", b"0:00", b"999:99:99:99", b"0:04-0:02", b"s",
    b"#", b"=", b"~", b"@", b"!", b">", b"<", b".", b"^", b"\n\n", b"\n", b" " * 50, b"_*_", "🎬".encode(), "第".encode(), "○".encode(), "٣".encode(), "½".encode(), "²".encode(), "①".encode(),
]  # fmt: skip


def mutate(seed: bytes, chance: random.Random) -> bytes:
    """A broken version of a seed."""
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 12))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 2, 5, 20, 200)))
        kind = chance.randrange(8)
        if kind == 0:
            del data[at:end]
        elif kind == 1:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        elif kind == 2:
            data[at:at] = chance.choice(NASTY)
        elif kind == 3:
            data[at:end] = chance.choice(NASTY)
        elif kind == 4 and data:
            data[min(at, len(data) - 1)] = chance.randrange(256)
        elif kind == 5:
            data[at:at] = chance.choice(NASTY) * chance.choice((10, 100, 3000))
        elif kind == 6:
            other = chance.choice(chance.choice(list(SEEDS.values()))[1])
            start = chance.randrange(len(other))
            data[at:at] = other[start : start + chance.choice((5, 50, 500))]
        else:
            lines = bytes(data).split(b"\n")
            chance.shuffle(lines)
            data = bytearray(b"\n".join(lines))
        del data[LARGEST:]
    return bytes(data)


def problem_of(path: Path, data: bytes) -> str:
    """What is wrong with how a file is read; empty when nothing is."""
    path.write_bytes(data)
    started = time.process_time()
    try:
        script = read_script(path)
    except ScriptError as error:
        return "" if len(str(error).splitlines()) <= 3 else "the error has more than three lines"
    except Exception:  # noqa: BLE001 - any of them is what is looked for
        return traceback.format_exc(limit=-4)
    took = time.process_time() - started
    if took > SLOWEST:
        return f"it took {took:.1f} s"
    return _untrue(script, data)


def _untrue(script: Script, data: bytes) -> str:
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for element in (*script.front, *(element for scene in script.scenes for element in scene.elements)):
        if not 1 <= element.source.line <= element.source.line_end <= lines:
            return f"{element.kind} {element.text[:40]!r} stands on lines {element.source.line}-{element.source.line_end} of {lines}"
    if len({scene.id for scene in script.scenes}) < len(script.scenes):
        return "two scenes have one id"
    for found in script.diagnostics:
        if not 1 <= found.line <= lines:
            return f"a diagnostic stands on line {found.line} of {lines}"
    try:
        script.model_dump_json().encode("utf-8")
    except (UnicodeError, ValueError) as error:
        return f"it cannot be written: {error}"
    return ""


def fuzz(
    name: str, *, seconds: float, runs: int, seed: int, say: Callable[[str], None] = print
) -> tuple[int, list[str]]:
    """Try one reader until the time is over or the runs are done; says how many inputs were tried and what was found."""
    ending, seeds = SEEDS[name]
    chance = random.Random(f"{seed} {name}")
    findings: list[str] = []
    tried = 0
    stop = time.monotonic() + seconds if seconds else float("inf")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"script{ending}"
        while tried < runs and time.monotonic() < stop and len(findings) < 10:
            data = mutate(chance.choice(seeds), chance)
            tried += 1
            problem = problem_of(path, data)
            if problem:
                findings.append(problem)
                kept = Path(tempfile.gettempdir()) / f"fuzz-{name}-{seed}-{tried}{ending}"
                kept.write_bytes(data)
                say(f"{name}, input {tried}, kept as {kept}:\n{problem}")
    return tried, findings


def guided(name: str, *, seconds: float, runs: int) -> None:
    """The same with atheris, which ends the process itself."""
    import atheris

    ending, seeds = SEEDS[name]
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    for index, seed in enumerate(seeds):
        (corpus / str(index)).write_bytes(seed)
    path = folder / f"script{ending}"

    def once(data: bytes) -> None:
        problem = problem_of(path, data)
        if problem:
            raise AssertionError(problem)

    limits = [f"-max_total_time={int(seconds)}"] if seconds else [f"-runs={runs}"]
    atheris.instrument_all()
    atheris.Setup([sys.argv[0], *limits, f"-max_len={LARGEST}", str(corpus)], once)
    atheris.Fuzz()


def main() -> int:
    """Fuzz one reader or all of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", choices=sorted(SEEDS), action="append", help="only this one; may be given again")
    limit = parser.add_mutually_exclusive_group()
    limit.add_argument("--seconds", type=float, default=0.0, help="for each reader")
    limit.add_argument("--runs", type=int, default=0, help="for each reader (1000 if nothing is said)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--random", action="store_true", help="random mutations even where atheris is installed")
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    options = parser.parse_args()
    names = options.reader or sorted(SEEDS)
    runs = options.runs or (sys.maxsize if options.seconds else 1000)
    if len(names) == 1 and not options.random and not options.json and importlib.util.find_spec("atheris"):
        guided(names[0], seconds=options.seconds, runs=runs)
        return 0
    tried_in_all, found_in_all = 0, 0
    for name in names:
        tried, findings = fuzz(name, seconds=options.seconds, runs=runs, seed=options.seed)
        print(f"{name}: {tried} inputs, {len(findings)} uncaught")
        tried_in_all += tried
        found_in_all += len(findings)
    print(f"{tried_in_all} executions, {found_in_all} uncaught")
    if options.json:
        figures = {"executions": tried_in_all, "uncaught": found_in_all}
        print(json.dumps({"bench": "fuzz", "work": f"mutated inputs for {', '.join(names)}", "figures": figures}))
    return 1 if found_in_all else 0


if __name__ == "__main__":
    sys.exit(main())

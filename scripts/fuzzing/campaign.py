"""Many inputs for one reader in a process of its own, watched from outside: what raises, hangs, eats memory or dies."""

from __future__ import annotations

import mmap
import multiprocessing
import os
import random
import resource
import signal
import struct
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from fuzzing.mutate import make, smaller
from fuzzing.seeds import Material
from fuzzing.targets import TARGETS, Target, problem_of

# Seconds of the processor that one input may take, and what a process may hold beyond what it began with.
SLOWEST = 2.0
_MEMORY = 300 << 20
# Seconds on the wall after which a process that says nothing is taken for stuck where no signal reaches it.
_STUCK = 60.0
_HEAD = struct.Struct("<QQ")
_ROOM = 1 << 20
_MOST_FINDINGS = 20


@dataclass
class Finding:
    """One way to fail: its mark (what tells it from others), its first input, and how often it was met."""

    mark: str
    text: str
    data: bytes
    execution: int
    times: int = 1


@dataclass
class Tally:
    """What came of one reader's inputs."""

    name: str
    executions: int = 0
    broken_down: int = 0
    seconds: float = 0.0
    slowest_ms: float = 0.0
    findings: dict[str, Finding] = field(default_factory=dict)

    def add(self, finding: Finding) -> None:
        """Count a failure; only the first input of a kind is kept."""
        known = self.findings.get(finding.mark)
        if known:
            known.times += 1
        else:
            self.findings[finding.mark] = finding

    def figures(self) -> dict[str, object]:
        """What to print."""
        slow = sum(finding.times for finding in self.findings.values() if finding.mark.startswith("slow"))
        failed = sum(finding.times for finding in self.findings.values())
        plain = {name: value for name, value in asdict(self).items() if name not in {"name", "findings"}}
        return {**plain, "uncaught": failed - slow, "slow": slow}


class _TooSlow(BaseException):
    """Raised by the processor's clock; no reader can catch it by accident."""


@dataclass(frozen=True)
class Plan:
    """What to try: executions `first` up to `last`, or until the seconds are over."""

    name: str
    seed: int
    first: int
    last: int
    seconds: float
    every: int
    corpus: tuple[bytes, ...] = ()
    slowest: float = SLOWEST


def run(plan: Plan, *, inside: bool = False) -> Tally:
    """Try a reader in a process of its own; with `inside`, in this one, unguarded against death and memory."""
    tally = Tally(plan.name)
    if inside:
        _work(plan, tally, None)
        return tally
    shared = mmap.mmap(-1, _ROOM)
    context = multiprocessing.get_context("fork")
    stop = time.monotonic() + plan.seconds if plan.seconds else float("inf")
    first = plan.first
    while first < plan.last and time.monotonic() < stop:
        ours, theirs = context.Pipe(duplex=False)
        left = max(stop - time.monotonic(), 0.01) if plan.seconds else 0.0
        part = replace(plan, first=first, seconds=left)
        child = context.Process(target=_child, args=(part, shared, theirs))
        child.start()
        theirs.close()
        done, report = _watch(child, ours, shared)
        if done:
            _merge(tally, report)
            break
        # It died or hung: what it was at stands in the shared memory; the rest is tried by a new process.
        execution, length = _HEAD.unpack(shared[: _HEAD.size])
        data = shared[_HEAD.size : _HEAD.size + length]
        code = child.exitcode or 0
        how = f"killed by signal {-code}" if code < 0 else f"ended with {code}"
        mark = "slow: no signal reaches it" if report == "stuck" else f"died: {how}"
        tally.add(Finding(mark, mark, data, execution))
        tally.executions += execution + 1 - first
        first = execution + 1
    return tally


def _watch(child: multiprocessing.process.BaseProcess, ours: Connection, shared: mmap.mmap) -> tuple[bool, object]:
    seen, since = b"", time.monotonic()
    while True:
        if ours.poll(0.2):
            try:
                report = ours.recv()
            except EOFError:
                child.join()
                return False, "died"
            child.join()
            return True, report
        now = shared[: _HEAD.size]
        if now != seen:
            seen, since = now, time.monotonic()
        elif time.monotonic() - since > _STUCK:
            child.kill()
            child.join()
            return False, "stuck"


def _merge(tally: Tally, report: object) -> None:
    assert isinstance(report, Tally)
    tally.executions += report.executions
    tally.broken_down += report.broken_down
    tally.seconds += report.seconds
    tally.slowest_ms = max(tally.slowest_ms, report.slowest_ms)
    for finding in report.findings.values():
        tally.add(finding)


def _child(plan: Plan, shared: mmap.mmap, theirs: Connection) -> None:
    held = (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        if sys.platform == "linux"
        else 0
    )
    if held:
        resource.setrlimit(resource.RLIMIT_AS, (held + _MEMORY, held + _MEMORY))
    tally = Tally(plan.name)
    _work(plan, tally, shared)
    theirs.send(tally)
    theirs.close()
    os._exit(0)


def _work(plan: Plan, tally: Tally, shared: mmap.mmap | None) -> None:
    target = TARGETS[plan.name]
    material = Material((*target.material.seeds, *plan.corpus), target.material.pieces)
    others = TARGETS["any"].material.seeds
    stop = time.monotonic() + plan.seconds if plan.seconds else float("inf")
    before = signal.signal(signal.SIGPROF, _ring)
    began = time.process_time()
    try:
        for execution in range(plan.first, plan.last):
            if time.monotonic() >= stop or len(tally.findings) >= _MOST_FINDINGS:
                break
            chance = random.Random(f"{plan.seed} {plan.name} {execution}")
            data = target.packed(make(material, others, chance), chance)
            if shared is not None:
                _note(shared, execution, data)
            broken_down = plan.every > 0 and execution % plan.every == 0
            started = time.perf_counter()
            text, mark = guarded(target, data, broken_down=broken_down, slowest=plan.slowest)
            tally.slowest_ms = max(tally.slowest_ms, round((time.perf_counter() - started) * 1000, 1))
            tally.executions += 1
            tally.broken_down += broken_down
            if mark:
                tally.add(Finding(mark, text, data, execution))
    finally:
        tally.seconds += round(time.process_time() - began, 2)
        signal.signal(signal.SIGPROF, before)


def guarded(target: Target, data: bytes, *, broken_down: bool, slowest: float = SLOWEST) -> tuple[str, str]:
    """Try one input; what is wrong in words, and a mark that is the same for the same fault. Both empty if nothing is."""
    signal.setitimer(signal.ITIMER_PROF, slowest)
    try:
        problem = problem_of(target, data, broken_down=broken_down)
    except _TooSlow as slow:
        return f"over {slowest} s\n{_where(slow)}", f"slow: {_last_line(slow)}"
    except Exception as error:  # noqa: BLE001 - any of them is what is looked for
        signal.setitimer(signal.ITIMER_PROF, 0)
        return _where(error), f"{type(error).__name__} at {_last_line(error)}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return problem, problem.split(" lines ")[0]


def shrunk(name: str, finding: Finding) -> bytes:
    """The smallest input found that fails in the same way."""
    if finding.mark.startswith(("slow", "died")):
        return finding.data
    target = TARGETS[name]
    before = signal.signal(signal.SIGPROF, _ring)
    try:
        return smaller(finding.data, lambda data: guarded(target, data, broken_down=True)[1] == finding.mark)
    finally:
        signal.signal(signal.SIGPROF, before)


def corpus_of(folder: Path, names: Sequence[str], *, largest: int) -> dict[str, tuple[bytes, ...]]:
    """The files of a folder that each reader might be given: by their endings, and all of them for the one that decides."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    found: dict[str, tuple[bytes, ...]] = {}
    for name in names:
        target = TARGETS[name]
        ending = {"prose": ".fountain", "tsv": ".csv"}.get(name, target.ending)
        kept = files if name == "any" else [path for path in files if path.suffix.lower() == ending]
        # A workbook is made around its sheet; a whole one cannot be put inside.
        found[name] = () if name == "xlsx" else tuple(path.read_bytes()[:largest] for path in kept)
    return found


def _note(shared: mmap.mmap, execution: int, data: bytes) -> None:
    shared[: _HEAD.size + len(data)] = _HEAD.pack(execution, len(data)) + data


def _ring(*_: object) -> None:
    raise _TooSlow


def _where(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-4)).strip()[-1500:]


def _last_line(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "storyboard" in frame.filename]
    frame = frames[-1] if frames else None
    return f"{Path(frame.filename).name}:{frame.lineno}" if frame else "nowhere"

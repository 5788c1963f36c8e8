"""The house rules that a reader relies on: which room may know which, and how long a file may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import storyboard

ROOT = Path(storyboard.__file__).parent
LONGEST = 400
ORDER = (
    "errors", "model", "media", "project", "paid", "script", "breakdown", "prompts", "backends", "frames",
    "continuity", "timeline", "animatic", "boards", "bundles", "flows", "cli", "review", "testing",
)  # fmt: skip
# Those who talk to people know the use-cases, not the rooms behind them.
ONLY = {"cli": {"errors", "model", "flows"}, "review": {"errors", "model", "flows"}}
# The public face and the command are not rooms.
OUTSIDE = {"__init__.py", "__main__.py"}
# Who alone may import what comes from outside; a folder, or a single file.
KEPT_TO = {"click": ("cli/",), "rich": ("cli/",), "openai": ("paid/", "backends/openai/")}


class Import(NamedTuple):
    file: str  # relative to the package, with slashes
    line: int
    module: str  # what is imported from, in full
    names: tuple[str, ...]

    @property
    def room(self) -> str:
        return room_of(self.file)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.module}"


def room_of(file: str) -> str:
    return file.split("/", maxsplit=1)[0].removesuffix(".py")


def module_of(file: str) -> str:
    return ".".join(["storyboard", *file.removesuffix(".py").removesuffix("__init__").strip("/").split("/")]).rstrip(
        "."
    )


def files_in(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.py"))


def imports_in(root: Path) -> list[Import]:
    return [found for file in files_in(root) for found in imports_of(root, file)]


def imports_of(root: Path, file: str) -> Iterator[Import]:
    """Every import of a file, those inside functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse((root / file).read_text(encoding="utf-8"), filename=file)):
        match node:
            case ast.Import(names=names):
                for alias in names:
                    yield Import(file, node.lineno, alias.name, ())
            case ast.ImportFrom(module=module, names=names, level=level):
                yield Import(file, node.lineno, absolute(file, module, level), tuple(alias.name for alias in names))
            case ast.Call(func=ast.Name(id="import_module" | "__import__"), args=[ast.Constant(value=str(module)), *_]):
                yield Import(file, node.lineno, module, ())


def absolute(file: str, module: str | None, level: int) -> str:
    if level == 0:
        return module or ""
    package = ["storyboard", *file.split("/")[:-1]]
    return ".".join([*package[: len(package) - level + 1], *([module] if module else [])])


def wrong_rooms(root: Path) -> list[str]:
    """Imports of a room that comes later, that is not for this room, or that is not on the list."""
    problems = []
    for found in imports_in(root):
        if not found.module.startswith("storyboard.") or found.file in OUTSIDE:
            continue
        target = found.module.split(".")[1]
        if target == found.room:
            continue
        if found.room not in ORDER or target not in ORDER:
            problems.append(f"{found}: not a room of the house")
        elif ORDER.index(target) > ORDER.index(found.room):
            problems.append(f"{found}: {found.room} comes before {target}")
        elif found.room in ONLY and target not in ONLY[found.room]:
            problems.append(f"{found}: {found.room} knows only {', '.join(sorted(ONLY[found.room]))}")
    return problems


def side_doors(root: Path) -> list[str]:
    """Imports from another room that do not go through its `__init__`, and imports of the public face."""
    problems = []
    for found in imports_in(root):
        parts = found.module.split(".")
        if parts[0] != "storyboard" or found.file in OUTSIDE:
            continue
        if len(parts) == 1:
            problems.append(f"{found}: the face is for those outside")
        elif parts[1] != found.room and (
            len(parts) > 2 or any(is_module(root, parts[1], name) for name in found.names)
        ):
            problems.append(f"{found}: go through storyboard.{parts[1]}")
    return problems


def is_module(root: Path, room: str, name: str) -> bool:
    """The name is a module of the room that its `__init__` does not give out as something of the same name."""
    door = root / room / "__init__.py"
    is_file = (root / room / f"{name}.py").is_file() or (root / room / name).is_dir()
    return is_file and not (door.is_file() and name in exported_by(door))


def exported_by(door: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(door.read_text(encoding="utf-8"))):
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List() | ast.Tuple() as value):
                names |= set(ast.literal_eval(value))
    return names


def circles(root: Path) -> list[str]:
    """Modules of one room that import each other in a circle; at most one circle a room is told."""
    known = {module_of(file) for file in files_in(root)}
    imports = imports_in(root)
    problems = []
    for room in sorted({room_of(file) for file in files_in(root)}):
        graph: dict[str, set[str]] = {}
        for found in imports:
            if found.room != room or not f"{found.module}.".startswith(f"storyboard.{room}."):
                continue
            targets = {f"{found.module}.{name}" for name in found.names} & known
            if not targets or any(f"{found.module}.{name}" not in known for name in found.names):
                targets |= {found.module} & known
            graph.setdefault(module_of(found.file), set()).update(targets - {module_of(found.file)})
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            problems.append(" -> ".join(error.args[1]))
    return problems


def strangers(root: Path) -> list[str]:
    """Imports of an outside package where it has no business."""
    return [
        str(found)
        for found in imports_in(root)
        if not found.file.startswith(KEPT_TO.get(found.module.split(".")[0], ("",)))
    ]


def long_files(root: Path) -> list[str]:
    lengths = {file: len((root / file).read_text(encoding="utf-8").splitlines()) for file in files_in(root)}
    return [f"{file}: {length} lines" for file, length in lengths.items() if length > LONGEST]


CHECKS = (wrong_rooms, side_doors, circles, strangers, long_files)


@pytest.mark.parametrize("check", CHECKS)
def test_the_house_keeps_its_rules(check):
    assert check(ROOT) == []


def test_every_folder_is_a_room_on_the_list():
    rooms = {room_of(file) for file in files_in(ROOT)} - {"__init__", "__main__"}
    assert rooms <= set(ORDER)


@pytest.mark.parametrize(
    ("check", "files"),
    [
        (wrong_rooms, {"media/a.py": "from storyboard.paid import Till"}),
        (wrong_rooms, {"media/a.py": "def draw():\n    from storyboard.paid import Till"}),
        (wrong_rooms, {"media/a.py": "if TYPE_CHECKING:\n    import storyboard.paid"}),
        (wrong_rooms, {"media/a.py": "from ..paid import Till"}),
        (wrong_rooms, {"media/a.py": "import_module('storyboard.paid')"}),
        (wrong_rooms, {"attic/a.py": "from storyboard.model import Shot"}),
        (wrong_rooms, {"model/a.py": "from storyboard.attic import Shot"}),
        (wrong_rooms, {"cli/a.py": "from storyboard.frames import plan"}),
        (side_doors, {"paid/a.py": "from storyboard.model.shot import Shot"}),
        (side_doors, {"paid/a.py": "import storyboard.model.shot"}),
        (side_doors, {"paid/a.py": "from storyboard.model import shot", "model/shot.py": ""}),
        (side_doors, {"paid/a.py": "from storyboard import open_project"}),
        (
            circles,
            {"media/a.py": "from storyboard.media.b import x", "media/b.py": "def f():\n    import storyboard.media.a"},
        ),
        (circles, {"media/a.py": "from storyboard.media import b", "media/b.py": "from storyboard.media import a"}),
        (
            circles,
            {"media/__init__.py": "from storyboard.media.a import x", "media/a.py": "from storyboard.media import x"},
        ),
        (
            circles,
            {
                "media/sub/a.py": "from storyboard.media.b import x",
                "media/b.py": "from storyboard.media.sub.a import y",
            },
        ),
        (strangers, {"frames/a.py": "import click"}),
        (strangers, {"flows/a.py": "def f():\n    from rich.table import Table"}),
        (strangers, {"backends/previs.py": "import openai"}),
        (long_files, {"media/a.py": "x = 1\n" * 401}),
    ],
)
def test_a_broken_rule_is_found(tmp_path, check, files):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert len(check(tmp_path)) == 1


@pytest.mark.parametrize(
    "files",
    [
        {
            "media/a.py": "from storyboard.model import clock",
            "model/clock.py": "def clock(): ...",
            "model/__init__.py": "from storyboard.model.clock import clock\n__all__ = ['clock']",
        },
        {"frames/a.py": "from storyboard.model import Shot\nfrom storyboard.frames.b import x", "frames/b.py": ""},
        {"frames/__init__.py": "from storyboard.frames.a import x", "frames/a.py": "from storyboard.frames import b", "frames/b.py": ""},
        {"backends/openai/backend.py": "import openai", "paid/client.py": "from openai import OpenAI"},
        {"cli/main.py": "import click\nfrom rich.table import Table\nfrom storyboard.flows import run"},
        {"__init__.py": "from storyboard.flows import run", "flows/__init__.py": "from storyboard.errors import InputError", "errors.py": ""},
    ],
)  # fmt: skip
def test_a_house_in_order_passes(tmp_path, files):
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert [problem for check in CHECKS for problem in check(tmp_path)] == []

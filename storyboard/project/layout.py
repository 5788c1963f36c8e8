"""Where things lie in a project folder. Nothing else in the program spells these names."""

from __future__ import annotations

from pathlib import Path

from storyboard.model import Noun, Slot

BIBLE = "storyboard.yaml"

_STATE_README = """This folder belongs to storyboard.

ledger.db, spool/   money in flight: what was asked for and paid. Keep them.
cache/              can be made again; may be deleted at any time.

What was paid for lies outside, with its price: frames/ (pictures, and what a model saw in them) and
shots.answers/ (what a model said about the script). Keep those too, in git for instance: nothing in them
is paid for twice, and if ledger.db is lost it is written anew from them.
"""


class Layout(Noun):
    """The paths of one project; `root` is the folder that holds storyboard.yaml."""

    root: Path

    @property
    def bible(self) -> Path:
        """The bible, written by people."""
        return self.root / BIBLE

    @property
    def shots(self) -> Path:
        """The shot list, for people."""
        return self.root / "shots.yaml"

    @property
    def lock(self) -> Path:
        """What the program last generated."""
        return self.root / "shots.lock.json"

    @property
    def answers(self) -> Path:
        """What a model said about the script: paid for, of use to this script only, and kept with the shot list."""
        return self.root / "shots.answers"

    @property
    def out(self) -> Path:
        """Where results go."""
        return self.root / "out"

    @property
    def state(self) -> Path:
        """Money in flight, and the cache."""
        return self.root / ".storyboard"

    @property
    def cache(self) -> Path:
        """What can be made again."""
        return self.state / "cache"

    def takes_of(self, slot: Slot) -> Path:
        """The folder of a slot's takes."""
        return self.root / "frames" / slot.kind / slot.id

    def relative(self, path: Path) -> str:
        """The path as written into receipts: relative, with forward slashes, where it lies in the project."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()

    def explain_state(self) -> None:
        """Put the README into the state folder, if that folder exists."""
        readme = self.state / "README"
        if self.state.is_dir() and not readme.exists():
            readme.write_text(_STATE_README, encoding="utf-8")
            # The folder is each machine's own; a project kept in git should not carry it along.
            (self.state / ".gitignore").write_text("*\n", encoding="utf-8")

"""One script file, read."""

from __future__ import annotations

import hashlib
from pathlib import Path

from storyboard.errors import ScriptError
from storyboard.model import Diagnostic, Script
from storyboard.script.decode import decode, read_bytes
from storyboard.script.fountain import parse_fountain


def read_script(path: Path, *, name: str | None = None) -> Script:
    """Read a screenplay from a file.

    Args:
        path: A text file in Fountain or near it, in UTF-8, UTF-16 with a byte-order mark, or Windows Latin.
        name: What the script calls the file; a project says its own short name, which stays true when it is moved.

    Returns:
        The script. `Script.file` is `name`, or the path as given, `Script.sha256` the hash of the bytes.

    Raises:
        ScriptError: The file is missing, a folder, empty, over 20 MB, unreadable, or not text.
    """
    path = Path(path)
    data = read_bytes(path)
    file = name or str(path)
    text, doubts = decode(data)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u3000"):
        what = "The script is empty" if not data else "The script holds only white space"
        raise ScriptError(what, cure="Write at least one scene, or name another file.", file=path)
    script = parse_fountain(text, file=file)
    found = tuple(
        Diagnostic(file=script.file, line=doubt.line, code=doubt.code, message=doubt.message) for doubt in doubts
    )
    sha256 = hashlib.sha256(data).hexdigest()
    return script.model_copy(update={"sha256": sha256, "diagnostics": (*found, *script.diagnostics)})

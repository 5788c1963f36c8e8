"""The page in a real browser: its policy lets its own script run, and the keyboard works."""

import re
import shutil
import subprocess

import pytest

from storyboard.boards import write_board

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no chromium, chromium-browser or google-chrome on this machine"
)

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=3000",
    "--window-size=1400,1000",
)
# Presses keys as a person would, and keeps what the page did in its own attributes.
DRIVER = """
<script>
const press = (key) => (document.activeElement || document.body).dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
const note = (name, value) => document.documentElement.setAttribute("data-" + name, value);
const here = () => document.activeElement.id;
document.querySelector(".panel").focus();
press("ArrowRight"); press("j"); note("right", here());
press("ArrowDown"); note("down", here());
press("ArrowUp"); note("up", here());
press("Enter"); note("open", document.getElementById("viewer").open);
press("k"); note("shown", document.querySelector("#viewer .number").textContent);
document.getElementById("viewer").close();
press("a"); note("arrows", getComputedStyle(document.querySelector(".move")).display);
press("End"); note("end", here());
note("columns", getComputedStyle(document.querySelector(".panels")).gridTemplateColumns.split(" ").length);
</script></body>
"""


def rendered(path, tmp_path):
    command = [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode("utf-8")


def test_the_pages_own_script_runs_under_its_policy(film, tmp_path):
    dom = rendered(write_board(film, tmp_path / "board.html"), tmp_path)
    # The script shows the hint that is hidden from those who have no script.
    assert re.search(r'<span id="hint">', dom)
    assert not re.search(r'<button[^>]*id="arrows"[^>]*hidden', dom)


def test_a_missing_animatic_is_hidden(film, tmp_path):
    dom = rendered(write_board(film, tmp_path / "board.html", animatic=tmp_path / "animatic.mp4"), tmp_path)
    assert 'class="animatic gone"' in dom


def test_panels_are_walked_and_opened_from_the_keyboard(film, tmp_path):
    page = write_board(film, tmp_path / "board.html")
    text = page.read_text(encoding="utf-8")
    # The policy would stop the test's own script as it stops any other.
    driven = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text).replace("</body>", DRIVER)
    page.write_text(driven, encoding="utf-8")
    root = rendered(page, tmp_path).partition("<head>")[0]
    told = dict(re.findall(r'data-(\w+)="([^"]*)"', root))
    assert told == {
        "right": "s001_0030",
        "down": "s001_0040-end",
        "up": "s001_0020",
        "open": "true",
        "shown": "1A",
        "arrows": "none",
        "end": "s002_0040",
        "columns": "3",
    }

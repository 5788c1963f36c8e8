"""What `import storyboard` offers, and what it costs."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import storyboard

HEAVY = ["openai", "av", "cv2", "numpy", "moviepy", "PIL", "pydantic"]


def test_the_names_are_sorted_and_each_once():
    assert list(storyboard.__all__) == sorted(set(storyboard.__all__))


@pytest.mark.parametrize("name", storyboard.__all__)
def test_every_name_is_there(name):
    value = getattr(storyboard, name)
    assert value.__doc__, f"{name} is public and has no description"


def test_names_can_be_listed_and_wrong_ones_are_refused():
    assert set(storyboard.__all__) <= set(dir(storyboard))
    with pytest.raises(AttributeError, match="no_such_name"):
        storyboard.no_such_name  # noqa: B018 - the look-up is the test


def test_importing_it_loads_nothing_heavy():
    code = "import json, sys, storyboard; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = {name.split(".")[0] for name in json.loads(answer.stdout)}
    assert "storyboard" in loaded
    assert loaded.isdisjoint(HEAVY)

"""What paces are told by settings and surroundings, and that processes share them."""

from __future__ import annotations

import os
import subprocess
import sys

from storyboard.model import OpenAISettings
from storyboard.paid import model_info, model_names, state_folder
from storyboard.paid.pacing import terms_for

URL = "https://images.example/v1"


def test_the_users_number_goes_before_the_tier_and_the_tiers_are_data():
    assert terms_for(OpenAISettings(tier=3, images_per_minute=7), URL).told == 7
    assert [terms_for(OpenAISettings(tier=tier), URL).told for tier in range(1, 6)] == [5, 20, 50, 150, 250]
    assert terms_for(OpenAISettings(), URL).told is None
    assert all(set(model_info(name).images_per_minute) == {1, 2, 3, 4, 5} for name in model_names())


def test_the_folder_can_be_named_in_the_environment(tmp_path):
    assert state_folder({"STORYBOARD_STATE": str(tmp_path)}) == tmp_path
    assert state_folder({}).name == "storyboard"


PROCESS = """
import asyncio, sys, time
from pathlib import Path
from storyboard.model import OpenAISettings
from storyboard.paid import open_pace
async def main():
    pace = open_pace(OpenAISettings(images_per_minute=1200), "sk-canary-0123456789abcdef", "https://images.example/v1")
    for _ in range(8):
        async with pace.turn() as turn:
            print(time.time(), flush=True)
            turn.succeeded()
asyncio.run(main())
"""


def test_processes_share_one_pace(tmp_path):
    environment = {**os.environ, "STORYBOARD_STATE": str(tmp_path)}
    command = [sys.executable, "-c", PROCESS]
    processes = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    times = sorted(float(line) for process in processes for line in process.communicate()[0].split())
    assert len(times) == 16
    # 0.053 s apart on average; 16 would take half of that, were they two paces. Late starts only lengthen it.
    assert times[-1] - times[0] > 14 * 60 / 1200

"""What most scripts do, as a control: a picture is bought unless its file is there; the library's own retries are left on."""

from __future__ import annotations

import base64
import json
import os
import threading
from collections import Counter
from pathlib import Path
from queue import Empty, SimpleQueue

from children import Child
from ground import IN_FLIGHT, Film

SHOTS = 12
# The last chunk of every PNG.
_END = b"IEND\xaeB`\x82"


def buy(film: Film) -> Child:
    """Begin such a script in the film's folder."""
    out = film.root / "naive"
    return film.work(lambda: _buy(out))


def examine(film: Film) -> Counter[str]:
    """As `evidence.examine`, of such a script: its files against the bills."""
    from storyboard.testing import read_slip

    found: Counter[str] = Counter()
    on_disk: set[str] = set()
    for path in sorted((film.root / "naive").glob("*.png")):
        data = path.read_bytes()
        if data.endswith(_END):
            on_disk.add(read_slip(data).request_id)
        else:
            found["torn"] += 1
    bills = film.service.bills()["bills"]
    found["bills"] = len(bills)
    found["bought_twice"] += sum(times - 1 for times in Counter(bill["prompt"] for bill in bills).values())
    found["lost"] += sum(bill["request_id"] not in on_disk for bill in bills)
    return found


def _buy(out: Path) -> int:
    from openai import OpenAI

    out.mkdir(parents=True, exist_ok=True)
    client = OpenAI(base_url=os.environ["OPENAI_BASE_URL"], api_key=os.environ["OPENAI_API_KEY"])
    wanted: SimpleQueue[int] = SimpleQueue()
    for number in range(SHOTS):
        wanted.put(number)

    def lane() -> None:
        while True:
            try:
                number = wanted.get_nowait()
            except Empty:
                return
            path = out / f"shot_{number:02d}.png"
            if path.exists():
                continue
            answer = client.images.with_raw_response.generate(
                model="gpt-image-2", prompt=f"shot {number:02d}", size="1024x1024", quality="low"
            )
            data = base64.b64decode(json.loads(answer.content)["data"][0]["b64_json"])
            with path.open("wb") as file:
                for begin in range(0, len(data), 8192):
                    file.write(data[begin : begin + 8192])
                    file.flush()

    lanes = [threading.Thread(target=lane) for _ in range(IN_FLIGHT)]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    return 0

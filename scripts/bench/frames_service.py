"""An image service that does nothing but wait and send: python scripts/bench/frames_service.py PICTURES SECONDS

Draws nothing, so that on a small machine the processors are the client's: every answer is one of the PNG files in the
folder PICTURES, prepared beforehand, after SECONDS; a number is written into each, so that no two are the same file.
Prints its base URL first, and when its input is closed how many requests came, how many were under way at most, for how
long it was busy, and how long an answer took on average.
"""

from __future__ import annotations

import base64
import json
import sys
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

USAGE = {
    "input_tokens": 1100,
    "input_tokens_details": {"text_tokens": 76, "image_tokens": 1024},
    "output_tokens": 120,
    "total_tokens": 1220,
}


class Tally:
    """What came, over all threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.requests = self.under_way = self.most_under_way = 0
        self.first = self.last = self.served = 0.0


def main() -> None:
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
    answers = [Canned(path.read_bytes()) for path in sorted(folder.glob("*.png"))]
    tally = Tally()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            began = time.monotonic()
            self.rfile.read(int(self.headers["content-length"]))
            with tally.lock:
                number = tally.requests
                tally.requests, tally.under_way = number + 1, tally.under_way + 1
                tally.most_under_way = max(tally.most_under_way, tally.under_way)
                tally.first = tally.first or time.monotonic()
            time.sleep(seconds)
            parts = answers[number % len(answers)].numbered(number)
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(sum(map(len, parts))))
            self.send_header("x-request-id", f"req_bench{number:06d}")
            self.end_headers()
            for part in parts:
                self.wfile.write(part)
            with tally.lock:
                tally.under_way -= 1
                tally.last = time.monotonic()
                tally.served += tally.last - began

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
    sys.stdin.read()
    figures = {
        "requests": tally.requests,
        "most_under_way": tally.most_under_way,
        "busy_s": tally.last - tally.first,
        "served_s": tally.served / max(tally.requests, 1),
    }
    print(json.dumps(figures), flush=True)


class Canned:
    """The body that carries a PNG picture, in the parts between which a number is put."""

    def __init__(self, picture: bytes) -> None:
        # Signature and header of a PNG have 33 bytes, which base64 turns into 44 letters of their own.
        head, rest = (base64.b64encode(part) for part in (picture[:33], picture[33:]))
        body = json.dumps({"created": 0, "data": [{"b64_json": "@"}], "output_format": "png", "usage": USAGE}).encode()
        before, after = body.split(b"@")
        self.before, self.after = before + head, rest + after

    def numbered(self, number: int) -> tuple[bytes, bytes, bytes]:
        """The body of a picture like no other."""
        text = b"tEXtComment\0%07d" % number
        chunk = (len(text) - 4).to_bytes(4) + text + zlib.crc32(text).to_bytes(4)
        # Where it is no multiple of three bytes long, base64 would end in the middle.
        return self.before, base64.b64encode(chunk), self.after


if __name__ == "__main__":
    main()

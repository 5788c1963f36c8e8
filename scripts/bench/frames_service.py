"""An image service that does nothing but wait and send: python scripts/bench/frames_service.py PICTURES SECONDS

Draws nothing, so that on a small machine the processors are the client's: every answer is one of the PNG files in the
folder PICTURES, prepared beforehand, after SECONDS. Prints its base URL first, and how many requests came, how many were
under way at most and for how long it was busy when its input is closed.
"""

from __future__ import annotations

import base64
import json
import sys
import threading
import time
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
        self.first = self.last = 0.0


def main() -> None:
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
    answers = [answer(path.read_bytes()) for path in sorted(folder.glob("*.png"))]
    tally = Tally()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            with tally.lock:
                number = tally.requests
                tally.requests, tally.under_way = number + 1, tally.under_way + 1
                tally.most_under_way = max(tally.most_under_way, tally.under_way)
                tally.first = tally.first or time.monotonic()
            time.sleep(seconds)
            body = answers[number % len(answers)]
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.send_header("x-request-id", f"req_bench{number:06d}")
            self.end_headers()
            self.wfile.write(body)
            with tally.lock:
                tally.under_way -= 1
                tally.last = time.monotonic()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}/v1", flush=True)
    sys.stdin.read()
    figures = {"requests": tally.requests, "most_under_way": tally.most_under_way, "busy_s": tally.last - tally.first}
    print(json.dumps(figures), flush=True)


def answer(picture: bytes) -> bytes:
    """The body that carries a picture."""
    data = [{"b64_json": base64.b64encode(picture).decode("ascii")}]
    return json.dumps({"created": 0, "data": data, "output_format": "png", "usage": USAGE}).encode()


if __name__ == "__main__":
    main()

"""``python -m storyboard.testing``: the fake image service on this machine, for trying the paid way for nothing."""

from __future__ import annotations

import argparse
import contextlib
import sys
import threading

from storyboard.testing.faults import FAULTS
from storyboard.testing.service import FakeImageService


def main(arguments: list[str] | None = None, *, stop: threading.Event | None = None) -> int:
    """Serve until ctrl-C, or until `stop` is set."""
    parser = argparse.ArgumentParser(prog="python -m storyboard.testing", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; any free one if not given")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds a picture takes")
    parser.add_argument(
        "--fail",
        choices=FAULTS,
        action="append",
        default=[],
        metavar="NAME",
        help=f"fail every time: {', '.join(FAULTS)}",
    )
    options = parser.parse_args(arguments)
    service = FakeImageService(delay=options.delay)
    for name in options.fail:
        service.fail(name, times=None, seconds=options.delay)
    forever = stop or threading.Event()
    with service.serve(options.port) as base_url:
        bills = f"{base_url.removesuffix('/v1')}/_bills"
        sys.stdout.write(
            f"The fake image service is at {base_url}\n\n"
            f"    export OPENAI_BASE_URL={base_url} OPENAI_API_KEY=sk-fake-key\n"
            f"    storyboard frames --backend openai\n\n"
            f"Bills: {bills}    ctrl-C ends it.\n"
        )
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            while not forever.wait(0.2):
                pass
    sys.stdout.write(f"{len(service.bills)} pictures for ${service.billed_usd}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

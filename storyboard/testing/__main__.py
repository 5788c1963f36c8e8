"""``python -m storyboard.testing`` is ``python -m storyboard.testing.openai_service``."""

from __future__ import annotations

import sys

from storyboard.testing.openai_service import main

if __name__ == "__main__":
    sys.exit(main())

"""Print every figure, or those of the named rooms: python -m benchmarks [ROOM ...]."""

from __future__ import annotations

import importlib
import sys

ROOMS = (
    "startup", "capture", "cipher", "screen", "board", "worksheets", "scheduling", "report",
)  # fmt: skip

if __name__ == "__main__":
    for room in sys.argv[1:] or ROOMS:
        importlib.import_module(f"benchmarks.{room}").main()

"""Print every figure: python -m benchmarks [startup capture cipher screen scheduling report]."""

from __future__ import annotations

import importlib
import sys

ROOMS = ("startup", "capture", "cipher", "screen", "scheduling", "report")

if __name__ == "__main__":
    for room in sys.argv[1:] or ROOMS:
        importlib.import_module(f"benchmarks.{room}").main()

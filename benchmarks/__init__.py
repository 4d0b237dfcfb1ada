"""Figures, mostly as ratios of two things measured side by side in one run: `make bench`.

Machines differ and are noisy, so no test asserts any of these.
"""

import sys
from pathlib import Path

# The pseudo-terminal is the tests'.
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

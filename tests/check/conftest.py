"""The tests of the check share a folder that passes it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

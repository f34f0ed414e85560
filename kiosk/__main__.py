"""``python -m kiosk``."""

import sys

from kiosk.cli.arguments import main

sys.exit(main())

"""Start of the packaged window."""

import sys

from ui.__main__ import main

sys.exit(main())

"""Start of the packaged program on Linux: the name it is called by says whether the window or a command is meant."""

import sys
from pathlib import PurePath

if PurePath(sys.argv[0]).name == "haversack-window":
    from ui.__main__ import main as open_window

    sys.exit(open_window())

from assistant.__main__ import main

main()

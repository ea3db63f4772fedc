"""Start of the packaged command line."""

from assistant.__main__ import main

main()

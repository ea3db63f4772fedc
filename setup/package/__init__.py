"""Makes the files that the program is installed from. Linux is made and tested here; see docs/packaging.md."""

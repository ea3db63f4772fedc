"""READ: turns a file into pages, and pages into pictures, in a sandboxed child process."""

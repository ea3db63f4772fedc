"""One module a format; they run only inside the sandboxed child."""

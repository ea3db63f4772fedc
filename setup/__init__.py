"""Set-up steps for a developer's machine: run by the Makefile, never by the product."""

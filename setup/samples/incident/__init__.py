"""The scanned incident report: form.toml holds the form and what was typed into it."""

"""The policy report: text.toml holds its words and figures."""

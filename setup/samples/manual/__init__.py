"""The maintenance manual: text.toml holds its words, the figures are drawn here."""

"""The sample slides: slides.toml holds their words and figures."""

"""The manual's line drawings, each a function that draws into a box on a reportlab canvas."""

"""What the views' lists are made of."""

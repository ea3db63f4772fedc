"""What is seen: widgets that show values and tell what was asked of them."""

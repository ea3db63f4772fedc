"""What of a text can be looked up word for word: figures, dates, codes and proper names."""

"""Makes the sample documents in resources/samples: all of it is fiction, told the same way in every document."""

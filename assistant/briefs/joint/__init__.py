"""Several documents beside each other: what they agree on, where they contradict, and what only one of them says."""

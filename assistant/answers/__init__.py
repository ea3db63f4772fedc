"""ASK: prompts, streamed answers, claims, their checks and citations."""

"""SPEAK: the Ollama process and its client, the models, the context budget and the one queue."""

"""Turns trees of nodes into the typed parts of a knowledge base; anything that does not fit becomes a finding."""

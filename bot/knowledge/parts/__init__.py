"""Turns trees of nodes into the typed parts of a knowledge base; what does not fit becomes a finding."""

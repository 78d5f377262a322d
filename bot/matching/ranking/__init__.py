"""Which entries a question means: scores, the facet guard, confidence, and what a conversation adds."""

"""Decides on a ranking: an entry, choices, a refusal; with the names and titles that these are told by."""

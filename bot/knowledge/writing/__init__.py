"""Writes into the files of a knowledge base: a text and what is to be added in, the same text but for that out."""

from bot.knowledge.writing.editing import holds, with_entry, with_keys, with_lines, with_ways

__all__ = ["holds", "with_entry", "with_keys", "with_lines", "with_ways"]

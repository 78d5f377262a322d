"""Writes into the files of a knowledge base: a text and what is to be added in, the same text but for that out."""

from bot.knowledge.writing.editing import holds, with_entry, with_keys, with_lines, with_ways
from bot.knowledge.writing.files import Change, Files, copy_files, write

__all__ = ["Change", "Files", "copy_files", "holds", "with_entry", "with_keys", "with_lines", "with_ways", "write"]

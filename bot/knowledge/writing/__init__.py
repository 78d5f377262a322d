"""Adds lines to the files of a knowledge base, and changes nothing else in them."""

from bot.knowledge.writing.editing import holds, with_entry, with_keys, with_lines, with_ways
from bot.knowledge.writing.files import Change, Files, copy_files, put_files, write

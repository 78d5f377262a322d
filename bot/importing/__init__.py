"""Importing: brings FAQs in other formats into a knowledge folder (docs/your-own-bot.md)."""

from bot.importing.importing import Imported, import_file
from bot.importing.merging import Status

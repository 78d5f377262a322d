"""Everyday sentences that hardly any knowledge base answers: a language in, lines out. Read to compile an index."""

from __future__ import annotations

from importlib.resources import files


def everyday_lines(language: str) -> tuple[str, ...]:
    """Return none where there is no list for the language."""
    file = files("bot.matching.learning") / f"everyday.{language.split('-')[0].casefold()}.txt"
    if not file.is_file():
        return ()
    return tuple(line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#"))

"""Finds entries without a source that readers can check."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from bot.knowledge.findings import Code, finding, shown
from bot.knowledge.parts.part import Part
from bot.model import SMALL_TALK, Entry, Finding, Knowledge, Source

_HEDGE = re.compile(r"\b(?:not confirmed|unconfirmed)\b", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?|global|intl", re.IGNORECASE)
_INDEX = re.compile(r"(?:index|home|default)\.\w{2,5}", re.IGNORECASE)
_LISTS = {
    **dict.fromkeys(("author", "authors"), "an author page"),
    **dict.fromkeys(("tag", "tags", "category", "archives"), "a list of articles"),
    "search": "a search page",
}
# `s` searches in WordPress, but may be anything below a path.
_SEARCHES, _ROOT_SEARCHES = ("query", "search", "keyword", "keywords"), ("s", "q")


def doubtful_sources(knowledge: Knowledge, whole: Part) -> Iterator[Finding]:
    """Dates and addresses are checked where the manifest requires sources, hosts always.

    Generated entries share the sources of their series, which is reported once.
    """
    for entry in knowledge.entries:
        if entry.series in (None, entry.id) and entry.sources and entry.topic != SMALL_TALK:
            yield from _of_entry(entry, frozenset(whole.poor_hosts), knowledge.manifest.require_sources)


def _of_entry(entry: Entry, poor_hosts: frozenset[str], required: bool) -> Iterator[Finding]:
    if required and not any(source.published for source in entry.sources):
        message = f"no source has a date ({', '.join(dict.fromkeys(s.publisher for s in entry.sources))})"
        remedy = "add `published:`, or a source that has a date"
        yield finding(Code.UNDATED_SOURCES, entry.place, message, remedy, entry.id)
    if _HEDGE.search(entry.answer):
        # The reader is told how little it rests on.
        poor_hosts = frozenset()
    doubts = [doubt for source in entry.sources if (doubt := _doubt(source, poor_hosts, required))]
    if len(doubts) == len(entry.sources):
        message = f"it rests on poor sources alone: {'; '.join(message for _, message in doubts)}"
        remedy = 'find a better source, or say "reported, not confirmed" in the answer'
        yield finding(Code.POOR_SOURCES, entry.place, message, remedy, entry.id)
        return
    for code, message in doubts:
        remedy = "name who is copied there, or a better source"
        if code is Code.VAGUE_ADDRESS:
            remedy = "give the address of the page itself, or none"
        yield finding(code, entry.place, message, remedy, entry.id)


def _doubt(source: Source, poor_hosts: frozenset[str], required: bool) -> tuple[Code, str] | None:
    host = urlsplit(source.url or "").hostname or ""
    names = {host.split(".", cut)[-1] for cut in range(host.count(".") + 1)}
    poor = poor_hosts & names
    if poor:
        return Code.POOR_HOST, f"{min(poor)} is listed as a poor host ({shown(source.publisher)})"
    what = vague(source.url) if source.url and required else None
    return (Code.VAGUE_ADDRESS, f"{source.url} is {what}") if what else None


def vague(url: str) -> str | None:
    """Name what an address leads to, if it is no particular page."""
    address = urlsplit(url)
    parts = [part for part in address.path.split("/") if part]
    asked = parse_qs(address.query)
    if not asked.keys().isdisjoint(_SEARCHES if parts else _SEARCHES + _ROOT_SEARCHES):
        return "a search page"
    # "/news/author/ann" is an author page, as "/author" is, but "/news/author" may be an article.
    if kind := next((_LISTS[part] for part in parts[:-1] or parts if part in _LISTS), None):
        return kind
    if not all(_INDEX.fullmatch(part) or _LANGUAGE.fullmatch(part) for part in parts):
        return None
    if "p" in asked:
        return "a bare page number"
    return None if asked else "a home page"

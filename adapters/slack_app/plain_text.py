"""Converts a text from Slack to the plain words that a person sees or means."""

import re

_TOKEN = re.compile(r"<([^<>]*+)>")
"""A mention or link, as "@U1|name" or "https://a.example|label" between angle brackets."""


def to_words(text: str) -> str:
    """Return what a person sees of a message that Slack has sent: mentions by name, links by label."""
    shown = _TOKEN.sub(_seen, text)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def without_mention(text: str, user: str) -> str:
    """Take the mentions of one user out, with the colon or comma that follows a form of address."""
    mention = re.compile(rf"<@{re.escape(user)}(?:\|[^<>]*+)?>\s*+[:,]?")
    return mention.sub(" ", text)


def _seen(found: re.Match[str]) -> str:
    address, _, label = found[1].partition("|")
    match address[:1]:
        case "@" | "#" as sign:
            return f"{sign}{label}" if label else ""
        case "!":
            return label
        case _:
            return label or address.removeprefix("mailto:")

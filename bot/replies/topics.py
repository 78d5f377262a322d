"""Titles of topics, and the topics near a question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.model import Manifest

FEWEST, MOST = 3, 5
"""Topics that are named where a question has no answer."""


def topic_title(topic: str, manifest: Manifest) -> str:
    """Return what stands in the manifest, else the topic's name as words."""
    title = dict(manifest.topics).get(topic)
    if title:
        return title
    words = topic.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


def near_topics(topics: Sequence[str], *nearest: Iterable[str]) -> tuple[str, ...]:
    """Return at most `MOST` topics, the first group's first. Where there are no more, all are named as they stand."""
    if len(topics) <= MOST:
        return tuple(topics)
    near = [topic for topic in dict.fromkeys(one for group in nearest for one in group) if topic in topics]
    return tuple(dict.fromkeys([*near, *topics[:FEWEST]]))[: max(FEWEST, min(MOST, len(near)))]

"""What a knowledge base can be asked: its entries, its topics, and questions to begin with."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bot.figures import measures_of
from bot.knowledge import words_of
from bot.knowledge.dates import parse_label
from bot.matching import leading_figure, normalise
from bot.model import SMALL_TALK, Choice, Context, Entry, Knowledge, Manifest, Match
from bot.replies.deciding.decision import CHOICES

_FEWEST = 3  # Topics that are named where a question has no answer, at least.
_MOST = 5  # Topics that are named there, at most.


class Catalogue:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge, self.words = knowledge, words_of(knowledge)
        self.entries = {entry.id: entry for entry in (*knowledge.entries, *knowledge.cells)}
        """By their ids; cells too."""

    def about(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """What an entry is about; of a column or cell what its table is about."""
        table = self.entries.get(entry.series or "")
        return entry.about or (table.about if table is not None else ())

    @cached_property
    def tellers(self) -> dict[str, str]:
        """By the id of a cell the curated entry that tells it: the last that names it in `tells`, else one with its
        very facets and figure."""
        return {**dict(self._alike_in_facets()), **{id: one.id for one in self.knowledge.entries for id in one.tells}}

    def _alike_in_facets(self) -> Iterator[tuple[str, str]]:
        """Each cell over time that a curated entry begins with, and which is about the same; with that entry."""
        curated = (entry for entry in self.knowledge.entries if entry.series is None)
        by_facets = {frozenset(entry.about): entry for entry in curated if len(entry.about) > 1}
        over_time = (series for series in self.knowledge.series if series.points)
        for series, measure in ((one, measure) for one in over_time for measure in measures_of(one)):
            for cell, point in zip(measure.cells, series.points, strict=True):
                period = parse_label(point.label)
                entry = by_facets.get(frozenset((*series.about, *(period.facets if period else ()))))
                if entry is None or cell.number is None:
                    continue
                if leading_figure(entry.answer) in normalise(self.words.number(cell.number)):
                    yield cell.id, entry.id

    @cached_property
    def topics(self) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Return each topic (small talk excepted) with its curated questions and its series."""
        topics: dict[str, list[Choice]] = {}
        for entry in self.knowledge.entries:
            if entry.topic != SMALL_TALK and (entry.series is None or entry.id == entry.series):
                topics.setdefault(entry.topic, []).append(Choice(entry.id, entry.question))
        return tuple((topic, tuple(choices)) for topic, choices in topics.items())

    def starters(self) -> tuple[Choice, ...]:
        """Questions to begin with: the manifest's, else the first entries."""
        first = (entry.id for entry in self.knowledge.entries if entry.topic != SMALL_TALK)
        return self.choices(self.knowledge.manifest.starters) or self.choices(first)[:CHOICES]

    def without_charts(self, text: str, command: str) -> str:
        """A help text, without its line on the `command` for charts where there is nothing to draw."""
        lines = text.split("\n")
        return "\n".join(line for line in lines if self.knowledge.series or command not in line)

    def choices(self, ids: Iterable[str]) -> tuple[Choice, ...]:
        """Those of them that are held."""
        return tuple(Choice(id, self.entries[id].question) for id in ids if id in self.entries)

    def near_topics(self, matches: tuple[Match, ...], context: Context) -> tuple[str, ...]:
        """Topics to offer: those of what came near, of what was spoken of last, and of the questions to begin with."""
        ids = (*(match.id for match in matches), context.entry, *(starter.id for starter in self.starters()))
        near = (self.entries[id].topic for id in ids if id in self.entries)
        return nearest([topic for topic, _ in self.topics], near)

    def topics_line(self, topics: tuple[str, ...]) -> str:
        pattern = self.words.topics if len(topics) == len(self.topics) else self.words.topics_among
        titles = [topic_title(topic, self.knowledge.manifest) for topic in topics]
        return pattern.format(topics=self.words.listed(titles)) if titles else ""


def topic_title(topic: str, manifest: Manifest) -> str:
    """Return what stands in the manifest, else the topic's name as words."""
    title = dict(manifest.topics).get(topic)
    if title:
        return title
    words = topic.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"


def nearest(topics: Sequence[str], near: Iterable[str]) -> tuple[str, ...]:
    """Some of the topics: those that are near, in their order, and at least the first few; all where they are few."""
    if len(topics) <= _MOST:
        return tuple(topics)
    chosen = [topic for topic in dict.fromkeys(near) if topic in topics]
    return tuple(dict.fromkeys([*chosen, *topics[:_FEWEST]]))[: max(_FEWEST, min(_MOST, len(chosen)))]

"""Reads which of several things a share is of: the words of a question and where it names things in; the part out."""

from collections.abc import Collection, Sequence

from bot.conversation.queries.asked import Asked
from bot.figures import Operation

_PAIR = 2


def is_part_of_other(places: Sequence[int], asked: Asked) -> bool:
    """Whether the first of two things, each at its place, is to be told in percent of the second: "the price of the
    Lark as a percentage of that of the Finch"; not of both together."""
    behind = _behind_percent(places, asked)
    return len(places) == _PAIR and behind == [*places[1:]] and not asked.cues.has(Operation.SUM)


def is_sum_of_other(places: Sequence[int], asked: Asked) -> bool:
    """Whether several things together are to be told in percent of another one."""
    return len(places) > _PAIR and len(_behind_percent(places, asked)) == 1 and asked.cues.has(Operation.SUM)


def _behind_percent(places: Sequence[int], asked: Asked) -> Sequence[int]:
    """Those behind "percent of"; all where that is not said."""
    lists, words = asked.language.words, asked.words
    leads = (
        at for at in range(1, len(words)) if words[at - 1] in lists["to_percent"] and words[at] in lists["whole_leads"]
    )
    lead = next(leads, -1)
    return [at for at in places if at > lead]


def named_again(each: Sequence[Collection[str]], asked: Asked) -> int | None:
    """The place of the only thing that a question names twice, as in "of the Lark and the Finch together, what part is
    the Finch". `each`: the stems of its words."""
    own = [set(words).difference(*(other for other in each if other is not words)) for words in each]
    again = [at for at, words in enumerate(own) if any(asked.whole.stems.count(word) > 1 for word in words)]
    return again[0] if len(again) == 1 else None

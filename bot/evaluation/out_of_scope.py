"""Finds the lines out of scope that an entry of the compiled index seems to answer."""

from collections.abc import Iterator

from bot.knowledge import Code, finding
from bot.matching import Index, Matcher
from bot.model import SMALL_TALK, Finding

_EVEN = 0.5  # Confidence from which an entry is likelier than not.


def scope_findings(index: Index) -> Iterator[Finding]:
    """Each line is ranked as it stands. The index knows it, so an entry that is likely all the same is rarely so by
    chance."""
    matcher = Matcher(index)
    likely = min(matcher.threshold, _EVEN)  # A small base answers only what is far likelier than not.
    for line in index.texts.knowledge.out_of_scope:
        ranking = matcher.ranking_of(line)
        if ranking.exact or ranking.confidence < likely:
            continue  # A line that is a way of asking is found without an index.
        entry = matcher.entries[ranking.candidates[0].entry]
        if entry.topic != SMALL_TALK:
            message = f"it seems to answer “{line}”, which must not be answered, and is not if asked word for word"
            remedy = "remove the line if the entry answers it; if not, write more lines like it beside it"
            yield finding(Code.SCOPE_NEAR, entry.place, message, remedy, entry.id)

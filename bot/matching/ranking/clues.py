"""The kinds of evidence that a conversation gives for a candidate of a follow-up."""

from enum import IntEnum, auto


class Clue(IntEnum):
    """Kinds of evidence, each a column of `Situations.evidence`; 0 where it does not apply."""

    FAINT = 0
    """The logarithm of the entry's share when the question before is added to the follow-up."""
    EXCHANGED = auto()
    """The same when the follow-up's facets replace those of the question before."""
    CLEAR = auto()
    """Its share, no logarithm, when the follow-up stands alone."""
    KINSHIP = auto()
    """Its likeness to the last entry (see `EntrySimilarity`); this and the next three are relations to that."""
    RELATED = auto()
    """One of the two names the other as related."""
    TOPIC = auto()
    FAMILY = auto()
    """It is of the same series."""
    TOLD = auto()
    """The share of the asked words in its phrasings or its answer."""
    TOLD_IN_ANSWER = auto()
    SAME = auto()
    """It is the entry answered before."""
    SAME_TOLD = auto()
    """The share of the asked words in its answer."""
    SAME_UNTOLD = auto()
    """How much more of them the best other entry says."""
    SAME_DETAIL = auto()
    """A detail is asked for, as "when"."""
    VAGUE_SAME = auto()
    """SAME, times how little the follow-up says; the next two likewise."""
    VAGUE_CLEAR = auto()
    VAGUE_KINSHIP = auto()
    ASKED_SO = auto()
    """The likeness of a known follow-up that asks for it."""
    EXCHANGEABLE = auto()
    """The question before can be asked with the facets of the follow-up; this and the next are for "nothing" alone."""
    KNOWN = auto()
    """The coverage of the follow-up."""


EVIDENCE = tuple(clue.name.lower().replace("_", " ") for clue in Clue)

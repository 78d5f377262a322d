"""The kinds of evidence that a conversation gives for a candidate of a follow-up."""

from enum import IntEnum, auto


class Clue(IntEnum):
    """Columns of `Situations.evidence`; 0 where one does not apply."""

    FAINT = 0  # The logarithm of the entry's share when the question before is added to the follow-up.
    EXCHANGED = auto()  # The same when the follow-up's facets replace those of the question before.
    CLEAR = auto()  # Its share, no logarithm, when the follow-up stands alone.
    KINSHIP = auto()  # Its likeness to the last entry (see `similar_to`).
    RELATED = auto()  # The last entry names it as related, or the reverse.
    TOPIC = auto()  # It has the topic of the last entry.
    FAMILY = auto()  # It is of the series of the last entry.
    TOLD = auto()  # The share of the asked words in its phrasings or its answer.
    TOLD_IN_ANSWER = auto()  # The same in its answer alone.
    SAME = auto()  # It is the entry answered before; so for all clues that begin with SAME.
    SAME_TOLD = auto()  # The share of the asked words in its answer.
    SAME_UNTOLD = auto()  # The share of the asked words that the best other entry says, less its own share.
    SAME_DETAIL = auto()  # A detail is asked for, as "when".
    VAGUE_SAME = auto()  # SAME, times how little the follow-up says; VAGUE_CLEAR and VAGUE_KINSHIP likewise.
    VAGUE_CLEAR = auto()
    VAGUE_KINSHIP = auto()
    ASKED_NEARLY = auto()  # The likeness of a known follow-up that asks for it.
    EXCHANGEABLE = auto()  # For "nothing" alone: the question before can be asked with the facets of the follow-up.
    KNOWN = auto()  # For "nothing" alone: the share of the follow-up that the knowledge base knows.


EVIDENCE = tuple(clue.name.lower().replace("_", " ") for clue in Clue)

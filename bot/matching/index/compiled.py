"""The compiled index, and its parts that have no module of their own."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Floats, Ints
from bot.matching.index.entry_facets import EntryFacets
from bot.matching.index.exact import ExactTable
from bot.matching.index.known_follow_ups import KnownFollowUps
from bot.matching.index.linear import LinearModel
from bot.matching.index.profiles import Profiles
from bot.matching.index.retrieval import InvertedIndex, PhrasingVectors
from bot.matching.index.said_words import SaidWords
from bot.matching.index.word_model import WordModel
from bot.matching.language.features import Features
from bot.matching.language.frequency import CommonWords
from bot.model import Knowledge, Operation


@dataclass(frozen=True, slots=True)
class Layout:
    """How phrasings (rows) belong to entries; the last entry is "nothing"."""

    entry_of_row: NDArray[np.int32]
    rows_of_entry: NDArray[np.int32]

    @property
    def nothing(self) -> int:
        return len(self.rows_of_entry) - 1


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two logistic curves over the signals of a ranking, and the thresholds that follow from the wished precision."""

    right: Floats  # Weights of the signals and, last, the constant: the first entry is right.
    among: Floats  # The same for: the right entry is among the first three.
    answer_from: float  # Confidence from which on the first entry is given.
    offer_from: float  # Chance that the right one is among the first three, from which on three are offered.
    thin: float = 0.0  # Share of it that comes from the prior: from 0, none, to 1, all.

    @property
    def is_thin(self) -> bool:
        """Whether the base is too small to teach all of it."""
        return self.thin > 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The result for each phrasing and each line out of scope that was left out."""

    rows: Ints  # Numbers of the phrasings; those of "nothing" are the lines out of scope.
    got: Ints  # The entry that came first.
    confidences: Floats


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What the ways of asking for an entry ask for, as the conversation reads them."""

    operations: dict[Operation, float]  # The share of the ways that ask for each.
    in_question: tuple[Operation, ...]  # Those that its question asks for.
    forms: tuple[str, ...]  # As "who" and "how many".
    dimensions: tuple[str, ...]  # Of the units that are asked for, as "power".


@dataclass(frozen=True, slots=True)
class Texts:
    """The part of the index that is text."""

    knowledge: Knowledge  # Without follow-ups.
    facets: tuple[EntryFacets, ...]
    pervasive: tuple[tuple[str, str], ...]  # Facets that are the subject of the knowledge base, as (kind, value).
    word_counts: dict[str, int]  # Words of the phrasings, and in how many each stands.
    word_pairs: tuple[str, ...]  # Neighbouring words that often stand together, with a space between them.
    stems: dict[str, str]
    spelt: dict[str, tuple[str, ...]]  # The words of each name and of each label.
    phrasing_count: int  # Phrasings of all entries, without the lines out of scope.
    asked_for: tuple[AskedFor, ...] = ()  # By entry; empty where it is read as needed.
    asked_for_by: str = ""  # The digest of the code that read it.


@dataclass(frozen=True, slots=True)
class Index:
    """All that is learned from a knowledge base."""

    texts: Texts
    common: CommonWords
    feature_keys: NDArray[np.uint32]
    feature_idf: Floats
    inverted: InvertedIndex
    phrasing_vectors: PhrasingVectors
    linear: LinearModel
    layout: Layout
    part_weights: Floats  # Of the parts of a score and, last, the constant of "nothing".
    confidence: Calibration
    exact: ExactTable
    left_out: LeftOut
    entry_vectors: Floats  # By which entries are compared with each other.
    follow_ups: KnownFollowUps
    profiles: Profiles
    word_model: WordModel
    said: SaidWords

    def features(self) -> Features:
        texts = self.texts
        return Features(self.common, texts.phrasing_count, texts.word_counts, self.feature_keys, self.feature_idf)

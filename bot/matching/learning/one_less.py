"""Reads what words say for entries, as if one had a phrasing less: that which is asked."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.quantisation import Floats
from bot.matching.index.word_model import WordEvidence, WordModel, absent_of, gains_of


def read_with_one_less(model: WordModel, tokens: Sequence[str], weights: Floats, entry: int) -> WordEvidence:
    """As `WordModel.read`, where `entry` lacks one phrasing, which is just these tokens."""
    places, token_shares = model.known(tokens, weights)
    others = _is_said_besides(model, places, entry)
    places, token_shares = places[others], token_shares[others]
    evidence = model.read_places(places, token_shares)
    if len(places):
        evidence.ratios[entry], evidence.said[entry] = _without_one(model, entry, places, token_shares)
    return evidence


def _is_said_besides(model: WordModel, places: NDArray[np.int64], entry: int) -> NDArray[np.bool_]:
    """Whether more than one phrasing of this entry holds each token; else it is unknown without that."""
    firsts = model.gains.starts[places]
    single = model.gains.starts[places + 1] - firsts == 1
    alone: NDArray[np.bool_] = single & (model.gains.ids[firsts] == entry) & (model.counts[firsts] == 1)
    return ~alone


def _without_one(model: WordModel, entry: int, places: NDArray[np.int64], token_shares: Floats) -> tuple[float, float]:
    """What tokens, each with its share of the weight, say for an entry without one phrasing that holds them all."""
    entries, _, lengths = model.gains.take(places)
    (own,) = np.nonzero(entries == entry)
    size = model.sizes[entry] - 1
    counts = model.counts[model.gains.places(places)[0][own]] - 1
    shares, token_shares = np.repeat(model.shares[places], lengths)[own], np.repeat(token_shares, lengths)[own]
    ratio = len(places) * absent_of(size) + gains_of(counts, shares, size).sum()
    return ratio, token_shares[counts > 0].sum()

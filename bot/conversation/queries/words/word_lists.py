"""Reads the lists of words that ask for figures: a language's, with those that a knowledge base adds."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, get_args

from bot.conversation.language_files import words_of
from bot.matching import normalise
from bot.model import Amount, Cue

_TABLES = "measures adjectives units limits ranks times durations connectors unit_asked speaks_of working"
"""The tables of a language's file that hold the lists."""
_Adjectives = Literal["up", "down", "good", "bad", "more", "less", "losses", "losing", "growth", "prices"]
_Units = Literal[Amount, "far", "behind_far", "less_is_better", "records", "into", "how_many_of", "converting"]
_Limits = Literal["above", "below", "at", "at_least", "at_most", "least_behind_at", "most_behind_at"]
_Counts = Literal["articles", "half", "fourth", "how_many", "before_number", "definite", "or", "or_more", "or_less"]
_Ranks = Literal["of_ordinals", "last_place", "places", "numbered", "counted", "counted_before", "podium", "runner_up"]
_Choices = Literal["chooses", "asks_which", "relative", "among", "base_leads", "apart"]
_Each = Literal["each_time", "per_leads", "divided", "divided_by", "whole_leads"]
_Numbers = Literal[_Limits, _Counts, _Ranks, _Choices, _Each]
_Grains = Literal["by_month", "by_quarter", "by_year", "months", "quarters", "times", "counted_times", "beside_months"]
_Parts = Literal["starts", "middle", "ends", "from_start", "from_end", "year_leads"]
_Ranges = Literal["range", "since", "until", "within", "from", "by", "and", "between", "between_two"]
_Times = Literal[_Grains, _Parts, _Ranges, "earlier", "own_length", "running_total", "added"]
_Results = Literal["to_percent", "percent_in_two", "to_amount", "to_difference", "to_change", "to_ratio", "to_share"]
_OfAll = Literal["to_sum", "to_average", "to_spread", "to_extreme", "of_both", "several", "of_all_times"]
_Back = Literal["year_back", "quarter_back", "month_back", "until_now", "the_same", "against_it"]
_Working = Literal[_Results, _OfAll, _Back, "minus_sign", "plus_sign", "over_sign", "rising", "falling", "asking_work"]
WordList = Literal[_Adjectives, _Units, _Numbers, _Times, _Working, "comparatives", "superlatives"]
"""The names of the lists; languages/en.toml explains them. The last two are made of its `graded` adjectives."""
Lists = Mapping[WordList, frozenset[str]]
_LIMITS_OF = {"up": "above", "down": "below"}


def read_word_lists(data: Mapping[str, Any], own: Sequence[Cue]) -> Lists:
    """`data`: a language's file; a list that it lacks is empty. `own`: those that name an operation are no lists."""
    found = words_of(data, *_TABLES.split())
    for name, forms in data.get("graded", {}).items():  # Each comparative with its superlative behind it.
        comparatives, superlatives = frozenset(forms.split()[::2]), frozenset(forms.split()[1::2])
        found[name] |= comparatives | superlatives
        found["comparatives"] |= comparatives
        found["superlatives"] |= superlatives
        if name in _LIMITS_OF:
            found[_LIMITS_OF[name]] |= comparatives
    found["counted"] |= found["superlatives"]
    for one in own:
        found[one.name] |= frozenset(word for text in one.texts for word in normalise(text))
    return {name: found[name] for name in get_args(WordList)}

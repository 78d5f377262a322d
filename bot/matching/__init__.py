"""Finds the entries that a question means, each with its confidence.

`compile_index` makes an `Index` of a knowledge base, once; a `Matcher` answers from it. Other groups import from here
alone, and from `compiling`, which stands apart because it loads what only learning needs.
"""

from bot.matching.index.compiled import AskedFor, Index
from bot.matching.index.entry_reading import leading_figure
from bot.matching.index.store import let_go, open_index, renew_texts, save_index
from bot.matching.language.coverage import LEAST_KNOWN, LEAST_SUBJECT
from bot.matching.language.facet_values import compatible, is_case
from bot.matching.language.facets import Facets, negated_places, rank_of, read_facets
from bot.matching.language.forms import YES_OR_NO, asks_for_picture, form_places, forms_of
from bot.matching.language.frequency import RARE
from bot.matching.language.naming import Lexicon
from bot.matching.language.native import Native, native_of
from bot.matching.language.numbers import is_number
from bot.matching.language.periods import MONTH_WORD, MONTHS, ORDINALS, RANK_WORDS, SHARE_OF
from bot.matching.language.phrases import Found, besides, places_of
from bot.matching.language.spelling import COMMON
from bot.matching.language.text import LENGTH_LIMIT, WORD_LENGTH, normalise
from bot.matching.language.times import is_time
from bot.matching.language.wide import is_wide, parted, spaced, unparted
from bot.matching.matcher import Matcher
from bot.matching.ranking.follow_up import Before, FollowUp
from bot.matching.ranking.judging import EXACT_CONFIDENCE
from bot.matching.ranking.merging import DEFAULT_TAG
from bot.matching.ranking.result import LEAST_SHARE, Ranking, Refused, Scored
from bot.matching.ranking.situation import SAYS_MUCH
from bot.matching.ranking.suggesting import Suggester
from bot.matching.ranking.telling import Told

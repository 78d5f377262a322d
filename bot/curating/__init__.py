"""Curating: suggests changes of the knowledge from unanswered questions, and keeps the decisions."""

from bot.curating.accepting import Wishes, learned, written_answer
from bot.curating.comparing import Difference, Effect, compare, stands_against, touched, ways_apart, worse
from bot.curating.decided import Decided, Draft, Kind, Taken, decided
from bot.curating.drafting import propose_draft
from bot.curating.gaps import TEXT_NOT_KEPT, Matter, gather_matters
from bot.curating.gate import Collision, Pinned, pinned
from bot.curating.hearing import Near
from bot.curating.judging import is_pick
from bot.curating.reviewing import Recorded, Review, Settled, decide, read_recorded, review, reviewed, settled
from bot.curating.suggestion import Suggestion

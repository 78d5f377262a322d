"""Curating: suggests changes of the knowledge from unanswered questions, and keeps the decisions."""

from bot.curating.accepting import Wishes
from bot.curating.comparing import Difference, Effect, changed_entries, compare, stands_against, ways_apart, worse
from bot.curating.decided import Decided, in_force, with_accepted
from bot.curating.drafting import propose_draft
from bot.curating.gaps import TEXT_NOT_KEPT, Matter, gather_matters
from bot.curating.gate import Collision, Pinned, pinned
from bot.curating.judging import is_pick
from bot.curating.recorded import DecisionOutcome, Recorded, decision_outcomes, read_recorded
from bot.curating.reviewing import Review, make_review, read_review, store_decision
from bot.curating.suggesting import has_grown_old
from bot.curating.suggestion import Kind, Suggestion
from bot.curating.taken import Draft, Taken
from bot.curating.typed_answers import written_answer

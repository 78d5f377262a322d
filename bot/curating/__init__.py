"""Curating: suggests changes of the knowledge from unanswered questions, and keeps the decisions."""

from bot.curating.accepting import Wishes
from bot.curating.comparing import Difference, Effect, changed_entries, compare, stands_against, ways_apart, worse
from bot.curating.decided import Decided, Draft, Taken, in_force
from bot.curating.drafting import propose_draft
from bot.curating.gap_reading import Near
from bot.curating.gaps import TEXT_NOT_KEPT, Matter, gather_matters
from bot.curating.gate import Collision, Pinned, pinned
from bot.curating.learning import learned
from bot.curating.outcomes import DecisionOutcome, decision_outcomes
from bot.curating.picks import is_pick
from bot.curating.reviewing import Recorded, Review, make_review, read_recorded, read_review, store_decision
from bot.curating.suggestion import Kind, Suggestion
from bot.curating.wording import written_answer

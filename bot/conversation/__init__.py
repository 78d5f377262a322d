"""The conversation: proposes the possible meanings of a message, each a complete question."""

from bot.conversation.choosing import number_alone
from bot.conversation.cleaning import folded
from bot.conversation.dates import resolve_dates
from bot.conversation.followup import points_back, says_hardly_anything, says_that_it_leans
from bot.conversation.queries.index_reader import has_ways_read, reader_of, with_ways_read
from bot.conversation.queries.reader import FigureReader
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn, read_turn

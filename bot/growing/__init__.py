"""Growing: finds the needs of a knowledge base, and takes in the questions that people write for it."""

from bot.growing.judging_alone import JudgedLine
from bot.growing.needs import Lacking, Near, lacking_ways, near_pairs
from bot.growing.taking import take_in
from bot.growing.worksheet import read_worksheet, worksheet_of

"""The desk: the thin asynchronous shell around the bot, and the only object that adapters call."""

from bot.desk.buttons import Action, Button, to_button, to_identifier
from bot.desk.desk import Desk
from bot.desk.hooks import Hook, log_turn
from bot.desk.limits import RateLimiter
from bot.memory import Gap, PlaceSettings, Rate, Vote, Votes

"""The desk: the thin asynchronous shell around the bot."""

from bot.desk.buttons import Action, Button, to_button, to_identifier, to_number
from bot.desk.desk import Desk
from bot.desk.hooks import log_turn

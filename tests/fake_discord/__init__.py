"""A Discord of our own on loopback: the bot's requests and its gateway in, what a person would see out."""

from fake_discord.answers import Fault
from fake_discord.fake import FakeDiscord, Shown
from fake_discord.running import Bot, Served

__all__ = ["Bot", "FakeDiscord", "Fault", "Served", "Shown"]

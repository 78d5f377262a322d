"""A Discord of our own on loopback, which keeps what a person would see."""

from fake_discord.answers import Fault
from fake_discord.fake import FakeDiscord, Shown
from fake_discord.running import Bot, Served

__all__ = ["Bot", "FakeDiscord", "Fault", "Served", "Shown"]

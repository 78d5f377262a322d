"""Renewing: a changed knowledge folder and what curators accepted in, a new bot in the place of the old one out."""

from bot.renewing.renewal import Renewal
from bot.renewing.watching import Watched

__all__ = ["Renewal", "Watched"]

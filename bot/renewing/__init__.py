"""Renewing: replaces the running bot when the knowledge folder or the accepted answers change."""

from bot.renewing.renewal import Renewal, Watched
from bot.renewing.swapping import warm

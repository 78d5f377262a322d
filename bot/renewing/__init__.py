"""Renewing: replaces the running bot when the knowledge folder or the accepted answers change."""

from bot.renewing.renewal import Renewal
from bot.renewing.swapping import warm
from bot.renewing.watching import Watched

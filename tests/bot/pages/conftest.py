"""Pages that a platform is to post by itself, beside those that it asks for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot import Bot
from platform_posts import OpenFront, PlatformPosts


@pytest.fixture
async def platform() -> AsyncIterator[PlatformPosts]:
    platform = PlatformPosts()
    yield platform
    await platform.close()


@pytest.fixture
def open_front(platform: PlatformPosts, bicycles: Bot) -> OpenFront:
    return partial(platform.open_front, bicycles)

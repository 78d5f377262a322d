"""New knowledge in a running bot, through the real process."""

from __future__ import annotations

import shutil
import signal
import sys
from pathlib import Path

import pytest

from conftest_slack import Stage
from fake_slack.talking import shown

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGHUP")


async def test_sighup_takes_over_what_was_edited_and_tells_of_a_mistake(stage: Stage, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(stage.bakery, tmp_path / "bakery"))
    good = (folder / "bread.yaml").read_text()
    async with stage.talk("socket", EVBOT_KNOWLEDGE=str(folder)) as talk:
        (folder / "bread.yaml").write_text("entries:\n  - id: rye-price\n    question: What?\n")
        talk.bot.process.send_signal(signal.SIGHUP)
        await talk.bot.until_it_says(f"not taken over, as before folder={folder} reason=bread.yaml:2: ", 180)
        assert "*six*" in shown(await talk.mention("opening hours"))

        (folder / "bread.yaml").write_text(good.replace("**six**", "**five**"))
        talk.bot.process.send_signal(signal.SIGHUP)
        await talk.bot.until_it_says("knowledge taken over", 180)

        assert "*five*" in shown(await talk.mention("opening hours"))
        assert not talk.bot.says("Traceback")

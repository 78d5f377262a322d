"""Names of versions that there are none of: their figures are not answered with another's."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from bot.model import Outcome
from tests.shops import asked


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("What's the range of the SU7 Lite?", "SU7 Lite", id="rare word"),
        pytest.param("what does the su7 ultra lite weigh?", "SU7 Ultra Lite", id="behind a version, in small letters"),
        pytest.param("How much does the YU7 Coupe weigh?", "YU7 Coupe", id="known word with a capital"),
        pytest.param("how heavy is the yu7 offroad edition", "YU7 Offroad", id="edition"),
        pytest.param("How long is the SkyNomad N80 in mm?", "SkyNomad N80", id="code beside its like"),
        pytest.param("I drive a Tesla. What's the range of the SU7 Lite?", "SU7 Lite", id="behind a remark"),
    ],
)
def test_an_unknown_version_is_named_and_its_model_offered(shipped: Bot, text: str, missing: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.outcome is Outcome.CLARIFY
    assert f"for {missing}," in reply.message


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param("How Fast Is The SU7 Really?", "su7-top-speed", id="capitals everywhere"),
        pytest.param("what range has the su7 CLTC", "su7-range", id="a word of the answer"),
        pytest.param("will the su7 reach indian dealers someday", "india-start", id="a verb"),
        pytest.param("In my X3 there are two. How many seats does the YU7 have?", "seats-su7-yu7", id="in a remark"),
    ],
)
def test_other_words_behind_a_model_are_no_version(shipped: Bot, text: str, entry: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None
    assert reply.answer.id == entry

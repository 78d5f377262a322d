"""`bot/desk/buttons.py`: identifiers of at most 100 characters that still say all after weeks."""

from __future__ import annotations

import pytest

from bot.desk import Action, Button, to_button, to_identifier


@pytest.mark.parametrize("action", list(Action))
def test_comes_back_as_it_was(action: Action) -> None:
    button = Button(action, "w4ewexwtEOzAgqI_", "annual-deliveries:2025")

    assert to_button(to_identifier(button)) == button


def test_holds_the_longest_ids() -> None:
    assert len(to_identifier(Button(Action.CHOOSE, "x" * 16, "e" * 64))) <= 100


@pytest.mark.parametrize("identifier", ["", "ev1:c", "ev2:c:a:b", "ev1:z:a:b", "ev1:c:a:b\n", "ev1:c:" + "x" * 99, "🗑"])
def test_what_is_not_ours_is_no_button(identifier: str) -> None:
    assert to_button(identifier) is None


def test_refuses_what_would_not_fit() -> None:
    with pytest.raises(ValueError, match="no button can hold"):
        to_identifier(Button(Action.CHOOSE, "x" * 16, "e" * 90))

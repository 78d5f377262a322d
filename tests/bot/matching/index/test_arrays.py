"""What is packed comes back nearly as it was."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.index.arrays import narrow_places, quantised

ROWS = np.array([[0.5, -0.25, 0.0], [100.0, 3.0, -7.0], [0.0, 0.0, 0.0]], np.float32)


@pytest.mark.parametrize(("kind", "steps"), [(np.int8, 127), (np.int16, 32_767)])
def test_each_row_is_exact_to_half_a_step_of_its_largest_number(
    kind: type[np.int8] | type[np.int16], steps: int
) -> None:
    packed, scales = quantised(ROWS, kind)

    assert packed.dtype == kind
    assert (np.abs(packed * scales[:, None] - ROWS) <= np.abs(ROWS).max(1, keepdims=True) / steps * 0.501).all()


def test_nothing_can_be_packed() -> None:
    assert quantised(np.zeros((0, 4), np.float32), np.int8)[0].shape == (0, 4)


def test_places_take_two_bytes_where_these_suffice() -> None:
    assert narrow_places(np.array([0, 65_535]), 65_536).dtype == np.uint16
    assert narrow_places(np.array([0, 65_536]), 65_537).tolist() == [0, 65_536]

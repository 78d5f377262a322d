from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.data import Asked, Examples, read_banking, read_clinc
from bot.model import BotError


def test_reads_train_and_test_of_the_bank(tmp_path: Path) -> None:
    folder = tmp_path / "banking77"
    folder.mkdir()
    (folder / "train.csv").write_text('text,category\n"Where, please,\nis it?",card\nlost it,card\n')
    (folder / "test.csv").write_text("text,category\nmy card?,card\n")

    banking = read_banking(tmp_path)

    assert banking.train == Examples(("card",), (("Where, please,\nis it?", "lost it"),))
    assert banking.test == (Asked("my card?", "card"),)


def test_reads_lines_out_of_scope(tmp_path: Path) -> None:
    parts = {
        "train": [["a", "one"]],
        "val": [["b", "one"]],
        "test": [["c", "one"]],
        "oos_train": [["d", "oos"]],
        "oos_val": [["e", "oos"]],
        "oos_test": [["f", "oos"]],
    }
    (tmp_path / "clinc150").mkdir()
    (tmp_path / "clinc150" / "data_full.json").write_text(json.dumps(parts))

    clinc = read_clinc(tmp_path)

    assert clinc.phrasings == Examples(("one",), (("a", "b"),))
    assert clinc.test == (Asked("c", "one"), Asked("f", None))
    assert (clinc.outside_train, clinc.outside_validation) == (("d",), ("e",))


def test_a_missing_file_is_named_with_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(BotError, match=r"banking77/train\.csv: No such file .*; get it from https://github\.com/"):
        read_banking(tmp_path)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "{"], ids=["empty", "no parts", "no object", "no JSON"])
def test_another_file_is_refused_in_one_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "clinc150").mkdir()
    (tmp_path / "clinc150" / "data_full.json").write_text(text)

    with pytest.raises(BotError, match=r"not the official file; get it from https://") as caught:
        read_clinc(tmp_path)

    assert "\n" not in str(caught.value)

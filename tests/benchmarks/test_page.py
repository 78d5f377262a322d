"""The page is its own store: one section is measured anew, and the others stay as they were."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.page import command_of, sections_of, stamped, write_page
from benchmarks.setting import Setting


def test_a_section_measured_anew_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    setting = Setting(tmp_path, tmp_path / "page.md", quick=False, million=False)
    write_page(setting, {"few-shot": "Some figures.\n\n### More\n\n1\n", "speed": "Slow.\n"})

    write_page(setting, sections_of(setting.page) | {"speed": "Fast.\n"})

    assert sections_of(setting.page) == {"few-shot": "Some figures.\n\n### More\n\n1\n", "speed": "Fast.\n"}


def test_no_page_holds_no_sections(tmp_path: Path) -> None:
    assert sections_of(tmp_path / "page.md") == {}


def test_under_a_section_stands_the_command_that_measures_it_again(tmp_path: Path) -> None:
    setting = Setting(tmp_path, tmp_path / "page.md", quick=True, million=True, questions=tmp_path)

    assert command_of(setting, "clinc") == "make bench DATA=DIR QUICK=1 ONLY=clinc"
    assert command_of(setting, "speed") == "make bench DATA=DIR MILLION=1 QUICK=1 ONLY=speed"
    assert command_of(setting, "voices") == "make bench DATA=DIR EVAL=DIR QUICK=1 ONLY=voices"
    assert f"*Measured by `make bench DATA=DIR QUICK=1 ONLY=clinc` on {date.today()} with" in stamped(
        "Figures.\n", setting, "clinc"
    )


def test_the_command_keeps_what_it_measured_where_another_section_fails(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "banking77").symlink_to(data / "banking77")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["bench", "--data", "half", "--quick", "--only", "few-shot", "clinc"])

    with pytest.raises(SystemExit) as ended:
        main()

    assert ended.value.code == 1
    assert "half/clinc150/data_full.json: No such file or directory; get it from https://" in capsys.readouterr().err
    assert sections_of(Path("build/benchmarks/quick.md")).keys() == {"few-shot"}


def test_without_data_it_says_where_to_name_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["bench"])

    with pytest.raises(SystemExit, match=r"make bench DATA=DIR, where DIR holds banking77/ and clinc150/"):
        main()

"""The page is its own store: one section is measured anew, and the others stay as they were."""

from __future__ import annotations

from pathlib import Path

from benchmarks.page import sections_of, write_page
from benchmarks.setting import Setting


def test_a_section_measured_anew_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    setting = Setting(tmp_path, tmp_path / "page.md", quick=False, million=False)
    write_page(setting, {"few-shot": "Some figures.\n\n### More\n\n1\n", "speed": "Slow.\n"})

    write_page(setting, sections_of(setting.page) | {"speed": "Fast.\n"})

    assert sections_of(setting.page) == {"few-shot": "Some figures.\n\n### More\n\n1\n", "speed": "Fast.\n"}


def test_no_page_holds_no_sections(tmp_path: Path) -> None:
    assert sections_of(tmp_path / "page.md") == {}

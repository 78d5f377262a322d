"""What the bakeries of the tests have in common: a series that makes entries."""

from __future__ import annotations

SERIES = """\
series:
  - id: loaves-per-year
    title: Loaves baked per year
    unit: loaves
    topic: bread
    points: [{label: "2023", value: 81000}, {label: "2024", value: 90500}, {label: "2025", value: 99250}]
    ask:
      - question: How many loaves were baked in {label}?
        phrasings: ["loaves baked {label}", "loaves in {label}"]
        answer: The bakery baked **{value}** loaves in {label}.
"""

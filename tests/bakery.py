"""What the bakeries of the tests have in common: two entries, and a series that makes more."""

from __future__ import annotations

ENTRIES = """\
topic: bread
entries:
  - id: rye-price
    question: What does a loaf of rye bread cost?
    phrasings: [price of rye bread, how much is the rye loaf, rye bread price]
    answer: A loaf of rye bread costs **4.20 euros**.
    as_of: 2025-12-31
    sources: [{publisher: The Baker, url: "https://bakery.example/prices"}]
    related: [opening-hours]
  - id: opening-hours
    question: When does the bakery open?
    phrasings: [opening hours, what time do you open in the morning, when is the shop open]
    answer: The bakery opens at **six** in the morning.
"""
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

"""The English words for what figures count in."""

LARGE_SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
"""As units count in: "billion yuan"."""
SCALES = {"thousand": 1e3, **LARGE_SCALES}

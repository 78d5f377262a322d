"""How long times are, by the names of their kinds."""

DAYS_IN = {"hour": 1 / 24, "day": 1.0, "week": 7.0}
"""Of times that are always equally long."""
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_DAYS_IN_MONTH = 365.25 / 12


def mean_days_in(time: str) -> float | None:
    """With leap years; None for what is no time."""
    months = MONTHS_IN.get(time)
    return DAYS_IN.get(time) if months is None else months * _DAYS_IN_MONTH

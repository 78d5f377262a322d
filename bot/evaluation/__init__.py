"""Evaluation: a bot and cases in, how often it was right, asked, missed or was wrong out."""

from bot.evaluation.cases import check_known, load_cases
from bot.evaluation.leaveout import left_out_findings, left_out_pairs, left_out_summary
from bot.evaluation.tally import Tally, Verdict, evaluate, judge

__all__ = [
    "Tally",
    "Verdict",
    "check_known",
    "evaluate",
    "judge",
    "left_out_findings",
    "left_out_pairs",
    "left_out_summary",
    "load_cases",
]

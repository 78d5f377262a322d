"""Evaluation: asks a bot test questions, and counts right, asked, missed and wrong answers."""

from bot.evaluation.cases import check_known, load_cases
from bot.evaluation.leaveout import LeftOut, left_out_findings, left_out_lines, left_out_summary, left_out_ways
from bot.evaluation.main_words import ask_by_main_words, few_answered, main_words, main_words_summary
from bot.evaluation.out_of_scope import scope_findings
from bot.evaluation.tally import Tally, Verdict, evaluate, judge

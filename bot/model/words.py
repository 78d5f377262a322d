"""The bot's own words in one language: sentences by name, and how dates, numbers and lists are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model.facet_kinds import RANK, SPAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Read from a file of bot/knowledge/languages, which tells what each name stands for."""

    code: str
    """Of the language, as "en"."""
    none_of_these: str
    not_what_i_meant: str
    empty: str
    empty_without_example: str
    unknown: str
    unknown_about: str
    noise: str
    other_language: str
    topics: str
    topics_among: str
    clarify: str
    neighbours: str
    shared: str
    open: str
    declined: str
    more: str
    no_more: str
    busy: str
    privacy: str
    privacy_without_text: str
    privacy_nothing: str
    exported: str
    exported_nothing: str
    deleted: str
    not_now: str
    voted_good: str
    voted_bad: str
    vote_taken_back: str
    no_why: str
    stale: str
    nothing_newer: str
    said_before: str
    unlikely: str
    applies_to: str
    untold: str
    as_of: str
    source_heading: str
    related_heading: str
    greeting: str
    about_subject: str
    hello_subject: str
    about_count: str
    about_count_undated: str
    about_honesty: str
    about_privacy: str
    share: str
    more_button: str
    gone: str
    old_button: str
    not_yours: str
    was_wrong: str
    was_out_of_date: str
    was_not_mine: str
    reported: str
    meant: str
    meant_something: str
    meant_else: str
    meant_form: str
    meant_label: str
    meant_example: str
    meant_send: str
    meant_noted: str
    topics_lead: str
    topic_lead: str
    topic_menu: str
    question_menu: str
    question_menu_later: str
    questions_later: str
    topics_count: str
    topics_count_one: str
    topic_count: str
    topic_count_one: str
    no_chart: str
    no_charts: str
    export_button: str
    ask_delete_button: str
    working: str
    prompts_title: str
    state: str
    state_reachable: str
    state_lost: str
    app_description: str
    answer_this_description: str
    make_answer_description: str
    command_hint: str
    delete_sure: str
    delete_button: str
    in_answer_to: str
    no_text: str
    mention_me: str
    oops: str
    may_not_write: str
    that_channel: str
    no_picture: str
    settings_channels: str
    settings_all_channels: str
    settings_private: str
    settings_to_all: str
    settings_to_asker: str
    settings_votes: str
    settings_shown: str
    settings_hidden: str
    settings_title: str
    settings_lead: str
    settings_menu: str
    settings_make_private: str
    settings_make_public: str
    settings_show_votes: str
    settings_hide_votes: str
    settings_any_channel: str
    not_manager: str
    no_settings: str
    person_button: str
    person_asked: str
    person_asked_already: str
    person_too_often: str
    person_not_reached: str
    person_not_yours: str
    person_not_offered: str
    person_asks: str
    person_link: str
    helpers_title: str
    helpers_none: str
    helpers_where: str
    helpers_here: str
    helpers_called: str
    helpers_nobody: str
    helpers_lead: str
    helpers_hello: str
    helpers_not_called: str
    place_unread: str
    no_way_there: str
    turn_off: str
    digest_title: str
    digest_none: str
    digest_where: str
    digest_setting_lead: str
    digest_hello: str
    digest_lead: str
    digest_counts: str
    digest_votes: str
    digest_gaps: str
    digest_gap: str
    digest_stale: str
    digest_old: str
    digest_decided: str
    digest_answered: str
    digest_declined: str
    digest_rejected: str
    digest_renewed: str
    not_curator: str
    curate_title: str
    curate_lead: str
    curate_none: str
    curate_meant: str
    curate_takes_in: str
    curate_too_many: str
    curate_look_again: str
    curate_accept: str
    curate_change: str
    curate_reject: str
    curate_asks_for: str
    curate_back: str
    curate_show: str
    curate_undo: str
    curate_undo_last: str
    curate_accepted: str
    curate_declined: str
    curate_renewed: str
    curate_rejected: str
    curate_undone: str
    curate_refused: str
    curate_now: str
    curate_then: str
    curate_form: str
    curate_text: str
    curate_text_example: str
    curate_entry: str
    curate_entry_example: str
    curate_answer: str
    curate_answer_example: str
    curate_source: str
    curate_source_example: str
    not_moderator: str
    draft_form: str
    draft_question: str
    draft_answer: str
    draft_noted: str
    curate_draft: str
    help: str
    help_curate: str
    help_helpers: str
    help_digest: str
    chat_help: str
    chat_help_end: str
    chat_help_recorded: str
    chat_pick: str
    chat_picture: str
    chat_no_picture: str
    chat_meant: str
    chat_no_command: str
    why_fact: str
    why_understood: str
    why_repaired: str
    why_same: str
    why_about: str
    why_refused: str
    why_another: str
    why_threshold: str
    why_confidence: str
    why_none: str
    why_score: str
    more_than: str
    about: str
    at_least: str
    at_most: str
    percent: str
    percentage_points: str
    yes: str
    no: str
    no_figure: str
    no_unit: str
    figure_in: str
    figure_on: str
    figure_for: str
    against: str
    from_to: str
    figures_between: str
    explained: str
    basis: str
    no_difference: str
    differing: str
    more_of_it: str
    less_of_it: str
    fewer_of_it: str
    so_many_more: str
    times_as_much: str
    times_too: str
    share_in: str
    share_of: str
    together: str
    and_together: str
    added_up: str
    and_so_on: str
    figures_listed: str
    first_of: str
    per_time: str
    for_each: str
    on_average: str
    plain_mean: str
    highest: str
    lowest: str
    with_figure: str
    best_of: str
    extreme: str
    ranked: str
    ordinal: str
    as_far: str
    above: str
    below: str
    so_many_beyond: str
    none_beyond: str
    first_beyond: str
    last_beyond: str
    both_the_same: str
    ahead: str
    and_then: str
    trend: str
    figures_rose: str
    figures_fell: str
    figures_held: str
    then: str
    went_up_and_down: str
    over_all: str
    net_up: str
    net_down: str
    net_unchanged: str
    and_extreme: str
    days: str
    days_and_months: str
    converted: str
    at_rate: str
    all_at_rate: str
    rate: str
    scaled: str
    figure_missing: str
    figure_units: str
    figure_basis: str
    figure_unbounded: str
    figure_text: str
    figure_absurd: str
    figure_known: str
    figures_asked: str
    list_asked: str
    column_asked: str
    points: str
    points_newest_first: str
    newest_of: str
    foremost_of: str
    first_rows: str
    too_many: str
    no_figure_yet: str
    newest: str
    low_and_high: str
    cell_unknown: str
    extreme_asked: str
    extreme_told: str
    extreme_time_asked: str
    extreme_time_told: str
    extreme_column_asked: str
    extreme_column_told: str
    extreme_column_way: str
    extreme_way: str
    chart_of: str
    table_of: str
    chart_unit: str
    chart_basis: str
    chart_source: str
    chart_sources: str
    alt_as_of: str
    key_more_than: str
    key_about: str
    hollow_more_than: str
    hollow_about: str
    uneven: str
    not_from_zero: str
    newest_point: str
    named_figure: str
    figures_count: str
    more_of: str
    more_in_picture: str
    and_what: str
    more_in_all: str
    more_rows: str
    more_columns: str
    list_next: str
    list_last: str
    date_day: str
    short_day: str
    date_year: str
    date_month: str
    date_part: str
    span: str
    span_year: str
    first_of_year: str
    last_of_year: str
    since: str
    until: str
    place: str
    thousands: str
    decimal: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    small_numbers: tuple[str, ...]
    ordinals: tuple[str, ...]
    extreme_ways: tuple[str, ...]
    extreme_time_ways: tuple[str, ...]
    highest_names: tuple[str, ...]
    lowest_names: tuple[str, ...]
    commands: Mapping[str, str]
    suggestions: Mapping[str, str]
    periods: Mapping[str, str]
    scales: Mapping[str, str]
    comparatives: Mapping[str, tuple[str, str]]
    whys: Mapping[str, str]

    def date(self, date: str) -> str:
        """Turn 2025-12-31, 2025-12 or 2025 into "31 December 2025", "December 2025" or "2025"."""
        found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
        if found is None or (found[2] and not 1 <= int(found[2]) <= 12):
            return date
        year, month, day = found.groups()
        if month is None:
            return self.date_year.format(year=year)
        name = self.months[int(month) - 1]
        if day is None:
            return self.date_month.format(month=name, year=year)
        return self.date_day.format(day=int(day), month=name, year=year)

    def facet(self, kind: str, value: str) -> str:
        """Turn a facet into words: ("month", "2025-05") into "May 2025", ("model", "su-9-pro") into "su 9 pro"."""
        if kind in ("day", "year"):
            return self.date(value)
        if kind == RANK:
            return self.place.format(number=value)
        if kind == SPAN:
            return self._span(*value.rsplit("-", 2))
        found = re.fullmatch(r"(\d{4}|-)-(?:(\d\d)|([QH]\d))", value)
        if found is None:
            return value.replace("-", " ")
        year, month, part = found.groups()
        if month and 1 <= int(month) <= 12:
            name = self.months[int(month) - 1]
            return name if year == "-" else self.date_month.format(month=name, year=year)
        return (part or value) if year == "-" else self.date_part.format(part=part or value, year=year)

    def listed(self, items: Sequence[str]) -> str:
        """ "a", "a and b", "a, b and c"."""
        first, *others = items or ("",)
        for item in others[:-1]:
            first = self.list_next.format(items=first, item=item)
        return self.list_last.format(items=first, item=others[-1]) if others else first

    def number(self, value: float) -> str:
        """ "1,234" or "0.5"; six digits behind the point at most."""
        if float(value).is_integer() and abs(value) < 1e15:
            text = f"{int(value):,}"
        elif 1e-4 <= abs(value) < 1e15:
            text = f"{value:,.6f}".rstrip("0").rstrip(".")
        else:
            text = f"{value:g}"
        return text.translate({ord(","): self.thousands, ord("."): self.decimal})

    def _span(self, year: str, first: str, last: str) -> str:
        names = {"first": self.months[int(first) - 1], "last": self.months[int(last) - 1]}
        return self.span.format(**names) if year == "-" else self.span_year.format(**names, year=year)

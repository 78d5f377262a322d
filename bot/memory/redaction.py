"""Removes addresses, numbers and secrets from a text before it is stored."""

import re
import unicodedata
from itertools import groupby, islice
from typing import NamedTuple


class Rule(NamedTuple):
    example: str  # A text that the pattern finds.
    pattern: str
    instead: str
    flags: re.RegexFlag = re.NOFLAG
    needed: str = ""  # A text without it cannot match, and is not searched, which is far quicker.


_URL = r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/@]"
_DOMAIN = r"\s?[\w-]{1,63}(?:\.[\w-]{1,63})++"
_SECRET_WORD = r"pass(?:word|wort|phrase|code)?|pwd|pin|secret|token|api[ _-]?key|access[ _-]?key|bearer|authorization"
_KEY_PREFIX = "xox[a-z]|xapp|gh[a-z]|github_pat|glpat|sk|pk|rk|AKIA|ASIA|AIza|ya29|npm|dop_v1"
"""What the keys of Slack, GitHub, GitLab, Stripe, Amazon, Google, npm and DigitalOcean begin with."""
_INTRODUCTION = "my name is|i am called|call me|regards,?|cheers,|sincerely,?|signed,?"

RULES = (
    Rule("<@123456789>", r"<[@#!&][^<>\n]{1,100}>", "[mention]", needed="<"),
    Rule(
        "-----BEGIN KEY----- abc -----END KEY-----",
        r"-----BEGIN(?:(?!-----END[^-]{0,40}-----).)*+(?:-----END[^-]{0,40}-----)?",
        "[secret]",
        needed="-----BEGIN",
    ),
    # Links with a password, a user or a query, and web hooks.
    Rule("ftp://ann:pass@host/x", _URL + r"{0,200}:[^\s@]{0,200}@\S*", "[link]", re.I, needed="://"),
    Rule("ftp://ann@host/x", _URL + r"{1,200}@\S*", "[link]", re.I, needed="://"),
    Rule("https://host/x?user=ann", r"\bhttps?://[^\s?#]{1,500}[?#]\S*", "[link]", re.I, needed="://"),
    Rule(
        "https://host/webhooks/123",
        r"\bhttps?://hooks\.\S+|\bhttps?://\S{0,500}/(?:webhooks?|hooks?)/\S*",
        "[link]",
        re.I,
        needed="://",
    ),
    Rule("ann@example.com", r"[\w.%+'-]{1,64}\s?@" + _DOMAIN, "[email]", needed="@"),
    Rule("ann (at) example.com", r"[\w.%+'-]{1,64}\s?(?:\(at\)|\[at\])" + _DOMAIN, "[email]", needed="at"),
    Rule("mailto:ann", r"(?:\bmailto:)\S+", "[email]", re.I, needed=":"),
    Rule(
        "password: hunter2",
        rf"\b({_SECRET_WORD})(\s?(?:is|=|:)\s?|\s(?=\S*\d))[\"']?[^\s\"',;]{{3,}}",
        r"\1 [secret]",
        re.I,
    ),
    Rule("xoxb-abcdefghijkl", rf"\b(?:{_KEY_PREFIX})[-_.]?[\w./+=-]{{10,}}", "[secret]"),
    # A JSON web token, a token of Discord, then whatever is long and mixes letters and digits, but is no date.
    Rule("eyJhbGci.eyJzdWI.x", r"\beyJ[\w-]{5,}(?:\.[\w-]*){0,2}", "[secret]", needed="eyJ"),
    Rule(
        "abcdefghijklmnopqrstuvwx.abcdef.abcdefghijklmnopqrstuvwxyz",
        r"(?<![\w-])[\w-]{20,}+\.[\w-]{5,}+\.[\w-]{20,}+",
        "[secret]",
        needed=".",
    ),
    Rule(
        "abcdefghij0123456789",
        r"\b(?=[\w+/=-]{0,200}\d)(?=[\w+/=-]{0,200}[A-Za-z])(?!\d{4}-\d\d)[\w+/=-]{20,}",
        "[secret]",
    ),
    Rule("0123456789abcdef", r"\b[0-9a-f]{16,}\b", "[secret]", re.I),
    Rule("@ann_1", r"(?<![\w@])@[\w][\w.-]{1,60}(?:#\d{4})?", "[mention]", needed="@"),
    Rule("ann#1234", r"\b[\w.]{2,32}#\d{4}\b", "[mention]", needed="#"),
    # An id of Slack, an IBAN, a credit card.
    Rule("U024BE7LH", r"\b[UWBTCDGE](?=[A-Z0-9]*\d)[A-Z0-9]{8,}\b", "[id]"),
    Rule(
        "DE89 3704 0044 0532 0130 00", r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?\b", "[account]"
    ),
    Rule("4111 1111 1111 1111", r"(?<![\w.,])(?:\d[ -]?){12,18}\d(?![\w])", "[number]"),
    # Phones with a country's code, with an area's, and as they are written in America.
    Rule("+49 170 1234567", r"(?<!\w)\+\d[\d \t()./-]{5,22}\d", "[phone]", needed="+"),
    Rule("(0170) 1234567", r"(?<![\w.,])\(?0\d{1,5}\)?[ \t/.-]?\d[\d \t/.-]{4,14}\d", "[phone]", needed="0"),
    Rule("(555) 123-4567", r"(?<![\w.,-])\(?\d{3}\)?[ \t.-]?\d{3}[ \t.-]\d{4}(?!\w)", "[phone]"),
    Rule("123456789", r"(?<![\w.,])\d{9,}(?!\w)", "[number]"),
    Rule(
        "my name is Ann Bee", rf"\b({_INTRODUCTION})\s[^\W\d_][\w'’-]*(?:\s[A-Z][\w'’-]*+){{0,3}}", r"\1 [name]", re.I
    ),
    Rule(
        "I'm Ann Bee", r"\b((?:[Ii] am|[Ii]['’]m|[Tt]his is|[Ii]t['’]s)\s)[A-Z][\w'’-]++\s[A-Z][\w'’-]++", r"\1[name]"
    ),
)
"""In this order: what holds others goes first."""

_KEPT = 2_000  # Characters that are kept of a text.
_READ = 6_000  # Characters that are looked at, so that a megabyte costs no time.
_MARKS_READ = 30  # Accents upon one letter that are read, as in the "stream-safe text" of Unicode's annex 15.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}  # Control, format, surrogate, private, unassigned.
_PATTERNS = tuple((rule, re.compile(rule.pattern, rule.flags)) for rule in RULES)


def redacted(text: str) -> str:
    """Return at most 2,000 characters, on one line, without recognisable personal data and secrets."""
    text = text[:_READ]
    if not (text.isascii() and text.isprintable()):
        text = "".join(_visible(letter) for letter in unicodedata.normalize("NFKC", _with_few_marks(text)))
    text = " ".join(text.split())  # So that no rule meets more than one space.
    for rule, pattern in _PATTERNS:
        if rule.needed in text:
            text = pattern.sub(rule.instead, text)
    return text[:_KEPT]


def _with_few_marks(text: str) -> str:
    """Keep only so many marks on a letter as languages use, since ordering thousands takes long."""
    runs = groupby(text, key=lambda sign: unicodedata.combining(sign) > 0)
    return "".join(sign for are_marks, run in runs for sign in islice(run, _MARKS_READ if are_marks else None))


def _visible(letter: str) -> str:
    """Nothing for invisible characters, a space for line ends, 0 to 9 for the digits of all scripts."""
    if letter in "\n\t\r":
        return " "
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "" if unicodedata.category(letter) in _INVISIBLE else letter

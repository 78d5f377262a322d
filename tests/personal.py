"""Makes texts that hold secrets, each with the list of these secrets."""

from __future__ import annotations

import random
import string
from dataclasses import dataclass

_WORDS = (
    "anna",
    "bert",
    "carla",
    "dieter",
    "emma",
    "fritz",
    "greta",
    "hans",
    "ines",
    "jonas",
    "klara",
    "ludwig",
    "mara",
    "nils",
    "olga",
    "paul",
)
_ASKING = (
    "how many loaves were baked in 2024? write to {}",
    "{} wants to know the price of rye bread",
    "please send the opening hours to {}, thanks",
    "is this right: {} ?",
    "my data ({}) and the price in 2025-12-31",
)


@dataclass(frozen=True, slots=True)
class Personal:
    text: str
    secret: str


def personal_questions(count: int, seed: int = 1) -> list[Personal]:
    chance = random.Random(seed)
    kinds = (
        _mail,
        _phone,
        _card,
        _account,
        _token,
        _link,
        _discord_mention,
        _slack_mention,
        _handle,
        _id,
        _name,
        _password,
    )
    return [_asked(chance, *kinds[number % len(kinds)](chance)) for number in range(count)]


def _asked(chance: random.Random, said: str, secret: str) -> Personal:
    return Personal(chance.choice(_ASKING).format(said), secret)


def _digits(chance: random.Random, count: int) -> str:
    return str(chance.randrange(1, 10)) + "".join(chance.choice(string.digits) for _ in range(count - 1))


def _letters(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(string.ascii_letters + string.digits) for _ in range(count - 2)) + "a1"


def _person(chance: random.Random) -> str:
    return f"{chance.choice(_WORDS)}.{chance.choice(_WORDS)}{chance.randrange(10_000)}"


def _mail(chance: random.Random) -> tuple[str, str]:
    mail = f"{_person(chance)}@{chance.choice(('example.com', 'mail.example.co.uk', 'bäckerei.example'))}"
    return chance.choice((mail, f"<mailto:{mail}|{mail}>", mail.upper())), mail.partition("@")[0]


def _phone(chance: random.Random) -> tuple[str, str]:
    one, two = _digits(chance, 3), _digits(chance, 7)
    forms = (
        f"+49 {one} {two}",
        f"0{one}/{two}",
        f"+1 ({one}) {two[:3]}-{two[3:]}",
        f"0049{one}{two}",
        f"{one}-{two[:3]}-{two[3:]}",
    )
    form = chance.choice(forms)
    return form, form


def _card(chance: random.Random) -> tuple[str, str]:
    parts = [_digits(chance, 4) for _ in range(4)]
    form = chance.choice((" ", "-", "")).join(parts)
    return form, form


def _account(chance: random.Random) -> tuple[str, str]:
    number = "".join(chance.choice(string.digits) for _ in range(18))
    spaced = " ".join(number[2:][at : at + 4] for at in range(0, 16, 4))
    form = chance.choice((f"DE{number}", f"DE{number[:2]} {spaced}"))
    return form, form[4:]


def _token(chance: random.Random) -> tuple[str, str]:
    body = _letters(chance, 36)
    forms = (
        f"xoxb-{body}",
        f"ghp_{body}",
        f"sk-{body}",
        f"AKIA{body[:16].upper()}",
        f"{_letters(chance, 24)}.{_letters(chance, 6)}.{body}",
        body,
    )
    form = chance.choice(forms)
    return form, form


def _link(chance: random.Random) -> tuple[str, str]:
    secret = _letters(chance, 12)
    form = chance.choice(
        (
            f"https://{_person(chance)}:{secret}@host.example/x",
            f"https://host.example/x?token={secret}",
            f"postgresql://u:{secret}@db/x",
        )
    )
    return form, secret


def _discord_mention(chance: random.Random) -> tuple[str, str]:
    number = _digits(chance, 18)
    return f"<@{chance.choice(('', '!', '&'))}{number}>", number


def _slack_mention(chance: random.Random) -> tuple[str, str]:
    number = "U0" + _letters(chance, 9).upper()
    return chance.choice((f"<@{number}>", f"<@{number}|{_person(chance)}>", number)), number


def _handle(chance: random.Random) -> tuple[str, str]:
    name = _person(chance)
    return chance.choice((f"@{name}", f"{name}#1234")), name


def _id(chance: random.Random) -> tuple[str, str]:
    number = _digits(chance, chance.choice((17, 18, 19)))
    return number, number


def _name(chance: random.Random) -> tuple[str, str]:
    name = f"{chance.choice(_WORDS).title()} {chance.choice(_WORDS).title()}{_letters(chance, 5).lower()}"
    return chance.choice((f"my name is {name}", f"I am {name}", f"regards, {name}")), name


def _password(chance: random.Random) -> tuple[str, str]:
    secret = _letters(chance, 10)
    return chance.choice(
        (f"password: {secret}", f"api key = {secret}", f"my password is {secret}", f"token={secret}")
    ), secret

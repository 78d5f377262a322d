"""What the shipped knowledge declines, and near questions that it does not: judged by their words alone."""

from __future__ import annotations

from functools import cache

import pytest

from bot.knowledge import load_knowledge
from bot.matching import Ranking
from bot.matching.language.coverage import Coverage
from bot.matching.language.facets import Facets
from bot.matching.language.naming import Lexicon
from bot.model import Knowledge
from bot.replies.deciding.declining import Declining

ADVICE = [
    "should I buy xiaomi stock",
    "should i buy the su7",
    "is xiaomi a good investment",
    "would you invest in xiaomi",
    "is it worth buying an su7",
    "is the yu7 worth the money",
    "should I sell my xiaomi shares",
    "should i get the su7 or a model 3",
    "will xiaomi stock go up",
    "is now a good time to buy xiaomi shares",
    "which stock should I buy",
    "would you recommend the su7 ultra",
    "do you recommend buying xiaomi stock",
    "can you give me investment advice",
    "is xiaomi stock a buy",
    "should I wait for the new su7 or buy now",
    "how much money should I put into xiaomi",
    "should my wife invest in xiaomi",
    "should we lease or buy the yu7",
    "i have 10000 euros, should i put it in xiaomi",
    "is the xiaomi share undervalued",
    "worth buying the su7 or wait for the yu7?",
    "hey bot, is it smart to buy shares of xiaomi right now?",
    "would it be stupid to buy a YU7",
    "which yu7 should i buy",
    "is it worth buying the track package",
    "shall I order the yu7 max",
    "what is a good entry price for xiaomi stock",
]
PRIVATE = [
    "is lei jun married",
    "where does lei jun live",
    "what's lei jun's phone number",
    "how old is lei jun's daughter",
    "does lei jun have kids",
    "lei jun wife",
    "what religion is lei jun",
    "who is lei jun dating",
    "is lei jun gay",
    "lei jun's home address",
    "does Lei Jun have a girlfriend",
    "what's the name of lei jun's wife",
    "is lei jun sick",
    "how many children does lei jun have",
    "is he sick",
    "does he have kids",
    "his religion?",
]
NEAR = [
    "should I charge to 100 percent",
    "should i charge it to 100 percent every night",
    "how much should I budget for the su7",
    "what is the share price of xiaomi",
    "how much did xiaomi invest in evs",
    "how big is xiaomi's investment in cars",
    "can I buy the su7 in germany",
    "where can I buy a yu7",
    "when can i buy an su7 in europe",
    "how do i buy an su7",
    "should i worry about the door handles",
    "did xiaomi sell shares in 2025",
    "who invests in xiaomi",
    "how many cars does xiaomi sell",
    "is the su7 safe",
    "which su7 has the longest range",
    "who is lei jun",
    "what is lei jun's role at xiaomi",
    "did lei jun stake his reputation on cars",
    "does the su7 have isofix for kids",
    "is there room for three children in the yu7",
    "where is the factory address",
    "should i install the update",
    "should I bring my su7 in for the recall",
    "what's the market value of xiaomi",
    "is the ev business profitable",
    "will xiaomi sell the su7 in europe",
    "did the share price go up after the su7 launch",
    "why did the stock fall after the crash",
    "what did lei jun say about the yu7",
    "how many people bought the yu7",
    "what should I know about the recall",
    "does the su7 hold its value",
    "how much money has xiaomi lost on cars",
    "how long do i have to wait if i buy a yu7 now",
    "is lei jun the ceo",
    "how old is the su7",
    "which instance should I join?",
    "what tyres should I put on my su7",
    "how much of its money does xiaomi put into research",
    "did lei jun ever live stream the launch",
    "my wife ordered a yu7, when will it come",
    "is the max worth 50000 yuan more than the pro in range terms",
    "should I get a charger from xiaomi with the car",
    "what do analysts recommend",
    "what is the price target of analysts",
    "what should i know before i buy a yu7",
    "how long should i wait for a yu7",
    "what is the phone number of the service centre",
    "lei jun was supposed to go live, what happened, he sick?",
    "will the yu7 brake for a child on the street",
    "entry price of the xiaomi car range",
    "is a xiaomi cheap to maintain",
]


UNRANKED = Ranking((), (), (), Facets(), Coverage(0.0, 1.0), (), (), (), 0.0)


@cache
def shipped() -> Knowledge:
    return load_knowledge()


@cache
def declining() -> Declining:
    return Declining(shipped(), Lexicon(shipped().vocabulary))


def line_of(id: str) -> str:
    line = next(one.line for one in shipped().declines if one.id == id)
    return line.replace("{disclaimer}", shipped().manifest.disclaimer)


@pytest.mark.parametrize("text", ADVICE)
def test_advice_is_declined(text: str) -> None:
    assert declining().line(text, UNRANKED) == line_of("advice")


@pytest.mark.parametrize("text", PRIVATE)
def test_private_matters_are_declined(text: str) -> None:
    assert declining().line(text, UNRANKED) == line_of("private")


@pytest.mark.parametrize("text", NEAR)
def test_what_only_sounds_alike_is_not_declined(text: str) -> None:
    assert declining().line(text, UNRANKED) == ""


def test_the_disclaimer_is_said_with_advice_alone() -> None:
    disclaimer = shipped().manifest.disclaimer

    assert disclaimer
    assert disclaimer in line_of("advice")
    assert disclaimer not in line_of("private")

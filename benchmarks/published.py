"""Published figures to compare with, in per cent, each with its place."""

from dataclasses import dataclass, field

_FEW_SHOT = "[Few-Shot-Intent-Detection](https://github.com/jianguoz/Few-Shot-Intent-Detection)"
_FULL = "[BERT-Banking77](https://huggingface.co/philschmid/BERT-Banking77)"
_MODERN = "[modernbert-base-banking77](https://huggingface.co/sukhrobnurali/modernbert-base-banking77)"


@dataclass(frozen=True, slots=True)
class Published:
    name: str
    source: str
    given: str
    """What it had beside the phrasings."""
    figures: dict[str, str] = field(default_factory=dict)


BANKING = (
    Published(
        "CPFT", _FEW_SHOT, "web text, books and unlabelled questions of intent sets", {"5": "80.9", "10": "87.2"}
    ),
    Published("ConveRT", _FEW_SHOT, "conversations of Reddit", {"5": "75.3", "10": "83.3"}),
    Published("RoBERTa", _FEW_SHOT, "web text and books", {"5": "74.0", "10": "84.3"}),
    Published("BERT", _FULL, "books and Wikipedia", {"all": "92.6"}),
    Published("ModernBERT", _MODERN, "web text and code", {"all": "94.0"}),
)

LARSON = "[Larson et al. 2019, table 2](https://aclanthology.org/D19-1131/)"
CLINC = (
    Published("Dialogflow", LARSON, "a platform", {"in scope": "90.8", "out of scope": "26.7"}),
    Published("Rasa", LARSON, "a platform", {"in scope": "90.9", "out of scope": "31.2"}),
    Published("SVM", LARSON, "a bag of words", {"in scope": "88.2", "out of scope": "18.0"}),
    Published("MLP", LARSON, "on vectors learned from other text", {"in scope": "93.4", "out of scope": "49.1"}),
    Published("BERT", LARSON, "pretrained on books and Wikipedia", {"in scope": "96.2", "out of scope": "52.3"}),
)
"""The rows with a threshold that is tuned on validation."""

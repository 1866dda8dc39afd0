"""The kernel's public surface as a table: each piece a service may use, and its promise.

`python -m tests.contract.surface` writes it into shared/README.md (`make contracts` does so).
"""

import importlib
import inspect
from pathlib import Path
from typing import Final

README: Final = Path(__file__).parents[2] / "shared" / "README.md"
BEGIN: Final = "<!-- every piece: written by make contracts -->\n"
PACKAGES: Final = (
    *("money", "errors", "commands", "canonical", "ids", "settings"),
    *("events", "store", "projections", "messaging", "http", "identity"),
    *("observability", "runtime", "contracts"),
)
# What has no docstring of its own: constants and aliases.
_PLAIN: Final = {
    "Answer": "What a command's route answers, as `answer` makes it.",
    "Assemble": "Opens what a process needs and closes it when the process is done.",
    "CallerOf": "The verified caller of a request.",
    "Check": "A question health asks; raising is a no.",
    "Conditional": "A submission that names the version it was decided on (If-Match, RFC 9110).",
    "Cursor": "Where a page begins and how many items it has, from the request.",
    "GENESIS": "The chain's value before the first line.",
    "MAX_EVENT_BYTES": "The most bytes that data and metadata of one event may have: 2 MiB.",
    "Language": "A language that users read: French, Arabic, or English for APIs.",
    "MAX_CENTIMES": "The largest amount that canonical JSON holds exactly.",
    "MinPosition": "The position a read must contain, from the request.",
    "PARTITIONS": "How many partitions every topic has; part of the contract.",
    "PROBLEMS": "The problem answers every route declares.",
    "REGISTRY": "Where every figure is registered.",
    "Texts": "Titles and sentences of problems, by code.",
    "Unconditional": "A submission without a version, for routes that create.",
    "Upcast": "Turns the payload of one version into that of the next.",
    "Value": "What an error may carry to fill its text.",
    "Words": "A text in each language.",
    "ZERO": "No money.",
}


def table() -> str:
    """Markdown; raises KeyError for a piece without a promise."""
    rows = [
        f"| `{package}.{name}` | {promise(package, name)} |"
        for package in PACKAGES
        for name in sorted(importlib.import_module(f"mithaq.{package}").__all__)
    ]
    return "\n".join(["| piece | contract |", "|---|---|", *rows]) + "\n"


def promise(package: str, name: str) -> str:
    piece = getattr(importlib.import_module(f"mithaq.{package}"), name)
    told = inspect.getdoc(piece) if callable(piece) else None
    if name in _PLAIN or told is None:
        return _PLAIN[name]
    return " ".join(told.split("\n\n")[0].split()).replace("|", "\\|")


def written(readme: str) -> str:
    """The README with today's table at its end."""
    return readme.partition(BEGIN)[0] + BEGIN + "\n" + table()


if __name__ == "__main__":
    README.write_text(written(README.read_text()))

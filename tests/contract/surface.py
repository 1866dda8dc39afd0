"""Writes the table of the kernel's public names, each with the first paragraph of its docstring.

`python -m tests.contract.surface` writes it into shared/README.md (`make contracts` does so).
"""

import importlib
import inspect
from pathlib import Path
from typing import Final

README: Final = Path(__file__).parents[2] / "shared" / "README.md"
BEGIN: Final = "<!-- every piece: written by make contracts -->\n"
PACKAGES: Final = (
    *(
        "money",
        "morocco",
        "working_days",
        "territories",
        "errors",
        "commands",
        "dating",
        "folding",
        "confusables",
        "unicode",
        "canonical",
        "ids",
        "settings",
        "folding",
        "confusables",
    ),
    *("events", "store", "projections", "projections.rows", "messaging", "http", "words"),
    *("deadlines", "reactions"),
    *("identity", "visibility", "trials", "states"),
    *("observability", "runtime", "contracts"),
)
# Descriptions of names without a docstring: constants and aliases.
_PLAIN: Final = {
    "ANSWER_BYTES": "The longest answer there is, in bytes, but for a file that is downloaded.",
    "Address": "An e-mail address that a mail can reach, its domain as DNS writes it.",
    "COMMANDS": "The topic of a service's commands of record.",
    "Code": "A code of a list of ours or the census's.",
    "Count": "A JSON integer from 0 to 2^31 - 1, in a body.",
    "Day": "An ISO day between 1900 and 2999, in a body or a query.",
    "Digest": "SHA-256 in hexadecimal.",
    "Figure": "An amount, a number, a day, a code or an id of a state, as a trial compares it.",
    "Figures": "The figures of a state by name, some of them in parts.",
    "Grounded": "A submission whose body names what it rests on: If-Match is not needed.",
    "Instant": "An ISO instant with its offset, kept in UTC.",
    "SeqKey": "A log sequence in a cursor.",
    "Sought": "What a list is searched for.",
    "VERSIONED": "`responses` of a route whose answer tells a version in its ETag.",
    "VersionKey": "A version in a cursor.",
    "Whole": "A JSON integer of 32 bits, in a body.",
    "WholeInText": "Digits in a path or a query, from 0 to 2^31 - 1.",
    "Answer": "What a command's route answers, as `answer` makes it.",
    "Assemble": "Opens what a process needs, and closes it at the end.",
    "CallerOf": "The verified caller of a request.",
    "Check": "A readiness check: it raises, or times out, when the dependency is not available.",
    "Conditional": "A submission that names the version it was decided on (If-Match, RFC 9110).",
    "Cursor": "The start and size of a page, from the request's query.",
    "GENESIS": "The hash before the first line: 32 zero bytes.",
    "Key": "A row's primary key.",
    "HALTED_CONSUMER": "The table of consumers that stopped at their limit of parked streams.",
    "PARKED_STREAM": "The table of streams that wait for an operator.",
    "KafkaMechanism": "How a client proves to Kafka who it is.",
    "KafkaProtocol": "Whether a connection to Kafka is encrypted, and whether it says who it is.",
    "Line": "A title or a name in a body: one line, never empty.",
    "MAX_CENTIMES": "The largest amount that canonical JSON holds exactly.",
    "MAX_EVENT_BYTES": "The size limit of an event's data and metadata: 2 MiB.",
    "MinPosition": "The log position that a read must include, from the request.",
    "Name": "A short name in a body, unique in its list.",
    "NameInPath": "The same in a path.",
    "Open": "A list that will grow: text in the schema, an enum's members in code.",
    "ARCHIVIST": "The role that dates a fact further back than usual.",
    "PROBLEMS": "The problem responses that every route declares.",
    "Prose": "A long text in a body.",
    "RABAT": "Morocco's time zone.",
    "Reason": "Why, in a body.",
    "REGISTRY": "The Prometheus registry with every metric.",
    "Row": "A row of a read model, by column.",
    "Shown": "What a sentence can show: text, number, amount, day, several names.",
    "Unconditional": "A submission without a version, for routes that create.",
    "UnconditionalSender": "The sender of a command that creates.",
    "Change": "What an event does to its stream's deadlines: sets one, or cancels some.",
    "OURS": "How the subjects of our own callers begin; no token has such a subject.",
    "SYSTEM": "The role of our own deadlines and reactions; no token grants it.",
    "Upcast": "Turns the payload of one version into that of the next.",
    "Value": "What an error may carry to fill its text.",
    "Year": "A calendar year in a body, 1990 to 2100.",
    "ZERO": "No money.",
}


def table() -> str:
    """The table in Markdown; raises KeyError for a name without a description."""
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
    """The README with the current table at its end."""
    return readme.partition(BEGIN)[0] + BEGIN + "\n" + table()


if __name__ == "__main__":
    README.write_text(written(README.read_text()))

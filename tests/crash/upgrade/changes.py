"""What the next release changes in conventions, as replacements of text in its source.

A changed table: `convention_list` counts the calls for funds. A changed event: `FundsCalled` says
in version 2 whether the call is urgent, which is no optional field; version 1 could not say so.
"""

from typing import Final

_LIST: Final = "read_models/convention_list.py"
_CATALOGUE: Final = "catalogue.py"
_NEWS: Final = """

def _funds_called_v2_to_v1(new: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in new.items() if name != "urgent"}


NEWS: Final = News({("FundsCalled", 2): _funds_called_v2_to_v1})

# Everything the service publishes, then"""

CHANGES: Final = (
    (
        "read_models/involvement.py",
        'metadata = ModelTables("convention_list", revision=',
        'metadata = ModelTables("convention_list", revision=10 + ',
    ),
    (
        _LIST,
        '    Column("changed_at",',
        '    Column("calls", Integer, nullable=False),\n    Column("changed_at",',
    ),
    (_LIST, '        "paid": ZERO,\n    }', '        "paid": ZERO,\n        "calls": 0,\n    }'),
    (
        _LIST,
        "from conventions.domain.signatures import events as signatures\n",
        "from conventions.domain.signatures import events as signatures\n"
        "from conventions.domain.tranches import events as tranches\n",
    ),
    (
        _LIST,
        "        case signatures.ConventionSigned():\n",
        "        case tranches.FundsCalled():\n"
        '            row["calls"] += 1\n'
        "        case signatures.ConventionSigned():\n",
    ),
    (
        "domain/tranches/events.py",
        "class FundsCalled(TrancheStep):\n    pass\n",
        "class FundsCalled(TrancheStep):\n    urgent: bool\n",
    ),
    (
        "domain/tranches/decide.py",
        "e.FundsCalled(**of_step(convention, tranche, command), amount=command.amount)",
        "e.FundsCalled("
        "**of_step(convention, tranche, command), amount=command.amount, urgent=False)",
    ),
    (_CATALOGUE, 'VERSIONS: Final = {"', 'VERSIONS: Final = {"FundsCalled": 2, "'),
    (_CATALOGUE, "\n# Everything the service publishes, then", _NEWS),
    (_CATALOGUE, "    fields=FIELDS,\n", "    fields=FIELDS,\n    news=NEWS,\n"),
    (
        _CATALOGUE,
        "from mithaq.events import Catalogue\n",
        "from mithaq.events import Catalogue, News\n",
    ),
    (
        "upcasts.py",
        "UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {",
        "UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {\n"
        '    ("FundsCalled", 1): lambda old: {**old, "urgent": False},\n    ',
    ),
)

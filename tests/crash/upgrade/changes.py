"""What the next release changes in conventions, as replacements of text in its source.

A changed table: `convention_list` counts the calls for funds. A changed event: `FundsCalled` says
in version 2 whether the call is urgent, which is no optional field; version 1 could not say so.
"""

from typing import Final

_LIST: Final = "read_models/convention_list.py"
_CATALOGUE: Final = "catalogue.py"
_DOWNCAST: Final = """

def _funds_called_v2_to_v1(new: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in new.items() if name != "urgent"}


# What the release before this one"""

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
        "    row |= moved(row, event)\n",
        "    row |= moved(row, event)\n"
        '    row["calls"] += isinstance(event, tranches.FundsCalled)\n',
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
    (_CATALOGUE, "VERSIONS: Final = {\n", 'VERSIONS: Final = {\n    "FundsCalled": 2,\n'),
    (_CATALOGUE, "\n# What the release before this one", _DOWNCAST),
    (
        _CATALOGUE,
        "NEWS: Final = News(\n    {\n",
        'NEWS: Final = News(\n    {\n        ("FundsCalled", 2): _funds_called_v2_to_v1,\n',
    ),
    (
        "upcasts.py",
        "UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {",
        "UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {\n"
        '    ("FundsCalled", 1): lambda old: {**old, "urgent": False},\n    ',
    ),
)

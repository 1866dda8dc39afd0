"""Writes docs/rules.md: every rule that can refuse something, its test, its pair over HTTP.

`python -m tests.contract.rules` writes it and docs/lifecycle.md (`make contracts` does so);
`--lacking` prints the rules without a pair instead. A rule is a class of the kernel's tree of
errors that names itself (`code`); its test is a test function that says the class's name or its
code; its pair, a test that shows an operation refused by it and one that shows the same operation
allowed, is what was heard of the services' answers (`tests.contract.shown`).
"""

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeGuard

from conventions.domain.table import TRANSITIONS
from mithaq.errors import MithaqError

from tests.contract import lifecycle
from tests.contract.out_of_reach import OUT_OF_REACH
from tests.contract.shown import pairs_of

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "rules.md"
HOUSES: Final = ("conventions", "partners", "programming", "notifications", "audit", "mithaq")
_HEAD: Final = """\
# Every rule, and the test that holds it

Written by `make contracts` from the classes of refusals, the table of transitions, the tests and
what the services answered in them; a test fails while this page is behind. A refusal carries the
rule's name as `code`, its values, and its words in three languages (`services/*/src/*/texts`);
`rules.md#` and the name lead to its row, and [what a convention goes through](lifecycle.md) names
the rules of each command. Where several tests name a rule, the first one stands here with the
number of the others.

"Over HTTP" is a pair of tests: one in which the API refuses an operation by this name, and one in
which it allows the same operation (and the number of further operations that have such a pair).
They are heard, not written down: `make rules` runs the tests and notes what the services answer,
and a test that no longer shows what it stands here for fails. What no request can reach says why.
"""
# What refuses nothing itself: bases of other rules, and faults of the system's own making.
_NO_RULE: Final = frozenset(
    {
        "error",
        "rule-broken",
        "invalid",
        "not-now",
        "forbidden",
        "step-exceeded",
        "request-refused",
        "unauthenticated",
    }
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One refusal: the package it lives in (`house`), its class and what the class says."""

    house: str
    code: str
    name: str
    says: str


def rules_of(house: str) -> list[Rule]:
    """The rules that a package declares, by code."""
    found = {}
    for module in _modules(house):
        for name, piece in vars(importlib.import_module(module)).items():
            if _declares(piece, module) and piece.code not in _NO_RULE:
                says = " ".join((inspect.getdoc(piece) or "").split("\n\n")[0].split())
                found[piece.code] = Rule(house, piece.code, name, says.replace("|", "\\|"))
    return sorted(found.values(), key=lambda rule: rule.code)


def _modules(house: str) -> Iterator[str]:
    package = importlib.import_module(house)
    yield house
    for found in pkgutil.walk_packages(package.__path__, f"{house}."):
        if not found.name.endswith("__main__") and "migrations" not in found.name:
            yield found.name


def _declares(piece: object, module: str) -> bool:
    return (
        inspect.isclass(piece)
        and issubclass(piece, MithaqError)
        and piece.__module__ == module
        and "code" in vars(piece)
    )


def tests_by_word(house: str) -> Mapping[str, list[str]]:
    """The tests of a package and of what crosses packages, by each name or text in them."""
    own = "shared/tests" if house == "mithaq" else f"services/{house}/tests"
    places = [own, "tests", "infra/demo/tests"]
    if house == "mithaq":  # the kernel's rules are met through the services' routes as well
        places += [f"services/{service}/tests" for service in HOUSES[:-1]]
    words: dict[str, list[str]] = {}
    for place in places:
        for file in sorted((ROOT / place).rglob("test_*.py")):
            for test, said in _tests(file):
                for word in said:
                    words.setdefault(word, []).append(test)
    return words


def _tests(file: Path) -> Iterator[tuple[str, set[str]]]:
    """Each test of a file with the words it says; what stands beside the tests counts for all."""
    path = file.relative_to(ROOT)
    tree = ast.parse(file.read_text())
    functions = [node for node in ast.walk(tree) if _is_test(node)]
    inside = {id(each) for function in functions for each in ast.walk(function)}
    beside = {word for node in ast.walk(tree) if id(node) not in inside for word in _word(node)}
    for function in functions:
        said = {word for node in ast.walk(function) for word in _word(node)}
        yield f"{path}::{function.name}", said
    if functions:
        yield str(path), beside


def named_in(file: Path) -> set[str]:
    """The tests of a file, as pytest names them but for their parameters."""
    return {test for test, _ in _tests(file)} if file.exists() else set()


def _is_test(node: ast.AST) -> TypeGuard[ast.FunctionDef | ast.AsyncFunctionDef]:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return node.name.startswith("test_")


def _word(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.Constant(value=str(text)):
            yield text


def commands_of(rule: Rule) -> str:
    """The commands of conventions whose row of the table names the rule."""
    if rule.house not in {"conventions", "mithaq"}:
        return ""
    named = [row.name for row in TRANSITIONS if any(r.code == rule.code for r in row.rules)]
    return ", ".join(named)


def untested(house: str) -> list[str]:
    """The rules that no test names."""
    words = tests_by_word(house)
    return [rule.code for rule in rules_of(house) if not {rule.name, rule.code} & words.keys()]


def page() -> str:
    return "\n".join([_HEAD, *(_part(house) for house in HOUSES)])


def _part(house: str) -> str:
    words = tests_by_word(house)
    title = "kernel" if house == "mithaq" else house
    rows = [_row(rule, words) for rule in rules_of(house)]
    head = "| rule | what it says | commands | test | over HTTP: refused, allowed |"
    table = [head, "|---|---|---|---|---|", *rows]
    return "\n".join([f"## {title}", "", *table, ""])


def _row(rule: Rule, words: Mapping[str, list[str]]) -> str:
    tests = sorted({*words.get(rule.name, []), *words.get(rule.code, [])}, key=_preferred)
    more = f" (+{len(tests) - 1})" if len(tests) > 1 else ""
    told = f"`{tests[0]}`{more}" if tests else "none"
    anchor = f'<a id="{rule.code}"></a>'
    return f"| {anchor}`{rule.code}` | {rule.says} | {commands_of(rule)} | {told} | {_pair(rule)} |"


def _pair(rule: Rule) -> str:
    pairs = pairs_of(rule.house, rule.code)
    if not pairs:
        return OUT_OF_REACH.get((rule.house, rule.code), "none")
    operation, (refused, allowed) = next(iter(pairs.items()))
    more = f" (+{len(pairs) - 1})" if len(pairs) > 1 else ""
    return f"{operation.method} `{operation.path}`{more}: `{refused}`, `{allowed}`"


def lacking(house: str) -> list[str]:
    """The rules that no pair shows over HTTP, and of which nothing says why not."""
    codes = [rule.code for rule in rules_of(house)]
    return [
        code for code in codes if (house, code) not in OUT_OF_REACH and not pairs_of(house, code)
    ]


def _preferred(test: str) -> tuple[bool, bool, str]:
    """A test function before a file, the service's own tests before the demo's."""
    return ("::" not in test, test.startswith("infra"), test)


if __name__ == "__main__":
    if "--lacking" in sys.argv[1:]:
        for house in HOUSES:
            for code in lacking(house):
                sys.stdout.write(f"{house} {code}\n")
    else:
        PAGE.write_text(page())
        lifecycle.PAGE.write_text(lifecycle.page())

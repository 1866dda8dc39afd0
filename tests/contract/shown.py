"""What the tests show over HTTP: each rule refused by its name, and the same operation allowed.

`python -m tests.contract.shown` (`make rules`) runs the tests, hears what the services answer, and
writes `tests/contract/shown/`: sorted, one line an answer and the test that shows it. With tests
named behind it, it runs these alone; what is credited to others stays. `tests.contract.showing`
holds every later run of a credited test to its line.

    refused <rule> <service> <method> <path> <test>
    allowed <service> <method> <path> <test>
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = Path(__file__).parent / "shown"
KERNEL: Final = "mithaq"
SERVICES: Final = ("audit", "conventions", "notifications", "partners", "programming")
# Where services are asked over HTTP within seconds.
TESTS: Final = ("services", "shared/tests/http", "shared/tests/edge")
# Made of the stories of the pure tests, one test a pair: before any other.
_OVER_HTTP: Final = "/over_http/"
# They ask everything of everything: nobody reads there what a rule is about.
_SWEEPING: Final = ("test_matrix.py", "/attacks/", "test_attacks.py")


@dataclass(frozen=True, order=True)
class Operation:
    service: str
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.service} {self.method} {self.path}"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        named = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(self.path))
        return re.compile(f"(/api/{self.service})?{named}")

    def matches(self, method: str, path: str) -> bool:
        return method == self.method and self._pattern.fullmatch(path) is not None


@dataclass(frozen=True)
class Answer:
    """`code` names the rule that refused; None: it was allowed."""

    operation: Operation
    code: str | None

    def __str__(self) -> str:
        return f"{self.operation} {f'refused by {self.code}' if self.code else 'allowed'}"

    def line(self, test: str) -> str:
        begins = f"refused {self.code}" if self.code else "allowed"
        return f"{begins} {self.operation} {test}"


_UUID: Final = re.compile(r"[0-9a-f]{8}-")
Credits = Mapping[Answer, str]


@cache
def credits() -> Credits:  # noqa: A001 - what they are
    """Every answer and the test that shows it."""
    lines = [line for file in sorted(FOLDER.glob("*.txt")) for line in file.read_text().split("\n")]
    return dict(_read(line) for line in lines if line)


def _read(line: str) -> tuple[Answer, str]:
    kind, rest = line.split(" ", 1)
    code = None
    if kind == "refused":
        code, rest = rest.split(" ", 1)
    service, method, path, test = rest.split(" ", 3)
    return Answer(Operation(service, method, path), code), test


@cache
def _by_test() -> Mapping[str, list[Answer]]:
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer, test in credits().items():
        found[test].append(answer)
    return found


def credited(test: str) -> list[Answer]:
    """What this test must show."""
    return _by_test().get(test, [])


def ensure_collected(tests: Collection[str]) -> None:
    """Every credited test is among these, where others of its file are."""
    files = {each.split("::")[0] for each in tests}
    gone = [each for each in _by_test() if each.split("::")[0] in files and each not in tests]
    if gone:
        raise pytest.UsageError(f"credited, and not there: {sorted(gone)}. Run `make rules`")


def pair(code: str, operation: Operation) -> tuple[str, str] | None:
    """The test that shows the rule's refusal of this operation, and one that shows it allowed."""
    refused, allowed = (credits().get(Answer(operation, each)) for each in (code, None))
    return (refused, allowed) if refused and allowed else None


def pairs_of(house: str, code: str) -> Mapping[Operation, tuple[str, str]]:
    """By operation that a rule of this package refuses. Two packages may name a rule alike."""
    wanted = sorted(
        each.operation for each in credits() if each.code == code and house_of(each) == house
    )
    found = {operation: pair(code, operation) for operation in wanted}
    return {operation: told for operation, told in found.items() if told is not None}


def house_of(answer: Answer) -> str | None:
    """The package whose rule it names, or whose operation is allowed; None: no rule of ours."""
    service = answer.operation.service
    if answer.code is None or answer.code in _codes_of(service):
        return service
    return KERNEL if answer.code in _codes_of(KERNEL) else None


@cache
def _codes_of(house: str) -> frozenset[str]:
    from tests.contract.rules import rules_of

    return frozenset(rule.code for rule in rules_of(house))


class _Known:
    """The operations of every service, to tell which one a request was for."""

    def __init__(self) -> None:
        self._operations = [each for service in SERVICES for each in _operations(service)]
        self._found: dict[tuple[str, str, str], Operation | None] = {}

    def find(self, test: str, method: str, path: str) -> Operation | None:
        key = (_service_of(test), method, path)
        if key not in self._found:
            named = [each for each in self._operations if each.matches(method, path)]
            # The most literal first: `/totals` before `/{convention_id}`; of two, the test's own.
            named.sort(key=lambda each: (each.service != key[0], each.path.count("{")))
            self._found[key] = next(iter(named), _of_kernel(test, method, path))
        return self._found[key]


def _of_kernel(test: str, method: str, path: str) -> Operation | None:
    """Of an application that the kernel's own tests made."""
    ours = test.startswith("shared/") and _UUID.search(path) is None
    return Operation(KERNEL, method, path) if ours else None


def _operations(service: str) -> Iterator[Operation]:
    # Few runs ask for this, and it takes a second to import.
    from fastapi import FastAPI
    from mithaq.testing.matrix import routes_of

    described = import_module(f"{service}.bootstrap").SERVICE
    app = FastAPI()
    for router in described.routers:
        app.include_router(router)
    for name in routes_of(app):
        method, path = name.split(" ", 1)
        yield Operation(service, method, path)


def _service_of(test: str) -> str:
    return test.split("/")[1] if test.startswith("services/") else ""


def chosen(noted: Mapping[str, Iterable[tuple[str, str, str | None]]]) -> Credits:
    """Of all answers, the ones to credit: the pairs made for it, and one for each rule without."""
    known, shown = _Known(), defaultdict[Answer, list[str]](list)
    for test, answers in noted.items():
        for method, path, code in answers:
            operation = known.find(test, method, path)
            if operation is not None and house_of(Answer(operation, code)) is not None:
                shown[Answer(operation, code)].append(test)
    best = {answer: min(tests, key=_preferred) for answer, tests in shown.items()}
    refused = [each for each in best if each.code and Answer(each.operation, None) in best]
    wanted = [each for each in refused if _OVER_HTTP in best[each]]
    shown_there = {(house_of(each), each.code) for each in wanted}
    alone: dict[tuple[str | None, str | None], list[Answer]] = defaultdict(list)
    for each in refused:
        if (house_of(each), each.code) not in shown_there:
            alone[house_of(each), each.code].append(each)
    wanted += [
        min(found, key=lambda each: (*_preferred(best[each]), each.operation))
        for found in alone.values()
    ]
    allowed = {Answer(each.operation, None) for each in wanted}
    return {each: best[each] for each in (*wanted, *allowed)}


def _preferred(test: str) -> tuple[bool, bool, bool, str]:
    """What stands credited already stays, so that no other test's change moves a line."""
    swept = any(each in test for each in (*_SWEEPING, "\\x"))  # nor can bytes be read
    return (_OVER_HTTP not in test, test not in _by_test(), swept, test)


def heard(tests: Collection[str]) -> Mapping[str, list[tuple[str, str, str | None]]]:
    """What the services answer in these tests, which must pass."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "shown.json"
        command = [sys.executable, "-m", "pytest", "-q", "--shown-to", str(target), *tests]
        subprocess.run(command, cwd=ROOT, check=True)
        found = json.loads(target.read_text())
    return {test: [tuple(each) for each in answers] for test, answers in found.items()}


def write(found: Credits) -> None:
    """A file for each package: of its rules and of what its operations allow."""
    lines: dict[str, list[str]] = defaultdict(list)
    for answer, test in found.items():
        lines[str(house_of(answer))].append(answer.line(test))
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.txt"):
        file.unlink()
    for house, told in lines.items():
        (FOLDER / f"{house}.txt").write_text("\n".join(sorted(told)) + "\n")


def main(tests: list[str]) -> None:
    noted = dict(heard(tests or TESTS))
    files = {each.split("::")[0] for each in noted}
    for answer, test in credits().items() if tests else ():
        if test.split("::")[0] not in files:
            raw = (answer.operation.method, answer.operation.path, answer.code)
            noted.setdefault(test, []).append(raw)
    write(chosen(noted))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Extracts from a package's code every id its catalogues must have, with notes for translators.

Refusals are read from the source: a class with a `code`. Sentences are the literals in `say("...")`
calls. Closed lists, and ids that are put together, are declared in the package's `words.py`.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from mithaq.words.files import VOCABULARY, folder_of

PARTS: Final = ("title", "detail", "way-out")
KERNEL: Final = "mithaq"
# Our own faults: the user sees an internal error, the operator reads the log. And what only its
# kinds are told of.
_NEVER_TOLD: Final = frozenset(
    {"error", "unknown-event-version", "malformed-event", "projector-broken", "not-now"}
)
_SAYING: Final = frozenset({"say", "said"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An id that the code uses. `topic` is where a new one goes; `or_else` may say it as well.

    `values` are the names of what the code gives the sentence; None where that cannot be read.
    """

    id: str
    topic: str
    note: str
    or_else: tuple[str, ...] = ()
    values: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """An error class, as found in the source code."""

    code: str
    name: str
    bases: tuple[str, ...]
    promise: str
    topic: str


def needs_of(package: str) -> dict[str, Need]:
    """Every id of the package, in the order of its code."""
    trees = list(_sources(package))
    declared = import_module("mithaq.http.words" if package == KERNEL else f"{package}.words")
    vocabulary: Mapping[str, Iterable[str]] = getattr(declared, "VOCABULARY", {})
    sentences: Iterable[str] = getattr(declared, "SENTENCES", ())
    rules = [rule for path, tree in trees for rule in _rules(path, tree)]
    found = [
        *_of_rules(package, rules, _given([tree for _, tree in trees])),
        *(
            Need(id=f"{kind}.{code}", topic=VOCABULARY, note=kind)
            for kind, codes in vocabulary.items()
            for code in codes
        ),
        *(Need(id=each, topic="sentences", note="") for each in sentences),
        *(Need(id=each, topic="sentences", note="") for _, tree in trees for each in _said(tree)),
    ]
    return {need.id: need for need in found}


def _sources(package: str) -> Iterator[tuple[Path, ast.Module]]:
    root = folder_of(package).parent
    for path in sorted(root.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path.relative_to(root), ast.parse(path.read_text(encoding="utf-8"))


def _rules(path: Path, tree: ast.Module) -> Iterator[Rule]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and (code := _code(node)) is not None:
            bases = tuple(base.id for base in node.bases if isinstance(base, ast.Name))
            promise = (ast.get_docstring(node) or "").split("\n\n")[0]
            yield Rule(code, node.name, bases, " ".join(promise.split()), _topic(path))


def _code(node: ast.ClassDef) -> str | None:
    """The literal of `code = "..."` or `code: ClassVar[str] = "..."` in a class with a base."""
    for statement in node.body if node.bases else ():
        match statement:
            case (
                ast.Assign(targets=[ast.Name("code")], value=ast.Constant(str(code)))
                | ast.AnnAssign(target=ast.Name("code"), value=ast.Constant(str(code)))
            ):
                return code
    return None


def _topic(path: Path) -> str:
    """The topic of a rule: its folder's name, or its file's in folders without a topic."""
    own = [part for part in path.with_suffix("").parts if part not in {"domain", "rules"}]
    return own[0] if own else "rules"


def _of_rules(
    package: str, rules: list[Rule], given: Mapping[str, frozenset[str] | None]
) -> Iterator[Need]:
    """Three ids per rule. Detail and way out may be inherited from the rule's base class."""
    by_name = {rule.name: rule for rule in rules}
    for rule in rules:
        if rule.code in _NEVER_TOLD:
            continue
        bases = [] if package == KERNEL else list(_refined(rule, by_name))
        for part in PARTS:
            or_else = tuple(f"{base.code}.{part}" for base in bases if part != "title")
            yield Need(
                id=f"{rule.code}.{part}",
                topic=rule.topic,
                note=rule.promise,
                or_else=or_else,
                values=given.get(rule.name),
            )


def _refined(rule: Rule, by_name: Mapping[str, Rule]) -> Iterator[Rule]:
    for name in rule.bases:
        if name in by_name:
            yield by_name[name]
            yield from _refined(by_name[name], by_name)


def _said(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name), args=[ast.Constant(str(said)), *_]):
                if name in _SAYING:
                    yield said


def _given(trees: Iterable[ast.Module]) -> dict[str, frozenset[str] | None]:
    """The names of the values each class is raised with; None if they cannot be found."""
    found: dict[str, frozenset[str] | None] = {}
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        match call.func:
            case ast.Name(name) | ast.Attribute(attr=name):
                names = [keyword.arg for keyword in call.keywords]
                known = found.get(name, frozenset())
                if known is None or None in names or call.args:
                    found[name] = None
                else:
                    found[name] = known.union(each for each in names if each)
    return found

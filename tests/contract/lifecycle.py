"""Writes docs/lifecycle.md: states, commands, who gives them, rules, events, a diagram a machine.

From the tables that check every command (`domain/table.py`), that the tests hold to what happens
(`domain/outcomes.py`, `domain/machines.py`), and from the stories that are played over HTTP: each
arrow has one. `make contracts` writes it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeVar

from conventions.domain.core.commands import Transition
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import AmendmentState, State
from conventions.domain.machines import MACHINES, Machine
from conventions.domain.outcomes import AMENDMENT_LEADS_TO, LEADS_TO, OUTCOMES, reached
from conventions.domain.table import TRANSITIONS
from mithaq.words import texts_of

from services.conventions.tests.over_http.plays import ABSENT, plays

PAGE: Final = Path(__file__).parents[2] / "docs" / "lifecycle.md"
_HEAD: Final = """\
# What a convention goes through

Written by `make contracts` from the tables that check every command; a test fails while this page
is behind. The same tables answer `GET /v1/transitions` and, for one convention and caller,
`GET /v1/conventions/{id}/commands`: which commands are open, and which rule closes each other one.
Each rule has its place, and its test, in [the list of rules](rules.md).
"""
# What the tables join, event by event, and no command does: two parties sign at least, and a text
# is corrected without asking for signatures before they were asked for.
NEVER: Final = frozenset(
    {
        ("ready_to_sign", "signed", "SignConvention"),
        ("text_agreed", "ready_to_sign", "CorrectText"),
        ("pending_approvals", "ready_to_sign", "CorrectText"),
    }
)
_PAIRS: Final = "services/conventions/tests/over_http"
_STEPS: Final = f"""\
Each is a test over HTTP, `{_PAIRS}/test_pairs.py`, named by the command and the step: a story
of the tests of the decisions is given to the API, which takes the step, tells these events and then
shows the state on the right; an amendment's stands behind the colon. What time or partners give, no
request can: it is given as they do, and read over HTTP. In every state that has no step of a
command, the API refuses it by name: `{_PAIRS}/test_wrong_states.py`.
"""
S = TypeVar("S", bound=StrEnum)
Leads = Mapping[type[ConventionEvent], tuple[frozenset[S], S]]
Edges = dict[tuple[str | None, str], list[str]]


def page() -> str:
    parts = [
        _HEAD,
        "## States\n",
        *_named("state", State),
        "## The convention\n",
        _diagram(convention_edges()),
        "## The amendment\n",
        *_named("amendment-state", AmendmentState),
        _diagram(amendment_edges()),
        *(part for machine in MACHINES for part in _machine(machine)),
        "## Commands\n",
        "Who: the capacities in which it may be given. From: the states, those of the amendment in"
        " brackets. Refused by: what its content may break, besides the capacity, the state and the"
        " order in time, which every command keeps.\n",
        "| command | who | from | events | refused by |",
        "|---|---|---|---|---|",
        *(_command(row) for row in TRANSITIONS),
        "",
        "## Steps\n",
        _STEPS,
        "| command | from | to | story |",
        "|---|---|---|---|",
        *map(_step, steps()),
        "",
    ]
    return "\n".join(parts)


def _named(kind: str, codes: Iterable[str]) -> Iterator[str]:
    texts = texts_of("conventions")
    yield "| state | in French | in Arabic |"
    yield "|---|---|---|"
    for code in codes:
        yield f"| `{code}` | {texts.term(kind, code, 'fr')} | {texts.term(kind, code, 'ar')} |"
    yield ""


def convention_edges() -> Edges:
    """From state to state, with the commands that lead there."""
    edges: Edges = {}
    for row in TRANSITIONS:
        if not row.sources and row.target is not None:
            edges.setdefault((None, str(row.target)), []).append(row.name)
        _add(edges, row, row.sources, State, LEADS_TO)
    return edges


def amendment_edges() -> Edges:
    edges: Edges = {(None, str(AmendmentState.NEGOTIATION)): ["DraftAmendment"]}
    for row in TRANSITIONS:
        _add(edges, row, row.amendment, AmendmentState, AMENDMENT_LEADS_TO)
    return edges


def _add(
    edges: Edges, row: Transition, sources: frozenset[S], order: type[S], leads: "Leads[S]"
) -> None:
    events = OUTCOMES[row.command]
    for source in (each for each in order if each in sources):
        found = reached(events, leads, source)
        for target in (each for each in order if each in found):
            if (source, target, row.name) not in NEVER:
                edges.setdefault((str(source), str(target)), []).append(row.name)


def _machine(machine: Machine) -> Iterator[str]:
    edges: Edges = {}
    for move in machine.moves:
        edges.setdefault((move.source, move.target), []).extend(move.commands)
    yield f"## {machine.machine.capitalize()}\n"
    yield f"{machine.says}\n"
    yield _diagram(edges)


def _diagram(edges: Edges) -> str:
    """A state that nothing leaves ends there."""
    lines = [
        f"    {source or '[*]'} --> {target}: {', '.join(commands)}"
        for (source, target), commands in edges.items()
    ]
    left = {source for source, _ in edges}
    ends = dict.fromkeys(target for _, target in edges if target not in left)
    return "\n".join(
        ["```mermaid", "stateDiagram-v2", *lines, *(f"    {end} --> [*]" for end in ends), "```\n"]
    )


def _command(row: Transition) -> str:
    told = (
        f"`{row.name}`",
        ", ".join(map(str, row.capacities)),
        _sources(row),
        ", ".join(f"`{event.__name__}`" for event in OUTCOMES[row.command]),
        _rules(row),
    )
    return f"| {' | '.join(told)} |"


def steps() -> list[tuple[str, str, str, str]]:
    """Command, state before, state after, and the test of the story: in the table's order."""
    order = [row.name for row in TRANSITIONS]
    shown = sorted(plays("allowed"), key=lambda play: (order.index(play.command), play))
    return [(each.command, *_ends(each.shows), each.test) for each in shown]


def _ends(step: str) -> tuple[str, str]:
    before, _, after = step.partition(">")
    return before, after


def _step(step: tuple[str, str, str, str]) -> str:
    command, before, after, test = step
    begins = "nothing yet" if before == ABSENT else before
    return f"| `{command}` | {begins} | {after} | `{test}` |"


def _sources(row: Transition) -> str:
    states = ", ".join(str(each) for each in State if each in row.sources) or "nothing yet"
    of_amendment = ", ".join(str(each) for each in AmendmentState if each in row.amendment)
    return f"{states} ({of_amendment})" if of_amendment else states


def _rules(row: Transition) -> str:
    codes: Sequence[str] = [rule.code for rule in row.rules]
    return ", ".join(f"[`{code}`](rules.md#{code})" for code in sorted(set(codes)))


if __name__ == "__main__":
    PAGE.write_text(page())

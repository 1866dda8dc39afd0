"""The page of the lifecycle is up to date, and each of its rules has its place in the list."""

import re

from conventions.domain.machines import MACHINES, PAPER_FILE, PUBLICATION
from conventions.domain.table import TRANSITIONS
from conventions.domain.takeover.commands import CheckArchivedConvention

from services.conventions.tests.over_http.plays import ABSENT, plays
from tests.contract import rules
from tests.contract.lifecycle import (
    NEVER,
    PAGE,
    Edges,
    amendment_edges,
    convention_edges,
    page,
    steps,
)


def test_the_page_of_the_lifecycle_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "a table changed: run `make contracts`"


def arrows(edges: Edges) -> set[tuple[str, str, str]]:
    return {
        (source or ABSENT, target, command)
        for (source, target), commands in edges.items()
        for command in commands
    }


def test_every_command_is_allowed_over_http() -> None:
    assert {command for command, *_ in steps()} == {row.name for row in TRANSITIONS}


def test_every_arrow_is_taken_over_http() -> None:
    """And none that is said never to be."""
    of_convention = {
        (before.split(":")[0], after.split(":")[0], command)
        for command, before, after, _ in steps()
    }
    of_amendment = {
        (before.partition(":")[2] or ABSENT, after.partition(":")[2], command)
        for command, before, after, _ in steps()
    }
    assert not arrows(convention_edges()) - of_convention
    assert not arrows(amendment_edges()) - of_amendment
    assert not NEVER & of_convention


def test_every_move_of_a_machine_is_made_over_http_and_no_other() -> None:
    """A publication is the office's: `routes/test_frames.py` moves it. A paper file is none yet
    of the convention's: `routes/test_takeover.py` moves it.
    """
    told = {
        f"{machine.machine}:{source}>{target} {command}"
        for machine in MACHINES
        if machine not in (PUBLICATION, PAPER_FILE)
        for source, target, command in arrows(
            {(move.source, move.target): list(move.commands) for move in machine.moves}
        )
        if command != CheckArchivedConvention.__name__
    }
    assert told == {f"{play.shows} {play.command}" for play in plays("moved")}


def test_every_rule_it_names_has_an_anchor_in_the_list_of_rules() -> None:
    named = set(re.findall(r"rules\.md#([a-z0-9-]+)", page()))
    anchors = set(re.findall(r'<a id="([a-z0-9-]+)"></a>', rules.page()))
    assert named
    assert named <= anchors


def test_a_newcomer_finds_what_an_amendment_never_does_and_its_test() -> None:
    """By the words that he has, "amendment" and "paid": the row tells the commands and the test."""
    (row,) = [line for line in rules.page().splitlines() if "`amendment-below-paid`" in line]
    says, commands, test = [cell.strip() for cell in row.split("|")][2:5]
    assert "paid" in says
    assert "AgreeAmendmentText" in commands
    assert "services/conventions/tests/" in test

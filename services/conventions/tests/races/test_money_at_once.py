"""Money moved really at once: approvals, payments and reversals, two files, two assignments.

Short by default; a thousand rounds of each with the mark `campaign`.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from conventions import statements
from conventions.application import Conventions, stream_of
from conventions.domain.core.convention import Convention
from conventions.domain.core.vocabulary import Stage
from conventions.domain.statements import commands as s
from conventions.domain.statements.account import statement_of
from conventions.domain.statements.account import stream_of as account_stream
from mithaq.commands import Submission
from mithaq.errors import MithaqError
from mithaq.ids import new_id

from ..conftest import Running
from ..justifications.story import accept, refuse, spent, submit, withdraw
from ..payment_orders.story import approve, order, ordered, pay, visaed
from ..people import CLERK, OFFICE, REGION, accountant, controller
from ..proposal import mad
from ..statements.story import imported, line
from ..tranches.story import reverse
from .processes import ACCEPTED, Processes, of, processes

ROUNDS = [pytest.param(10, id="short"), pytest.param(1000, id="long", marks=pytest.mark.campaign)]
LONG = 1_800  # seconds


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def three(running: Running) -> AsyncIterator[Processes]:
    async with processes(running.kernel.settings.database_url, 3) as found:
        yield found


async def tranche_of(three: Processes, convention: UUID) -> Any:
    loaded = await three.members[0].streams.load(stream_of(convention))
    assert isinstance(loaded.state, Convention)
    return loaded.state.tranches["R1"]


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_the_last_approval_and_a_payment_at_once(three: Processes, rounds: int) -> None:
    """Never is anything paid that lacks an approval, nor does one person approve twice."""
    story = ordered(150).when(approve())
    for _ in range(rounds):
        convention = new_id()
        await three.seed(story, convention)
        commands = (approve(controller), approve(controller), pay(150, act=f"V {convention}"))
        answers = await three.at_once(*(of(each, convention) for each in commands))
        assert answers.count(ACCEPTED) in {1, 2}
        assert answers[2] in {ACCEPTED, "payment-approvals-lacking"}
        tranche = await tranche_of(three, convention)
        assert tranche.cleared.total == mad(150)
        assert tranche.paid == (mad(150) if answers[2] == ACCEPTED else mad(0))
        kinds = Counter(await three.events_of(stream_of(convention)))
        assert kinds["PaymentApproved"] == 2


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_a_payment_and_the_reversal_of_its_order_at_once(
    three: Processes, rounds: int
) -> None:
    """One of them; and of two payments of one order, one."""
    story = ordered(150).when(approve(), approve(controller))
    for _ in range(rounds):
        convention = new_id()
        await three.seed(story, convention)
        commands = (
            pay(150, act=f"A {convention}"),
            pay(150, act=f"B {convention}"),
            reverse(Stage.ORDERED, 150),
        )
        answers = await three.at_once(*(of(each, convention) for each in commands))
        assert answers.count(ACCEPTED) == 1, answers
        tranche = await tranche_of(three, convention)
        assert tranche.paid <= tranche.cleared.total <= tranche.ordered


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_two_orders_at_once_count_together(three: Processes, rounds: int) -> None:
    """Whichever comes second needs the approvals of both."""
    story = visaed()
    for _ in range(rounds):
        convention = new_id()
        await three.seed(story, convention)
        orders = (order(40), replace(order(40), act="another"))
        assert await _with_figures(three, convention, *orders) == [ACCEPTED] * 2
        tranche = await tranche_of(three, convention)
        assert tranche.cleared.total == mad(40)


async def _with_figures(three: Processes, convention: UUID, *commands: Any) -> list[str]:
    return await three.at_once(*(of(each, convention) for each in commands))


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_a_proof_is_answered_once(three: Processes, rounds: int) -> None:
    story = spent().when(submit(150))
    for _ in range(rounds):
        convention = new_id()
        await three.seed(story, convention)
        commands = (accept(150), refuse(), withdraw())
        answers = await three.at_once(*(of(each, convention) for each in commands))
        assert answers.count(ACCEPTED) == 1, answers
        tranche = await tranche_of(three, convention)
        assert tranche.justified == (mad(150) if answers[0] == ACCEPTED else mad(0))


async def give(member: Conventions, act: Any, command: Any) -> str:
    submission = Submission(
        caller=command.caller, command_id=new_id(), fingerprint=b"f", correlation_id="race"
    )
    try:
        await act(member, submission, command)
    except MithaqError as refused:
        return refused.code
    return ACCEPTED


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_two_imports_of_one_file_and_one_that_overlaps(three: Processes, rounds: int) -> None:
    """One import of the file, and each line once."""
    for _ in range(rounds):
        holder = uuid4()
        one, two, last = line(), line("VIR 2", 40, "2"), line("VIR 3", 7, "3")
        files = (
            imported(one, two, organisation_id=holder),
            imported(one, two, organisation_id=holder, by=CLERK),
            imported(two, last, organisation_id=holder, sha256="c" * 64),
        )
        given = (give(m, statements.take_in, f) for m, f in zip(three.members, files, strict=True))
        assert await asyncio.gather(*given) == [ACCEPTED] * 3
        stream = account_stream(holder, files[0].office, 2026)
        assert await three.events_of(stream) == ["StatementImported"] * 2
        account = (await three.members[0].beside.accounts.load(stream)).state
        assert account.lines.keys() == {one.line, two.line, last.line}


@pytest.mark.timeout(LONG)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_a_line_is_assigned_once(three: Processes, rounds: int) -> None:
    """Two at once, and somebody pays under its reference: one payment of it."""
    story = visaed().when(order(40))
    for _ in range(rounds):
        convention, file = new_id(), uuid4().hex * 2
        await three.seed(story, convention)
        told = line(f"VIR {convention}", 40, str(convention))
        took = imported(told, sha256=file)
        assert await give(three.members[0], statements.take_in, took) == ACCEPTED
        stream = account_stream(REGION, took.office, 2026)
        assign = s.AssignStatementLine(
            caller=OFFICE,
            dating=took.dating,
            statement=statement_of(stream, file),
            line=told.line,
            convention_id=convention,
            tranche="R1",
        )
        paying = of(pay(40, act=told.reference, say=accountant), convention)
        answers = await asyncio.gather(
            give(three.members[0], statements.assign, assign),
            give(three.members[1], statements.assign, replace(assign, caller=CLERK)),
            three._give(three.members[2], paying),
        )
        assert answers.count(ACCEPTED) == 1, answers
        tranche = await tranche_of(three, convention)
        assert (tranche.paid, tranche.excess) == (mad(40), mad(0))

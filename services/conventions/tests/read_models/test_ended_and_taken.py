"""What one side ended owes nothing more; what was paid on paper is compared like the rest."""

from conventions.catalogue import SOURCE
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.vocabulary import Stage, State
from conventions.read_models.obligation_list import OBLIGATION_LIST, OwedEvent, owed
from conventions.read_models.treasury_statements import TREASURY_STATEMENTS, payments
from mithaq.events import Recorded
from mithaq.testing.recorded import recorded
from sqlalchemy import select

from ..conftest import Running
from ..ending.test_terminating import end
from ..notices.story import DUTY, expire, serve
from ..obligations.story import LAND, obliged
from ..people import DAY, ID, OPERATOR, clerk
from ..proposal import mad
from ..story import state_of
from ..takeover.paper import FILE, PAID
from ..takeover.paper import running as taken_over
from ..tranches.story import reverse


def lines(*events: ConventionEvent) -> list[Recorded[ConventionEvent]]:
    return [
        recorded(SOURCE, event, f"convention-{ID}", nth, effective_date=DAY)
        for nth, event in enumerate(events, start=1)
    ]


async def test_what_one_side_ended_owes_nothing_more(running: Running) -> None:
    story = obliged(LAND).when(serve(clerk, DUTY, OPERATOR), expire(), end())
    assert state_of(story).state is State.TERMINATED
    told = [each for each in lines(*story.history) if isinstance(each.event, OwedEvent)]
    async with running.kernel.engine.connect() as connection:
        await OBLIGATION_LIST.project(connection, told)
        query = select(owed.c.ended).where(owed.c.convention_id == ID)
        assert set((await connection.execute(query)).scalars()) == {True}
        await connection.rollback()


async def test_a_payment_on_paper_is_compared_and_taken_back_as_another(running: Running) -> None:
    back = reverse(Stage.PAID, 100, name="P1", reference=PAID.reference)
    begun, *reversals = taken_over(FILE).when(back).history
    async with running.kernel.engine.connect() as connection:
        found = []
        for batch in (lines(begun), lines(*reversals)):
            await TREASURY_STATEMENTS.project(connection, batch)
            query = select(payments.c.tranche, payments.c.paid)
            rows = await connection.execute(query.where(payments.c.convention_id == ID))
            found += [tuple(row) for row in rows]
        await connection.rollback()
    assert found == [("P1", mad(500)), ("P1", mad(400))]

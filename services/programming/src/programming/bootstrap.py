"""The one place where programming's parts are put together."""

from uuid import UUID

from mithaq.commands import Caller
from mithaq.runtime import Kernel, Service

from programming.application import Programming
from programming.catalogue import CATALOGUE
from programming.domain.permissions import sees_as
from programming.parts import ProgrammingParts
from programming.problems import TEXTS
from programming.read_models.convention_actions import CONVENTION_ACTIONS, actions_of
from programming.read_models.programme_board import PROGRAMME_BOARD
from programming.read_models.project_list import PROJECT_LIST
from programming.routes import programmes, projects


def parts(kernel: Kernel) -> ProgrammingParts:
    conventions = kernel.reader(CONVENTION_ACTIONS)

    async def known_actions(convention_id: UUID, caller: Caller) -> frozenset[str] | None:
        async with conventions.connect() as connection:
            return await actions_of(connection, convention_id, seen_by=sees_as(caller))

    return ProgrammingParts(
        programming=Programming(kernel.store, known_actions),
        board=kernel.reader(PROGRAMME_BOARD),
        projects=kernel.reader(PROJECT_LIST),
        clock=kernel.clock,
    )


SERVICE = Service(
    name="programming",
    title="Mithaq: programmes and projects",
    catalogue=CATALOGUE,
    texts=TEXTS,
    routers=[programmes.router, projects.router],
    own=[PROGRAMME_BOARD, PROJECT_LIST],
    foreign=[CONVENTION_ACTIONS],
    parts=parts,
)

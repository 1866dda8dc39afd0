"""The one place where programming's parts are put together."""

from mithaq.runtime import Kernel, Service
from mithaq.store import Streams

from programming.application import Programming
from programming.catalogue import CATALOGUE, PROGRAMMES, PROJECTS
from programming.domain.evolve import UNOPENED, UNPROPOSED, evolve_programme, evolve_project
from programming.domain.figures import of_programme, of_project
from programming.read_models.convention_actions import CONVENTION_ACTIONS
from programming.read_models.live_activity import LIVE_ACTIVITY
from programming.read_models.merged_organisations import MERGED_ORGANISATIONS
from programming.read_models.programme_board import PROGRAMME_BOARD
from programming.read_models.project_list import PROJECT_LIST
from programming.routes import programmes, projects


def parts(kernel: Kernel) -> Programming:
    return Programming(
        programmes=Streams(
            kernel.store,
            PROGRAMMES,
            UNOPENED,
            evolve_programme,
            figures=of_programme,
            cache=kernel.states,
        ),
        projects=Streams(
            kernel.store,
            PROJECTS,
            UNPROPOSED,
            evolve_project,
            figures=of_project,
            cache=kernel.states,
        ),
        programme_board=kernel.reader(PROGRAMME_BOARD),
        project_list=kernel.reader(PROJECT_LIST),
        convention_actions=kernel.reader(CONVENTION_ACTIONS),
        merged_organisations=kernel.reader(MERGED_ORGANISATIONS),
        clock=kernel.clock,
        backdating_days=kernel.settings.backdating_days,
    )


SERVICE = Service(
    name="programming",
    title="Mithaq: programmes and projects",
    catalogue=CATALOGUE,
    texts="programming",
    routers=[programmes.router, projects.router],
    own=[PROGRAMME_BOARD, PROJECT_LIST],
    foreign=[CONVENTION_ACTIONS, LIVE_ACTIVITY, MERGED_ORGANISATIONS],
    parts=parts,
)

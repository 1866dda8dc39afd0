"""The one place where the parts of this service are put together."""

from mithaq.runtime import Kernel, Service

from conventions.application import Conventions, streams_over
from conventions.beside import Beside
from conventions.catalogue import CATALOGUE
from conventions.days_off import DaysOff
from conventions.deadlines import DEADLINES
from conventions.office import Office
from conventions.reactions import REACTIONS
from conventions.read_models import (
    ARCHIVED_ENTRIES,
    CONVENTION_LIST,
    FRAMEWORK_ENVELOPE,
    OBLIGATION_LIST,
    PUBLICATIONS,
    RAISED_ALERTS,
    TRANCHE_DAYS,
    TRANCHE_SCHEDULE,
    TREASURY_STATEMENTS,
)
from conventions.read_models.partner_queries import PostgresRegistry
from conventions.read_models.partner_registry import PARTNER_REGISTRY
from conventions.routes import ROUTERS
from conventions.settings import ApprovalSettings
from conventions.taking_over import PaperFiles

_OWN = (
    CONVENTION_LIST,
    TRANCHE_SCHEDULE,
    TRANCHE_DAYS,
    OBLIGATION_LIST,
    PUBLICATIONS,
    FRAMEWORK_ENVELOPE,
    RAISED_ALERTS,
    ARCHIVED_ENTRIES,
    TREASURY_STATEMENTS,
)


def put_together(kernel: Kernel) -> Conventions:
    return Conventions(
        streams=streams_over(kernel.store, cache=kernel.states, snapshots=kernel.snapshots),
        beside=Beside.over(kernel.store, kernel.states),
        days_off=DaysOff.over(kernel.store, kernel.states),
        office=Office.over(kernel.store, kernel.states),
        paper=PaperFiles.over(kernel.store, kernel.states),
        registry=PostgresRegistry(kernel.reader(PARTNER_REGISTRY)),
        readers={model.name: kernel.reader(model) for model in _OWN},
        log=kernel.log,
        clock=kernel.clock,
        backdating_days=kernel.settings.backdating_days,
        evidence=ApprovalSettings().evidence(),
        thresholds=ApprovalSettings().thresholds(),
        payment_approvals=ApprovalSettings().payments(),
    )


SERVICE = Service(
    name="conventions",
    title="Mithaq: conventions, their text and their money",
    catalogue=CATALOGUE,
    texts="conventions",
    routers=ROUTERS,
    own=_OWN,
    foreign=[PARTNER_REGISTRY],
    deadlines=DEADLINES,
    reactions=REACTIONS,
    parts=put_together,
)

"""Who gets what from each route of audit."""

from typing import Final
from uuid import UUID

from audit.bootstrap import SERVICE
from mithaq.runtime.assembly import api_of
from mithaq.runtime.service import Role
from mithaq.testing.matrix import Gets, Matrix, Objects, Row, cells

from .conftest import Running, Trusting, bearer
from .world import COMMUNE, INTERIOR, MIDELT, MINISTRY, TANGER

NOWHERE: Final = UUID(int=77)
_ALL: Final = "office auditor service treasury"
_UNKNOWN: Final = cells(Gets.UNKNOWN)
_EVERYTHING: Final = cells(Gets.UNKNOWN, ok=_ALL)
_OF_ORGANISATION: Final = Row(
    own=cells(Gets.UNKNOWN, ok=f"{_ALL} partner controller accountant"),
    foreign=_EVERYTHING,
    absent=_UNKNOWN,
)
_OF_CONVENTION: Final = Row(
    own=cells(Gets.UNKNOWN, ok=f"{_ALL} partner controller accountant approver"),
    foreign=_EVERYTHING,
    absent=_UNKNOWN,
)
_VERIFIERS: Final = Row(own=cells(Gets.FORBIDDEN, ok="office auditor"))

TABLE: Final = {
    "GET /v1/logs": _VERIFIERS,
    "GET /v1/logs/{source}/verification": _VERIFIERS,
    "POST /v1/logs/{source}/verification": _VERIFIERS,
    "GET /v1/log/head": Row(own=cells(Gets.OK), open=True),
    "GET /v1/partners": Row(
        own=cells(Gets.OK),
        shows=f"{_ALL} partner controller accountant",
        shows_foreign=_ALL,
    ),
    "GET /v1/partners/{organisation}/commitments": _OF_ORGANISATION,
    "GET /v1/partners/{organisation}/contributions": _OF_ORGANISATION,
    "GET /v1/partners/{organisation}/obligations": _OF_ORGANISATION,
    "GET /v1/conventions/{convention_id}/commitments": _OF_CONVENTION,
    "GET /v1/conventions/{convention_id}/history": _OF_CONVENTION,
    "GET /v1/streams/{stream_id}/events": _OF_CONVENTION,
    "GET /v1/streams/{stream_id}/events/{version}/file": _OF_CONVENTION,
}
OBJECTS: Final = Objects(
    organisation=COMMUNE,
    organisations={"approver": INTERIOR},
    parameters={
        "source": ["conventions"],
        "organisation": [str(COMMUNE), str(MINISTRY), str(NOWHERE)],
        "convention_id": [str(MIDELT), str(TANGER), str(NOWHERE)],
        "stream_id": [f"convention-{each}" for each in (MIDELT, TANGER, NOWHERE)],
        "version": ["1"],
    },
    marks=(str(COMMUNE), str(MINISTRY)),
)


async def test_each_route_answers_as_its_row_says(told: Running) -> None:
    app = api_of(SERVICE, told.kernel, Role.ALL)
    app.state.verifier = Trusting()
    matrix = Matrix(app, told.http, bearer, OBJECTS)
    wrong = await matrix.differences(TABLE)
    assert not wrong, "\n".join(wrong)


async def test_a_route_without_a_row_and_a_row_without_a_route_are_told(told: Running) -> None:
    app = api_of(SERVICE, told.kernel, Role.ALL)
    matrix = Matrix(app, told.http, bearer, OBJECTS)
    assert await matrix.differences({"GET /v1/gone": _VERIFIERS}) == [
        *(f"{name}: no row" for name in sorted(TABLE)),
        "GET /v1/gone: no route",
    ]

"""Who gets what from each route of partners.

Organisations are public; what concerns their people and mandates is not. Commands are given under a
version that is past, so that none of them changes what the next one finds.
"""

from typing import Final
from uuid import UUID, uuid4

from mithaq.testing.matrix import Gets, Matrix, Objects, Row, cells

from .calls import Commune, a_mandate, a_signing_commune, command
from .conftest import Running, bearer

_O: Final = "/v1/organisations/{organisation_id}"
_M: Final = f"{_O}/mandates/{{mandate_id}}"
_R: Final = f"{_O}/representatives/{{representative_id}}"
_PUBLIC: Final = Row(own=cells(Gets.OK))
_CHANGES: Final = ("closure", "reopening", "merger", "separation", "correction")

_OF_ORGANISATION: Final = "office auditor service treasury partner controller accountant"
_EVERYTHING: Final = cells(Gets.UNKNOWN, ok="office auditor service treasury")
_STALE: Final = Row(
    own=cells(Gets.REFUSED), foreign=cells(Gets.REFUSED), absent=cells(Gets.UNKNOWN)
)
_PRIVATE: Final = Row(
    own=cells(Gets.UNKNOWN, ok=_OF_ORGANISATION),
    foreign=_EVERYTHING,
    absent=_EVERYTHING,  # an empty page of an organisation that would be public
)

TABLE: Final = {
    "GET /v1/log/head": Row(own=cells(Gets.OK), open=True),
    "GET /v1/territories": _PUBLIC,
    "GET /v1/territories/{code}": _PUBLIC,
    "GET /v1/organisations": _PUBLIC,
    f"GET {_O}": Row(own=cells(Gets.OK), foreign=cells(Gets.OK), absent=cells(Gets.UNKNOWN)),
    f"GET {_O}/mandates": _PRIVATE,
    f"GET {_O}/representatives": _PRIVATE,
    f"GET {_M}": Row(
        own=cells(Gets.UNKNOWN, ok=_OF_ORGANISATION),
        foreign=_EVERYTHING,
        absent=cells(Gets.UNKNOWN),
    ),
    "GET /v1/representatives/{representative_id}/contact": Row(
        own=cells(Gets.UNKNOWN, ok="office service partner"),
        foreign=cells(Gets.UNKNOWN, ok="office service"),
        absent=cells(Gets.UNKNOWN),
    ),
    "POST /v1/organisations": Row(own=cells(Gets.FORBIDDEN, refused="office")),
    f"POST {_O}/verification": _STALE,
    f"POST {_O}/suspension": _STALE,
    f"POST {_O}/reinstatement": _STALE,
    **{f"POST {_O}/{change}": _STALE for change in _CHANGES},
    f"POST {_O}/change/confirmation": _STALE,
    f"POST {_O}/change/declining": _STALE,
    # Nothing is asked for of any of them: who may read it is told so.
    f"GET {_O}/change": Row(
        own=cells(Gets.UNKNOWN, refused=_OF_ORGANISATION),
        foreign=cells(Gets.UNKNOWN, refused="office auditor service treasury"),
        absent=cells(Gets.UNKNOWN),
    ),
    f"POST {_R}/correction": _STALE,
    f"POST {_M}/delegations": _STALE,
    f"POST {_O}/representatives": Row(
        own=cells(Gets.FORBIDDEN, refused="office partner"),
        foreign=cells(Gets.FORBIDDEN, refused="office"),
        absent=cells(Gets.UNKNOWN),
    ),
    f"POST {_R}/erasure": _STALE,
    f"POST {_R}/erasure/confirmation": _STALE,
    f"POST {_O}/mandates": _STALE,
    f"POST {_M}/confirmation": _STALE,
    f"POST {_M}/declining": _STALE,
    f"POST {_M}/revocation": _STALE,
}


async def mandated(running: Running) -> tuple[Commune, str]:
    """A commune with a representative and a mandate that waits for its confirmation."""
    told = await a_signing_commune(running)
    path = f"{told.path}/mandates"
    recorded = await command(running, path, a_mandate(told), told.clerk, told.version)
    assert recorded.status_code == 201, recorded.text
    await running.partners.mandates.wait(recorded.json()["position"])
    return told, recorded.json()["id"]


async def test_each_route_answers_as_its_row_says(running: Running) -> None:
    (own, mandate), (foreign, other) = [await mandated(running) for _ in range(2)]
    absent = str(uuid4())
    objects = Objects(
        organisation=UUID(own.id),
        parameters={
            "organisation_id": [own.id, foreign.id, absent],
            "mandate_id": [mandate, other, str(uuid4())],
            "representative_id": [own.person, foreign.person, str(uuid4())],
            "code": ["08"],
        },
        versions={"organisation_id": (99, 99)},
    )
    matrix = Matrix(running.app, running.http, _bearer, objects)
    wrong = await matrix.differences(TABLE)
    assert not wrong, "\n".join(wrong)


def _bearer(subject: str, *roles: str, org: UUID | None = None) -> dict[str, str]:
    return bearer(subject, *roles, org=str(org) if org else None)

"""Who gets what from each route of conventions: of a convention that was withdrawn, so that no
command changes it; whoever may give one is told that it is closed.
"""

from dataclasses import replace
from typing import Final
from uuid import UUID, uuid4

from conventions.bootstrap import SERVICE
from conventions.heard import partners as p
from conventions.routes.views.parts import PARTS
from mithaq.http import samples
from mithaq.runtime.assembly import api_of
from mithaq.runtime.service import Role
from mithaq.testing.matrix import Gets, Matrix, Objects, Row, cells

from ..conftest import Running, Trusting
from .clients import Convention, bearer

_ALL: Final = ("office", "auditor", "service", "treasury")
_TIED: Final = ("partner", "controller", "accountant", "approver")
_UNKNOWN: Final = cells(Gets.UNKNOWN)
_READS: Final = Row(
    own=cells(Gets.UNKNOWN, ok=" ".join([*_ALL, *_TIED])),
    foreign=cells(Gets.UNKNOWN, ok=" ".join(_ALL)),
    absent=_UNKNOWN,
)
_PUBLIC: Final = Row(own=cells(Gets.OK))
_OFFICE: Final = Row(own=cells(Gets.FORBIDDEN, ok="office"))
# The office alone, as an archivist, which nobody here is.
_FORBIDDEN: Final = cells(Gets.FORBIDDEN)
_FILE: Final = cells(Gets.FORBIDDEN, unknown="office auditor")
_NONE: Final = Row(own=_READS.own, foreign=_READS.foreign, absent=_UNKNOWN)


def _gives(*who: str) -> Row:
    """By these of its own convention; of another's, by those of them who see everything."""
    own = [each for each in (*_ALL, *_TIED) if each not in who]
    foreign = [each for each in _ALL if each not in who]
    everywhere = [each for each in who if each in _ALL]
    return Row(
        own=cells(Gets.UNKNOWN, refused=" ".join(who), forbidden=" ".join(own)),
        foreign=cells(Gets.UNKNOWN, refused=" ".join(everywhere), forbidden=" ".join(foreign)),
        absent=_UNKNOWN,
    )


_LEAD: Final = _gives("office", "partner")
_PARTY: Final = _gives("partner")
# The registry is asked for the person or the organisation before the capacity counts.
_NAMES: Final = _gives(*_ALL, *_TIED)
_C: Final = "/v1/conventions/{convention_id}"
_T: Final = f"{_C}/tranches/{{tranche}}"
_O: Final = f"{_C}/obligations/{{obligation}}/occurrences/{{occurrence}}"
_A: Final = f"{_C}/amendments/{{amendment}}"

TABLE: Final = {
    "GET /v1/log/head": Row(own=cells(Gets.OK), open=True),
    "GET /v1/transitions": _PUBLIC,
    "GET /v1/duties": _PUBLIC,
    "GET /v1/amendment-kinds": _PUBLIC,
    "GET /v1/templates/{instrument}": _PUBLIC,
    "GET /v1/templates": _PUBLIC,
    "GET /v1/programme-kinds": _PUBLIC,
    **{
        f"{method} /v1/{what}/versions{end}": row
        for what in ("templates/{name}", "programme-kinds/{code}")
        for method, end, row in (
            ("GET", "", _PUBLIC),
            ("GET", "/{version}", _PUBLIC),
            ("POST", "", _OFFICE),
            ("POST", "/{version}/confirmation", _OFFICE),
            ("POST", "/{version}/withdrawal", _OFFICE),
        )
    },
    "POST /v1/starter-set": _OFFICE,
    "POST /v1/starter-set/confirmation": _OFFICE,
    "GET /v1/conventions": Row(
        own=cells(Gets.OK, refused="homeless"),
        query="?limit=200",
        shows=" ".join([*_ALL, *_TIED]),
        shows_foreign=" ".join(_ALL),
    ),
    "GET /v1/archived-conventions": Row(own=cells(Gets.FORBIDDEN, ok="office auditor")),
    "POST /v1/archived-conventions": Row(own=_FORBIDDEN),
    "GET /v1/archived-conventions/{convention_id}": Row(own=_FILE, foreign=_FILE, absent=_FILE),
    **{
        f"{way}": Row(own=_FORBIDDEN, foreign=_FORBIDDEN, absent=_FORBIDDEN)
        for way in (
            "PUT /v1/archived-conventions/{convention_id}",
            "POST /v1/archived-conventions/{convention_id}/check",
            "POST /v1/archived-conventions/{convention_id}/return",
        )
    },
    f"GET {_C}/gaps": Row(
        own=cells(Gets.UNKNOWN, refused=" ".join([*_ALL, *_TIED])),
        foreign=cells(Gets.UNKNOWN, refused=" ".join(_ALL)),
        absent=_UNKNOWN,
    ),
    f"POST {_C}/archived-facts": _gives("office"),
    f"POST {_C}/archived-facts/{{fact_number}}/confirmation": _gives("office"),
    f"POST {_C}/archived-facts/{{fact_number}}/return": _gives("office"),
    "POST /v1/holidays": Row(own=cells(Gets.FORBIDDEN, ok="office")),
    "GET /v1/holidays/{year}": _PUBLIC,
    "GET /v1/conventions/totals": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/conventions/export.csv": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/conventions/export.xlsx": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/obligations": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/tranches": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/alerts": Row(own=cells(Gets.OK, refused="homeless")),
    f"GET {_C}/alerts": _READS,
    "GET /v1/late-contributions": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/late-contributions/totals": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/late-contributions/export.csv": Row(own=cells(Gets.OK, refused="homeless")),
    "GET /v1/late-contributions/export.xlsx": Row(own=cells(Gets.OK, refused="homeless")),
    f"GET {_C}": _READS,
    f"GET {_C}/commands": _READS,
    f"GET {_C}/version": _READS,
    f"GET {_C}/organisations": _READS,
    f"GET {_C}/late": _READS,
    f"GET {_C}/drift": _READS,
    f"GET {_C}/held": _READS,
    f"GET {_C}/text": _READS,
    f"GET {_C}/text/file": _READS,
    **{f"GET {_C}/{part}": _READS for part in PARTS},
    f"GET {_C}/comparison": replace(_READS, query="?from=2100-01-01&to=2100-01-01"),
    f"GET {_C}/envelope": _gives(*_ALL, *_TIED),  # it is no framework
    f"GET {_C}/financing-conventions": _gives(*_ALL, *_TIED),  # nor here
    f"GET {_A}/effect": _gives(*_ALL, *_TIED),  # there is no such amendment
    f"GET {_A}/provisions": _gives(*_ALL, *_TIED),  # there is no such amendment
    f"GET {_C}/rounds/{{round}}/minutes": _READS,
    f"GET {_C}/articles/{{article}}/proposals": _READS,
    f"POST {_C}/articles/{{article}}/adoption": _LEAD,
    f"GET {_C}/plan": _READS,
    f"GET {_C}/plan/sheet": _READS,
    f"GET {_C}/events": _READS,
    f"GET {_C}/events/{{version}}/file": _READS,
    f"GET {_C}/frame": _READS,
    f"POST {_C}/frame": _NAMES,
    f"GET {_C}/approvals/needed": _READS,
    f"GET {_T}/release": _gives(*_ALL, *_TIED),  # there is no such tranche
    "POST /v1/conventions": Row(
        own=cells(Gets.FORBIDDEN, ok="partner", refused="office auditor service treasury homeless")
    ),
    "GET /v1/treasury-statements": Row(own=cells(Gets.OK, refused="homeless")),
    "POST /v1/treasury-statements": Row(own=cells(Gets.REFUSED)),  # what is whose is not told
    "GET /v1/treasury-statements/{statement}": Row(own=cells(Gets.UNKNOWN)),  # there is none
    **{
        f"POST /v1/treasury-statements/{{statement}}/lines/{{line}}/{what}": Row(
            own=cells(Gets.UNKNOWN)
        )
        for what in ("assignment", "setting-aside", "reopening")
    },
    f"POST {_C}/parties": _NAMES,
    f"DELETE {_C}/parties/{{organisation_id}}": _LEAD,
    f"PUT {_C}/articles/{{article}}": _LEAD,
    f"PUT {_C}/articles/{{article}}/clause": _NAMES,
    f"PUT {_C}/conditions/{{condition}}": _NAMES,
    f"DELETE {_C}/conditions/{{condition}}": _LEAD,
    f"POST {_C}/conditions/{{condition}}/decision": _gives(),
    f"PUT {_C}/committees/{{committee}}": _LEAD,
    f"DELETE {_C}/committees/{{committee}}": _LEAD,
    f"POST {_C}/committees/{{committee}}/meetings": _LEAD,
    f"POST {_C}/meetings/{{meeting}}/postponement": _LEAD,
    f"POST {_C}/meetings/{{meeting}}/cancellation": _LEAD,
    f"POST {_C}/meetings/{{meeting}}/minutes": _LEAD,
    f"POST {_C}/meetings/{{meeting}}/minutes/confirmation": _PARTY,
    f"POST {_C}/meetings/{{meeting}}/minutes/contestation": _PARTY,
    f"POST {_C}/decisions/{{decision}}/execution": _LEAD,
    f"PUT {_C}/actions/{{action}}": _LEAD,
    f"DELETE {_C}/actions/{{action}}": _LEAD,
    f"PUT {_C}/contributions/{{contribution}}": _LEAD,
    f"DELETE {_C}/contributions/{{contribution}}": _LEAD,
    f"POST {_C}/contributions/{{contribution}}/deliveries": _PARTY,
    f"POST {_C}/contributions/{{contribution}}/deliveries/acceptances": _LEAD,
    f"POST {_C}/contributions/{{contribution}}/deliveries/rejections": _LEAD,
    f"GET {_C}/obligations": _READS,
    f"PUT {_C}/obligations/{{obligation}}": _LEAD,
    f"DELETE {_C}/obligations/{{obligation}}": _LEAD,
    f"POST {_O}/evidence": _PARTY,
    f"POST {_O}/evidence/withdrawal": _PARTY,
    f"POST {_O}/evidence/certificate": _LEAD,
    f"POST {_O}/evidence/return": _LEAD,
    f"POST {_O}/waiver": _PARTY,
    f"POST {_O}/waiver/consent": _gives("office"),
    f"PUT {_C}/shares/{{share}}": _LEAD,
    f"DELETE {_C}/shares/{{share}}": _LEAD,
    f"POST {_C}/shares/{{share}}/split": _LEAD,
    f"POST {_C}/plan/imports": _NAMES,  # the sheet is read before the capacity counts
    f"PUT {_C}/total": _LEAD,
    f"POST {_C}/submission": _LEAD,
    f"POST {_C}/withdrawal": _LEAD,
    f"POST {_C}/rounds": _LEAD,
    f"POST {_C}/positions": _PARTY,
    f"POST {_C}/rounds/closing": _LEAD,
    f"POST {_C}/text": _LEAD,
    f"POST {_C}/reopening": _LEAD,
    f"POST {_C}/approvals": _NAMES,
    f"POST {_C}/approvals/grants": _gives(),
    f"POST {_C}/approvals/refusals": _gives(),
    f"POST {_C}/signatures": _NAMES,
    f"POST {_C}/signatures/forwarding": _NAMES,
    f"POST {_C}/text/corrections": _LEAD,
    f"POST {_C}/signing-time": _LEAD,
    f"POST {_C}/refusal": _NAMES,
    f"POST {_C}/entry-into-force": _LEAD,
    f"POST {_T}/documents": _LEAD,
    f"POST {_C}/actions/{{action}}/progress": _LEAD,
    f"POST {_C}/actions/{{action}}/progress/acceptances": _LEAD,
    f"POST {_T}/imputations": _gives("accountant"),
    f"POST {_T}/refunds": _gives("office", "accountant"),
    f"POST {_T}/reversals": _gives("office", "partner", "controller", "accountant", "treasury"),
    f"PUT {_T}": _LEAD,
    f"POST {_T}/cancellation": _LEAD,
    f"POST {_T}/calls": _LEAD,
    f"POST {_T}/commitments": _PARTY,
    f"POST {_T}/visas": _gives("controller", "treasury"),
    f"POST {_T}/orders": _PARTY,
    f"POST {_T}/payments": _gives("accountant"),
    f"POST {_T}/justifications": _LEAD,
    f"POST {_T}/orders/{{order}}/approvals": _gives("partner", "controller", "treasury"),
    f"POST {_T}/orders/{{order}}/refusals": _gives("partner", "controller", "treasury"),
    f"POST {_T}/submissions": _gives(),
    f"POST {_T}/submissions/{{submission}}/refusal": _LEAD,
    f"POST {_T}/submissions/{{submission}}/withdrawal": _gives(),
    f"POST {_T}/external-payments": _gives("office", "accountant"),
    f"POST {_T}/overpayment-settlement": _LEAD,
    f"POST {_C}/suspension": _LEAD,
    f"POST {_C}/resumption": _LEAD,
    f"POST {_C}/completion": _LEAD,
    f"GET {_C}/closure": _READS,
    f"POST {_C}/closure": _LEAD,
    f"POST {_C}/archive": _LEAD,
    f"POST {_C}/termination": _LEAD,
    f"POST {_C}/actions/{{action}}/acceptances/provisional": _gives("office", "partner"),
    f"POST {_C}/actions/{{action}}/acceptances/final": _gives("office", "partner"),
    f"POST {_C}/actions/{{action}}/reservations/{{reservation}}/lifting": _LEAD,
    f"POST {_C}/notices": _LEAD,
    f"POST {_C}/notices/{{notice}}/answer": _PARTY,
    f"POST {_C}/notices/{{notice}}/withdrawal": _LEAD,
    f"POST {_C}/amendments": _LEAD,
    f"POST {_A}/positions": _PARTY,
    f"POST {_A}/revisions": _LEAD,
    f"POST {_A}/text": _LEAD,
    f"GET {_A}/approvals/needed": _gives(*_ALL, *_TIED),  # there is no such amendment
    f"POST {_A}/approvals": _NAMES,
    f"POST {_A}/approvals/grants": _gives(),
    f"POST {_A}/approvals/refusals": _gives(),
    f"POST {_A}/signatures": _NAMES,
    f"POST {_A}/refusal": _NAMES,
    f"POST {_A}/signing-time": _LEAD,
    f"POST {_A}/effect": _LEAD,
    f"POST {_A}/withdrawal": _LEAD,
}


async def withdrawn(running: Running, body: UUID) -> Convention:
    """Asked for an approval by this body, then reopened and withdrawn."""
    told = await (await Convention(running).drafted()).frozen()
    lead = told.of(told.region)
    visa = {"kind": "interior", "organisation_id": str(body)}
    await told.do(lead, "/approvals", {"approvals": [*told.needed(), visa]})
    await told.do(lead, "/reopening", {"reason": "montants"})
    await told.do(lead, "/withdrawal", {"reason": "abandon"})
    return told


async def published(running: Running) -> None:
    """What the matrix reads and confirms, by another person of the office."""
    for what, body in (("templates", "TemplateBody"), ("programme-kinds", "ProgrammeKindBody")):
        answer = await running.http.post(
            f"/v1/{what}/matrix/versions",
            json=samples("conventions")[body],
            headers=bearer("publisher", "office"),
        )
        assert answer.status_code == 200, answer.text
    headers = bearer("publisher", "office")
    answer = await running.http.post("/v1/starter-set", headers=headers)
    assert answer.status_code == 200, answer.text


async def test_each_route_answers_as_its_row_says(running: Running) -> None:
    bodies = Convention(running)
    for body in (bodies.region, bodies.commune):
        await running.hear(
            p.OrganisationRegistered(organisation_id=body, kind="interior", name_fr="Intérieur"),
            p.OrganisationVerified(organisation_id=body),
        )
    own = await withdrawn(running, bodies.region)
    foreign = await withdrawn(running, bodies.commune)
    for reader in running.conventions.readers.values():
        await reader.wait(foreign.position)
    await published(running)
    app = api_of(SERVICE, running.kernel, Role.ALL)
    app.state.verifier = Trusting()
    objects = Objects(
        organisation=own.region,
        organisations={"approver": bodies.region},
        parameters={
            "convention_id": [own.id, foreign.id, str(uuid4())],
            "organisation_id": [str(bodies.operator)],
            "article": ["object"],
            "action": ["works"],
            "condition": ["vote"],
            "obligation": ["report"],
            "occurrence": ["1"],
            "committee": ["steering"],
            "meeting": ["1"],
            "decision": ["D1"],
            "year": ["2026"],
            "contribution": ["region-26"],
            "share": ["region"],
            "tranche": ["T1"],
            "amendment": ["1"],
            "notice": ["1"],
            "reservation": ["joints"],
            "round": ["1"],
            "order": ["1"],
            "submission": ["1"],
            "statement": [f"{'0' * 32}-2026-{'0' * 16}"],
            "line": ["0" * 16],
            "instrument": ["financing"],
            "name": ["matrix"],
            "code": ["matrix"],
            "version": ["1"],
            "fact_number": ["1"],
        },
        versions={"convention_id": (own.version, foreign.version)},
        marks=(own.id, foreign.id),
    )
    wrong = await Matrix(app, running.http, bearer, objects).differences(TABLE)
    assert not wrong, "\n".join(wrong)

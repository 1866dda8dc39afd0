"""A small service with a route for each HTTP convention."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import structlog
from fastapi import APIRouter, FastAPI, Response
from fastapi.responses import StreamingResponse
from httpx import ASGITransport, AsyncClient
from mithaq.commands import Accepted
from mithaq.errors import (
    CommandReused,
    Forbidden,
    Invalid,
    MalformedEvent,
    NotCaughtUp,
    NotFound,
    RuleBroken,
    VersionConflict,
)
from mithaq.http import (
    PROBLEMS,
    VERSIONED,
    Answer,
    Body,
    Check,
    Conditional,
    Cursor,
    Day,
    Grounded,
    Instant,
    Line,
    MinPosition,
    MoneyBody,
    Page,
    Unconditional,
    VersionKey,
    Whole,
    answer,
    create_app,
    create_probes,
    set_version,
)
from mithaq.settings import Settings
from mithaq.testing.issuer import ISSUER, TestIssuer
from mithaq.testing.wording import texts_with
from pydantic import TypeAdapter

THING = UUID("0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55")
SECRET = "s3cret-of-the-database"
_AFTER = TypeAdapter(tuple[Day, VersionKey])
_AFTER_INSTANT = TypeAdapter(tuple[Instant, UUID])
_NUMBERS = range(5)


class OverPayment(RuleBroken):
    code = "over-payment"


class Untold(OverPayment):
    code = "nobody-wrote-words-for-this"


TEXTS = texts_with(
    {
        "fr": {
            "over-payment.title": "Paiement excessif",
            "over-payment.detail": "{paid} dépasse {ordered}.",
            "over-payment.way-out": "Corrigez le montant.",
        },
        "ar": {
            "over-payment.title": "أداء زائد",
            "over-payment.detail": "{paid} يتجاوز {ordered}.",
            "over-payment.way-out": "صحّحوا المبلغ.",
        },
        "en": {
            "over-payment.title": "Overpayment",
            "over-payment.detail": "{paid} exceeds {ordered}.",
            "over-payment.way-out": "Correct the amount.",
        },
    }
)
REFUSALS: Mapping[str, Exception] = {
    "rule": OverPayment(paid="12.00", ordered="10.00"),
    "untold": Untold(paid="12.00", ordered="10.00"),
    "bare-rule": RuleBroken(),
    "invalid": Invalid(),
    "not-found": NotFound(),
    "forbidden": Forbidden(),
    "conflict": VersionConflict("thing-1", 7, 9),
    "conflict-unknown": VersionConflict("thing-1", 7),
    "reused": CommandReused(),
    "behind": NotCaughtUp(),
    "malformed-event": MalformedEvent(SECRET, event="X"),
    "bug": RuntimeError(SECRET),
    "database-gone": ConnectionRefusedError(SECRET),
}


class Payment(Body):
    amount: MoneyBody
    on: Day
    note: str | None = None
    tags: tuple[str, ...] = ()
    count: Whole = 1
    about: Line | None = None


router = APIRouter(prefix="/v1", responses=PROBLEMS)


@router.post("/things", status_code=201)
async def create_thing(body: Payment, submission: Unconditional, response: Response) -> Answer:
    accepted = Accepted(
        stream_id=f"thing-{THING}", version=1, position=body.amount.money().centimes
    )
    return answer(response, accepted, THING, location=f"/v1/things/{THING}")


@router.post("/things/{thing_id}/payment")
async def pay(
    thing_id: UUID, body: Payment, submission: Conditional, response: Response
) -> dict[str, Any]:
    request = submission.request("accountant", body.on)
    return {
        "expected": request.expected,
        "command_id": str(request.command_id),
        "fingerprint": request.fingerprint.hex(),
        "subject": request.caller.subject,
        "organisation": str(request.caller.organisation),
        "roles": sorted(request.caller.roles),
        "capacity": request.capacity,
        "on": request.effective_date.isoformat(),
        "correlation_id": request.correlation_id,
    }


@router.post("/echo")
async def echo(submission: Unconditional, dry: str | None = None) -> dict[str, str]:
    return {"command_id": str(submission.command_id), "fingerprint": submission.fingerprint.hex()}


@router.get("/things")
async def list_things(cursor: Cursor) -> Page[int]:
    after = cursor.after(_AFTER)
    start = -1 if after is None else after[1]
    rows = [number for number in _NUMBERS if number > start][: cursor.fetch]
    return cursor.page(rows, key=lambda row: (date(2026, 1, 1 + row), row))


@router.get("/happenings")
async def list_happenings(cursor: Cursor) -> Page[int]:
    cursor.after(_AFTER_INSTANT)
    return cursor.page([], key=lambda row: row)


@router.get("/things/{thing_id}", responses=VERSIONED)
async def read_thing(thing_id: UUID, response: Response) -> dict[str, str]:
    set_version(response, 7)
    return {"id": str(thing_id)}


@router.post("/things/{thing_id}/answers")
async def answer_thing(thing_id: UUID, submission: Grounded) -> dict[str, int | None]:
    return {"expected": submission.expected}


@router.get("/position")
async def position(at: MinPosition) -> int | None:
    return at


@router.get("/refusals/{name}")
async def refuse(name: str) -> None:
    raise REFUSALS[name]


@router.get("/half")
async def half() -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"half"
        raise RuntimeError(SECRET)

    return StreamingResponse(parts())


@pytest.fixture(autouse=True, scope="package")
def _plain_logs() -> Iterator[None]:
    """By default structlog prints every local variable of a traceback, which takes seconds."""
    structlog.configure(processors=[structlog.processors.KeyValueRenderer()])
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> TestIssuer:
    folder: Path = tmp_path_factory.mktemp("issuer")
    return TestIssuer(folder)


@pytest.fixture
def settings(issuer: TestIssuer) -> Settings:
    return Settings(
        database_url="postgresql+asyncpg://nowhere",
        token_issuer=ISSUER,
        jwks_url=issuer.jwks_url,
    )


@pytest.fixture
def app(settings: Settings) -> FastAPI:
    return create_app(
        service="things", title="Things", routers=[router], texts=TEXTS, settings=settings
    )


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://things") as client:
        yield client


@pytest.fixture
async def probes(checks: dict[str, Check]) -> AsyncIterator[AsyncClient]:
    """A client of the port of health and metrics."""
    transport = ASGITransport(create_probes(TEXTS, checks, about={"release": "1.4.2"}))
    async with AsyncClient(transport=transport, base_url="http://probes") as client:
        yield client


@pytest.fixture
def checks() -> dict[str, Check]:
    return {}


@pytest.fixture
def signed_in(issuer: TestIssuer) -> dict[str, str]:
    return issuer.bearer("amina", "accountant")


@pytest.fixture
def payment_path() -> str:
    return f"/v1/things/{THING}/payment"


@pytest.fixture
def payment() -> dict[str, Any]:
    return {"amount": {"amount": "1234.50", "currency": "MAD"}, "on": "2026-11-20"}

"""An event of megabytes: its page shows the beginning of its lists, a file has all of it."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import orjson
from audit.routes.views.streams import StreamEvent, payload_of
from mithaq.events import Actor, Metadata
from mithaq.events.encoding import encode_metadata

from .api import AUDITOR, read
from .conftest import Running
from .world import MIDELT

_META = Metadata(
    actor=Actor(id="head", capacity="signatory"),
    command_id=UUID(int=1),
    correlation_id="c",
    effective_date=datetime(2026, 3, 2, tzinfo=UTC).date(),
)


def _row(promises: int) -> Any:
    contributions = [{"contribution": f"c-{nth}", "amount": 100} for nth in range(promises)]
    return SimpleNamespace(
        version=3,
        seq=9,
        source="ma.mithaq.conventions",
        event_id=UUID(int=2),
        type="ConventionSigned",
        schema=1,
        meta=encode_metadata(_META),
        data=orjson.dumps({"contributions": contributions}).decode(),
        recorded_at=datetime(2026, 3, 2, tzinfo=UTC),
        hash=b"h",
    )


def test_a_long_list_is_cut_and_what_is_left_out_is_counted() -> None:
    row = _row(3_000)
    shown = StreamEvent.of(row)
    count = len(shown.payload["contributions"])
    assert len(shown.model_dump_json()) < 100_000
    assert shown.left_out == {"contributions": 3_000 - count}
    assert shown.payload["contributions"] == payload_of(row)["contributions"][:count]


def test_a_short_one_is_whole() -> None:
    assert StreamEvent.of(_row(3)).left_out == {}


async def test_the_file_of_an_event_is_its_payload(told: Running) -> None:
    stream = f"/v1/streams/convention-{MIDELT}/events"
    first, *_ = (await read(told, stream))["items"]
    file = await told.http.get(f"{stream}/{first['version']}/file", headers=AUDITOR)
    assert file.json() == first["payload"]
    assert "attachment" in file.headers["Content-Disposition"]
    assert (await told.http.get(f"{stream}/999/file", headers=AUDITOR)).status_code == 404

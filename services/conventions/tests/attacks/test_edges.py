"""Headers, cursors and bodies that no client of ours sends: each is refused, none is believed."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

import pytest

from ..conftest import Running
from ..routes.callers import OFFICE, STRANGER
from ..routes.clients import Convention, bearer

ID: Final = str(uuid4())
CURSORS: Final[tuple[Any, ...]] = (
    *(None, 0, -1, 2**31, 2**63, 2**64, 1e300, True, "", "x", ID.upper(), [], [ID], [[ID]], {}),
    ["0001-01-01", ID, "T"],
    ["2026-01-01", ID, "T" * 81],
    ["2026-01-01", ID, "é"],
    ["2026-01-01", ID, "\0"],
    [20260101, ID, "T"],
    ["2026-01-01T00:00:00Z", ID, "T"],
)
BODIES: Final = (
    *(b"", b"null", b"[]", b"{}", b"1e999", b"\xff\xfe", b"\xef\xbb\xbf{}", b'{"a":1}x'),
    b'{"reason":"\\ud800"}',
    b'{"reason":"x","on":"2026-01-01","on":"2026-01-02"}',
)
ETAGS: Final = ('W/"1"', "*", '"01"', '"-1"', '"' + 22 * "9" + '"', '""', "1", '"1","2"', '"1" x')
KEYS: Final = ("", "a" * 201, "a b")
POSITIONS: Final = ("-1", "9" * 30, "1.0", "x", "9223372036854775808")


async def test_a_cursor_of_nobody_is_malformed_or_finds_nothing(running: Running) -> None:
    for path in ("/v1/conventions", "/v1/tranches"):
        for key in CURSORS:
            cursor = urlsafe_b64encode(json.dumps(key).encode()).rstrip(b"=").decode()
            answer = await running.http.get(path, params={"after": cursor}, headers=OFFICE)
            assert answer.status_code in (200, 422), (path, key)


@pytest.mark.parametrize("position", POSITIONS)
async def test_a_position_is_a_number_of_the_log(running: Running, position: str) -> None:
    asked = {**OFFICE, "Mithaq-Min-Position": position}
    answer = await running.http.get("/v1/conventions", headers=asked)
    assert (answer.status_code, answer.json()["code"]) == (400, "position-malformed")


Answered = tuple[int, str, dict[str, str | None]]


async def _asked(running: Running, method: str, key: str, more: Mapping[str, str]) -> Answered:
    """The answer without what any two answers differ in."""
    content = more.get("body", '{"reason":"x"}').encode("latin-1")
    headers = {"Content-Type": "application/json", "If-Match": '"1"', **more}
    headers.pop("body", None)
    path = f"/v1/conventions/{key}{'/suspension' if method == 'POST' else ''}"
    answer = await running.http.request(method, path, content=content, headers=headers)
    problem = json.loads(answer.content or b"{}")
    problem.pop("correlation_id", None)
    kept = ("etag", "allow", "content-length", "content-type")
    shown = json.dumps(problem).replace(key, "ID")
    return answer.status_code, shown, {name: answer.headers.get(name) for name in kept}


async def test_a_stranger_cannot_tell_a_convention_from_none(running: Running) -> None:
    """By no method, header or body: the answers are the same but for the id that was asked for."""
    there = await Convention(running).drafted()
    nobody = (
        STRANGER,
        bearer("no-roles", org=there.region),
        bearer("no-organisation", "partner", "approver", "controller"),
        bearer("archivist", "archivist", org=there.region),
    )
    tried = [(method, who) for who in nobody for method in ("GET", "HEAD", "POST", "OPTIONS")]
    tried += [("POST", {**STRANGER, "body": body.decode("latin-1")}) for body in BODIES]
    tried += [("POST", {**STRANGER, "If-Match": tag}) for tag in (*ETAGS, '"11"')]
    tried += [("POST", {**STRANGER, "Idempotency-Key": key}) for key in KEYS]
    for method, more in tried:
        told = await _asked(running, method, there.id, more)
        assert told == await _asked(running, method, ID, more), (method, more)
        assert told[0] in (400, 404, 405, 422), (method, more)

"""Pages by cursor, and reads that wait for a position."""

from base64 import urlsafe_b64encode

import orjson
import pytest
from httpx import AsyncClient


async def test_pages_follow_one_another_to_the_end(client: AsyncClient) -> None:
    seen: list[int] = []
    after: str | None = None
    for _ in range(3):
        params = {"limit": "2"} | ({"after": after} if after else {})
        page = (await client.get("/v1/things", params=params)).json()
        seen += page["items"]
        after = page["next"]
    assert seen == [0, 1, 2, 3, 4]
    assert after is None


async def test_a_full_last_page_has_no_next(client: AsyncClient) -> None:
    page = (await client.get("/v1/things", params={"limit": "5"})).json()
    assert page == {"items": [0, 1, 2, 3, 4], "next": None}


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "!!!!",
        "é",
        "WyIyMDI2LTAxLTAxIiwxXQ==",  # our own, but with the padding we never write
        "WyIyMDI2LTAxLTAxIiwx",  # cut off
        "bnVsbA",  # null
        "e30",  # {}
        "WzEsMl0",  # [1,2]: no date
        "WyIyMDI2LTAxLTAxIl0",  # one part only
        "WyIyMDI2LTAxLTAxIiwxZTQwMF0",  # 1e400
        "WyIyMDI2LTAxLTAxIiw5MjIzMzcyMDM2ODU0Nzc1ODA4XQ",  # beyond a bigint
        "WyIyMDI2LTAxLTAxIiwyMTQ3NDgzNjQ4XQ",  # 2^31: beyond a version
        "WyIyMDI2LTAxLTAxIiwtMV0",  # below the first
        "WyIyMDI2LTAxLTAxIix0cnVlXQ",  # true
        "WyIwMDAxLTAxLTAxIiwxXQ",  # the year 1
        "A" * 5_000,
    ],
)
async def test_a_made_up_cursor_is_refused(client: AsyncClient, cursor: str) -> None:
    answer = await client.get("/v1/things", params={"after": cursor})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor-malformed")


@pytest.mark.parametrize("year", ["0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-23:59", "x"])
async def test_a_made_up_instant_is_refused(client: AsyncClient, year: str) -> None:
    key = orjson.dumps([year, "0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"])
    after = urlsafe_b64encode(key).rstrip(b"=").decode()
    answer = await client.get("/v1/happenings", params={"after": after})
    assert (answer.status_code, answer.json()["code"]) == (422, "cursor-malformed")


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "5 ", "٥", "1" + "0" * 40])
async def test_a_page_has_its_bounds(client: AsyncClient, limit: str) -> None:
    answer = await client.get("/v1/things", params={"limit": limit})
    assert answer.json()["code"] == "parameters-invalid"


async def test_a_read_may_ask_for_a_position(client: AsyncClient) -> None:
    answer = await client.get("/v1/position", headers={"Mithaq-Min-Position": "4211"})
    assert answer.json() == 4211
    assert (await client.get("/v1/position")).json() is None


@pytest.mark.parametrize("position", ["", "-1", "x", "1.0", "9" * 19, "٣"])
async def test_a_position_is_a_whole_number(client: AsyncClient, position: str) -> None:
    headers = {b"Mithaq-Min-Position": position.encode()}
    answer = await client.get("/v1/position", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "position-malformed")


async def test_head_tells_the_version_alone(client: AsyncClient) -> None:
    path = "/v1/things/0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55"
    whole, head = await client.get(path), await client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-length"):
        assert head.headers[name] == whole.headers[name]


async def test_head_of_a_refusal_has_its_status_and_no_content(client: AsyncClient) -> None:
    answer = await client.head("/v1/things/7")
    assert (answer.status_code, answer.content) == (422, b"")
    assert (await client.head("/v1/echo")).status_code == 405

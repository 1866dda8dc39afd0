"""What partners read, and what is not there for them."""

import pytest

from .api import ACCOUNTANT, AUDITOR, OF_COMMUNE, OFFICE, STRANGER, code_of, read
from .conftest import Running, bearer
from .world import COMMUNE, FINANCE, INTERIOR, MIDELT, MINISTRY, REGION, TANGER


async def test_a_partner_reads_what_is_its_own(told: Running) -> None:
    own = await read(told, "/v1/partners", OF_COMMUNE)
    assert [each["organisation"]["id"] for each in own["items"]] == [str(COMMUNE)]
    await read(told, f"/v1/partners/{COMMUNE}/commitments", OF_COMMUNE)
    await read(told, f"/v1/conventions/{MIDELT}/commitments", OF_COMMUNE)
    await read(told, f"/v1/conventions/{MIDELT}/history", OF_COMMUNE)
    await read(told, f"/v1/streams/convention-{MIDELT}/events", OF_COMMUNE)
    await read(told, f"/v1/streams/organisation-{COMMUNE}/events", OF_COMMUNE)


@pytest.mark.parametrize(
    "who",
    [
        bearer("region-1", "partner", org=REGION),  # drafted it, and is no party
        bearer("wali-1", "approver", org=INTERIOR),  # was asked; the text was reopened since
        bearer("budget-1", "approver", org=FINANCE),  # was asked to approve an amendment of it
        bearer("payer-1", "accountant", org=COMMUNE),
        bearer("treasurer-1", "accountant", "treasury"),
        bearer("notifier", "service"),
    ],
)
async def test_a_convention_is_read_by_all_who_are_tied_to_it(
    told: Running, who: dict[str, str]
) -> None:
    await read(told, f"/v1/conventions/{MIDELT}/commitments", who)
    await read(told, f"/v1/conventions/{MIDELT}/history", who)
    await read(told, f"/v1/streams/convention-{MIDELT}/events", who)


async def test_a_body_that_was_asked_pays_nothing_and_reads_no_ledger(told: Running) -> None:
    wali = bearer("wali-1", "approver", org=INTERIOR)
    unknown = (404, "convention-unknown")
    assert await code_of(told, f"/v1/conventions/{TANGER}/history", wali) == unknown
    path = f"/v1/partners/{COMMUNE}/commitments"
    assert await code_of(told, path, wali) == (404, "organisation-unknown")
    assert (await read(told, "/v1/partners", wali))["items"] == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/v1/partners/{MINISTRY}/commitments", "organisation-unknown"),
        (f"/v1/conventions/{TANGER}/commitments", "convention-unknown"),
        (f"/v1/conventions/{TANGER}/history", "convention-unknown"),
        (f"/v1/streams/convention-{TANGER}/events", "stream-unknown"),
        (f"/v1/streams/organisation-{MINISTRY}/events", "stream-unknown"),
        ("/v1/streams/programme-1/events", "stream-unknown"),
    ],
)
@pytest.mark.parametrize("who", [OF_COMMUNE, STRANGER, ACCOUNTANT])
async def test_what_is_another_s_is_not_there(
    told: Running, path: str, code: str, who: dict[str, str]
) -> None:
    assert await code_of(told, path, who) == (404, code)


async def test_whole_logs_are_for_auditors_and_the_office(told: Running) -> None:
    for path in ("/v1/logs", "/v1/logs/conventions/verification"):
        assert await code_of(told, path, OF_COMMUNE) == (403, "auditors-only")
        await read(told, path, OFFICE)
    assert await code_of(told, "/v1/logs/other/verification", AUDITOR) == (404, "log-unknown")
    nobody = (await read(told, "/v1/partners", ACCOUNTANT))["items"]
    assert nobody == []

"""An organisation that was registered twice: its ledger has the lines of both entries."""

from .api import AUDITOR, amounts, code_of, read
from .conftest import Running, bearer
from .world import COMMUNE, MIDELT, MINISTRY, the_story

OF_MINISTRY = bearer("u-ministry", "partner", org=MINISTRY)
OF_COMMUNE = bearer("u-commune", "partner", org=COMMUNE)


async def merged(running: Running, *more: str) -> None:
    """The commune's entry is merged into the ministry's; and whatever follows."""
    logs = the_story()
    stream, key = f"organisation-{COMMUNE}", {"organisation_id": str(COMMUNE)}
    merger = {"into": str(MINISTRY), "reason": "Doublon", "evidence": "ICE"}
    logs.add(stream, 40, "OrganisationMerged", **key, **merger)
    for name in more:
        separation = {"separated_from": str(MINISTRY), "reason": "Erreur", "state": "active"}
        logs.add(stream, 41, name, **key, **separation)
    await running.receive(logs)


async def test_both_stand_under_the_one_that_goes_on_with_the_lines_of_both(
    running: Running,
) -> None:
    await merged(running)
    page = await read(running, f"/v1/partners/{MINISTRY}/commitments")
    assert set(page["entries"]) == {str(MINISTRY), str(COMMUNE)}
    assert amounts(page["totals"])["promised"] == "900.00"
    owners = {line["organisation_id"] for line in page["lines"]["items"]}
    assert owners == {str(MINISTRY), str(COMMUNE)}
    listed = (await read(running, "/v1/partners"))["items"]
    assert str(COMMUNE) not in {each["organisation"]["id"] for each in listed}
    (row,) = [each for each in listed if each["organisation"]["id"] == str(MINISTRY)]
    assert amounts(row["totals"]) == amounts(page["totals"])
    given = (await read(running, f"/v1/partners/{MINISTRY}/contributions"))["items"]
    assert {each["contribution"] for each in given} == {"m1", "t1", "c1"}


async def test_as_of_a_day_the_list_counts_both_too(running: Running) -> None:
    await merged(running)
    listed = (await read(running, "/v1/partners?as_of=2026-01-11"))["items"]
    (row,) = [each for each in listed if each["organisation"]["id"] == str(MINISTRY)]
    assert amounts(row["totals"])["promised"] == "900.00"


async def test_the_merged_entry_keeps_its_own_page_and_says_where_it_went(
    running: Running,
) -> None:
    await merged(running)
    own = await read(running, f"/v1/partners/{COMMUNE}/commitments")
    assert own["organisation"]["merged_into"] == str(MINISTRY)
    assert own["entries"] == [str(COMMUNE)]
    assert amounts(own["totals"])["promised"] == "300.00"
    convention = await read(running, f"/v1/conventions/{MIDELT}/commitments")
    partners = {each["organisation"]["id"] for each in convention["partners"]}
    assert partners == {str(MINISTRY), str(COMMUNE)}


async def test_the_survivor_s_persons_read_both_and_the_other_s_their_own(
    running: Running,
) -> None:
    path = f"/v1/partners/{COMMUNE}/commitments"
    await merged(running)
    assert (await read(running, path, OF_MINISTRY))["entries"] == [str(COMMUNE)]
    refused = await code_of(running, f"/v1/partners/{MINISTRY}/commitments", OF_COMMUNE)
    assert refused == (404, "organisation-unknown")
    assert (await read(running, f"/v1/conventions/{MIDELT}/commitments", OF_MINISTRY))["partners"]
    assert (await read(running, path, OF_COMMUNE))["entries"] == [str(COMMUNE)]


async def test_a_separation_gives_each_its_own_lines_again(running: Running) -> None:
    await merged(running, "OrganisationSeparated")
    page = await read(running, f"/v1/partners/{MINISTRY}/commitments", AUDITOR)
    assert page["entries"] == [str(MINISTRY)]
    assert amounts(page["totals"])["promised"] == "600.00"
    refused = await code_of(running, f"/v1/partners/{COMMUNE}/commitments", OF_MINISTRY)
    assert refused == (404, "organisation-unknown")


async def test_a_circle_that_lasts_for_a_moment_hangs_nobody(running: Running) -> None:
    """A merger the other way round is heard before the separation that came first."""
    logs = the_story()
    for one, other in ((COMMUNE, MINISTRY), (MINISTRY, COMMUNE)):
        merger = {"into": str(other), "reason": "Doublon", "evidence": "ICE"}
        stream = f"organisation-{one}"
        logs.add(stream, 40, "OrganisationMerged", organisation_id=str(one), **merger)
    await running.receive(logs)
    page = await read(running, f"/v1/partners/{MINISTRY}/commitments")
    assert set(page["entries"]) == {str(MINISTRY), str(COMMUNE)}

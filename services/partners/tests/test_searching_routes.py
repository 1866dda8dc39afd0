"""Finding organisations by name, code and ICE number over HTTP."""

from uuid import uuid4

import pytest

from .calls import (
    AUDITOR,
    an_ice,
    register,
)
from .changes import seen
from .conftest import Running


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("zaouiat {m}", ["exact", "begins", "words", "holds"]),
        ("ZÂOUIAT {m}", ["exact", "begins", "words", "holds"]),
        ("{m} zaouiat", ["words", "begins", "exact", "holds"]),
        ("الزاوية {m}", ["exact"]),
        ("الزاويه {m}", ["exact"]),
        ("{ice}", ["begins"]),
    ],
)
async def test_exact_names_come_first_then_beginnings_then_words(
    running: Running, q: str, found: list[str]
) -> None:
    mark = uuid4().hex
    ice = an_ice(int(mark[:7], 16) + 1)
    names = {
        "exact": (f"Zaouiat {mark}", f"الزاوية {mark}", None),
        "begins": (f"Zaouiat {mark} Nord", None, ice),
        "words": (f"Commune de {mark} et Zaouiat", None, None),
        "holds": (f"Grandzaouiat {mark}", None, None),
    }
    ids = {}
    for key, (french, arabic, number) in names.items():
        told = await register(running, name_fr=french, name_ar=arabic, ice=number)
        ids[told.json()["id"]] = key
        await seen(running, told.json()["id"])
    sought = q.format(m=mark, ice=ice)
    answer = await running.http.get("/v1/organisations", params={"q": sought}, headers=AUDITOR)
    order = [ids[each["organisation_id"]] for each in answer.json()["items"]]
    assert sorted(order) == sorted(found)
    if q.endswith("{m}") and len(found) > 1:
        assert order == found
    pages = []
    after = None
    while True:
        params = {"q": sought, "limit": "1", **({"after": after} if after else {})}
        page = (await running.http.get("/v1/organisations", params=params, headers=AUDITOR)).json()
        pages += [ids[each["organisation_id"]] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert pages == order


async def test_a_territorys_code_finds_those_on_it_first(running: Running) -> None:
    mark = uuid4().hex
    there = (await register(running, name_fr=f"Ici {mark}", territory="08.363.01.03")).json()
    await seen(running, there["id"])
    answer = await running.http.get("/v1/organisations?q=08.363.01.03", headers=AUDITOR)
    assert answer.json()["items"][0]["territory"] == "08.363.01.03"
    begins = await running.http.get("/v1/organisations?q=08.363", headers=AUDITOR)
    assert there["id"] in {each["organisation_id"] for each in begins.json()["items"]}

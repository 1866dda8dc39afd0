"""The longest names of every script: the directory is read to its end all the same."""

from typing import Final

import pytest

from ..calls import AUDITOR, register
from ..conftest import Running

LONGEST: Final = {
    "tifinagh": "ⵜⴰⵎⵏⴰⴹⵜ " * 37 + "ⵜⴰ",
    "arabic": "جماعة " * 50,
    "ligatures that fold to eighteen letters": "ﷺ" * 299,
    "squared words": "".join(map(chr, range(0x3300, 0x33FF))),
    "four bytes a letter": "".join(map(chr, range(0x20000, 0x20000 + 299))),
}


@pytest.mark.parametrize("name", LONGEST.values(), ids=LONGEST.keys())
async def test_each_page_leads_to_the_next(running: Running, name: str) -> None:
    """Two names alike but for their last letter, a page each."""
    ids = []
    for end in "az":
        answer = await register(running, name_fr=f"{name.strip()}{end}"[-300:], name_ar=None)
        assert answer.status_code == 201, answer.text
        ids.append(answer.json()["id"])
    seen = {**AUDITOR, "Mithaq-Min-Position": answer.headers["mithaq-position"]}
    found, after = [], None
    while True:
        asked = {"limit": "1", "q": name[:20]} | ({"after": after} if after else {})
        page = await running.http.get("/v1/organisations", params=asked, headers=seen)
        assert page.status_code == 200, page.text
        found += [each["organisation_id"] for each in page.json()["items"]]
        after = page.json()["next"]
        if after is None:
            break
    assert set(ids) <= set(found)
    assert len(set(found)) == len(found)

"""New versions of events from the command line: listed, released, refused beside other releases."""

import json

from .command_line import Operator
from .conftest import Counting

_OTHER = """
    INSERT INTO serving_process (process, release, role, reads, keys)
    VALUES (gen_random_uuid(), '0.0.9', 'api', 'other events', '{}')
"""
_NEWS = "from mithaq.events import News\nCATALOGUE.news = News({('Counted', 1): None})\n"


async def test_a_release_has_no_news(operator: Operator) -> None:
    code, said = await operator("events", "list")
    assert (code, said.strip()) == (0, "No event is new in this release: nothing to do.")
    code, said = await operator("events", "release")
    assert (code, said.strip()) == (0, "Nothing was held: nothing to do.")


async def test_what_is_held_is_released_once_no_other_release_runs(
    operator: Operator, counting: Counting
) -> None:
    operator.add(_NEWS)
    await counting.count("counter-a", 1)
    code, said = await operator("events", "list", "--json")
    assert (code, json.loads(said)) == (0, {"Counted.v1": True})
    await counting.database.pool.execute(_OTHER)
    code, said = await operator("events", "release")
    assert (code, "processes of release 0.0.9 run" in said) == (2, True)
    await counting.database.pool.execute("DELETE FROM serving_process")
    code, said = await operator("events", "release", "--by", "amina")
    assert (code, "Counted.v1" in said) == (0, True)
    code, said = await operator("events", "list", "--json")
    assert (code, json.loads(said)) == (0, {"Counted.v1": False})

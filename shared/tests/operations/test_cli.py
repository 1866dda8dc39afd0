"""The operations CLI: its output and exit status."""

import json

from .command_line import Operator
from .conftest import Counting


async def test_a_parked_stream_from_status_to_its_end(
    operator: Operator, counting: Counting
) -> None:
    await counting.count("counter-a", 1, 13, 2)
    await counting.sequence()
    await counting.project()
    code, said = await operator("status")
    assert code == 1
    assert "totals: 1 parked streams, 2 dead letters" in said
    code, said = await operator("status", "--json")
    (waiting,) = json.loads(said)["lag"]["letters"]
    assert (code, waiting["dead_letters"], waiting["parked_streams"]) == (1, 2, 1)
    code, said = await operator("dead-letters", "list", "--json")
    assert code == 0
    assert [each["seq"] for each in json.loads(said)] == [2, 3]
    code, said = await operator("dead-letters", "show", "2")
    assert (code, "ValueError: thirteen" in said, '{"by":13,"note":""}' in said) == (0, True, True)
    code, said = await operator("dead-letters", "replay", "totals")
    assert (code, "2 still fail" in said) == (1, True)
    code, said = await operator("dead-letters", "drop", "2", "--reason", "entered twice")
    assert (code, "parked resume counter-a --consumer totals" in said) == (0, True)
    code, said = await operator("parked", "resume", "counter-a")
    assert (code, "1 line applied, 0 still fail" in said) == (0, True)
    code, said = await operator("dead-letters", "list", "--dropped")
    assert (code, "entered twice" in said) == (0, True)
    code, said = await operator("parked", "list")
    assert (code, said.strip()) == (0, "No parked streams: nothing to do.")


async def test_successful_operations_exit_with_0(operator: Operator, counting: Counting) -> None:
    await counting.count("counter-a", 1, 2)
    await counting.sequence()
    code, said = await operator("verify", "--json")
    assert (code, json.loads(said)["sound"], json.loads(said)["seq"]) == (0, True, 2)
    code, said = await operator("rebuild", "totals", "--json")
    assert (code, json.loads(said)) == (0, {"totals": 2})
    code, said = await operator("republish")
    assert (code, "2 lines" in said) == (0, True)


async def test_a_tampered_log_exits_with_1(operator: Operator, counting: Counting) -> None:
    await counting.count("counter-a", 1)
    await counting.sequence()
    await counting.database.pool.execute("ALTER TABLE event DISABLE TRIGGER USER")
    await counting.database.pool.execute("""UPDATE event SET data = '{"by":9,"note":""}'""")
    code, said = await operator("verify")
    assert code == 1
    assert "Line 1 is faulty (hash, counter-a)" in said

"""The command line: what it prints, what it ends with, and one line for what a user can mend."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from .conftest import Counting

MODULE = """
from mithaq.events import Catalogue
from mithaq.runtime import Service
from mithaq.testing.counter import catalogue
from mithaq.testing.flow import totals

CATALOGUE = catalogue("{source}")
SERVICE = Service(
    name="counting", title="Counting", catalogue=CATALOGUE, texts={{}}, own=[totals(CATALOGUE)]
)
"""


class Operator:
    def __init__(self, folder: Path, counting: Counting) -> None:
        package = folder / "counting"
        package.mkdir()
        (package / "bootstrap.py").write_text(MODULE.format(source=counting.source))
        self._environment = {
            **os.environ,
            "COLUMNS": "200",
            "PYTHONPATH": str(folder),
            "MITHAQ_DATABASE_URL": counting.database.url,
            "MITHAQ_KAFKA_BOOTSTRAP": counting.bootstrap,
            "MITHAQ_TOKEN_ISSUER": "https://identity.test",
            "MITHAQ_JWKS_URL": "file:///jwks.json",
        }

    async def __call__(self, *words: str) -> tuple[int | None, str]:
        """The exit status, and what was said; nothing ever shows a traceback."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "mithaq.operations", "counting", *words),
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        assert b"Traceback" not in err
        return process.returncode, (out or err).decode()


@pytest.fixture
def operator(tmp_path: Path, counting: Counting) -> Operator:
    return Operator(tmp_path, counting)


async def test_a_parked_stream_from_status_to_its_end(
    operator: Operator, counting: Counting
) -> None:
    await counting.count("counter-a", 1, 13, 2)
    await counting.sequence()
    await counting.project()
    code, said = await operator("status")
    assert code == 1
    assert "totals: 1 parked streams, 2 dead letters" in said
    code, said = await operator("dead-letters", "list", "--json")
    assert code == 0
    assert [each["seq"] for each in json.loads(said)] == [2, 3]
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


async def test_what_is_sound_and_rebuilt_ends_with_0(
    operator: Operator, counting: Counting
) -> None:
    await counting.count("counter-a", 1, 2)
    await counting.sequence()
    code, said = await operator("verify", "--json")
    assert (code, json.loads(said)["sound"], json.loads(said)["seq"]) == (0, True, 2)
    code, said = await operator("rebuild", "totals", "--json")
    assert (code, json.loads(said)) == (0, {"totals": 2})
    code, said = await operator("republish")
    assert (code, "2 lines" in said) == (0, True)


async def test_a_log_that_was_touched_ends_with_1(operator: Operator, counting: Counting) -> None:
    await counting.count("counter-a", 1)
    await counting.sequence()
    await counting.database.pool.execute("ALTER TABLE event DISABLE TRIGGER USER")
    await counting.database.pool.execute("""UPDATE event SET data = '{"by":9,"note":""}'""")
    code, said = await operator("verify")
    assert code == 1
    assert "Line 1 is not what it must be (hash, counter-a)" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rebuild", "nothing"), "There is no 'nothing' here. Known: totals."),
        (("dead-letters", "replay", "nobody"), "There is no 'nobody' here. Known: totals."),
        (("dead-letters", "show", "7"), "No dead letter has the number 7."),
        (("dead-letters", "drop", "-7", "--reason", "none"), "No dead letter has the number -7."),
        (("parked", "resume", "counter-z"), "'counter-z' is not parked."),
    ],
)
async def test_a_mistake_is_one_line_with_the_way_out(
    operator: Operator, words: tuple[str, ...], told: str
) -> None:
    code, said = await operator(*words)
    assert code == 2
    assert said.startswith(told)
    assert len(said.strip().splitlines()) == 1


async def test_tables_of_before_are_said(operator: Operator, counting: Counting) -> None:
    await counting.database.pool.execute("DROP TABLE halted_consumer")
    code, said = await operator("status")
    assert (code, "Start the service once" in said) == (2, True)

"""`topics grow`, and what `status` says of forged lines."""

from pathlib import Path

from mithaq.messaging import partitions_of
from mithaq.operations.session import Session
from mithaq.operations.status import status
from mithaq.testing.flow import consume_until

from ..messaging.test_forged import forge
from .command_line import Operator
from .conftest import Counting


async def test_a_topic_is_given_more_partitions_and_never_fewer(
    published: Counting, tmp_path: Path
) -> None:
    await published.count("counter-a", 1)
    await published.publish()
    operator = Operator(
        tmp_path,
        source=published.source,
        url=published.database.url,
        bootstrap=published.kafka.bootstrap,
    )
    code, said = await operator("topics", "grow", "--partitions", "12", "--json")
    assert (code, '"had": 3' in said) == (0, True)
    assert await partitions_of(published.kafka, [published.source]) == {published.source: 12}
    code, said = await operator("topics", "grow", "--partitions", "6")
    assert (code, "has 12 partitions, and none can be taken away" in said) == (2, True)
    code, said = await operator("topics", "show")
    assert (code, "has 12 partitions" in said) == (0, True)


async def test_forged_lines_are_a_finding_until_they_are_dropped(
    published: Counting, adding: Session
) -> None:
    await published.count("counter-a", 1)
    await published.publish()
    await forge(published, 1_000)
    await consume_until(adding.kernel.database, published, {"counter-a": 1}, dead_letters=1)
    found = (await status(adding.service, adding.kernel)).findings
    codes = [each.code for each in found if each.part == "totals"]
    assert "forged-lines" in codes
    assert "dead-letters" not in codes  # it would advise to replay them

"""A command needs no request: whoever makes a submission gives it."""

from uuid import uuid4

from mithaq.commands import Caller, Submission
from mithaq.money import Money
from programming import application
from programming.domain.commands import CommandHeader, OpenProgramme
from programming.domain.programme import ProgrammeOutline

from .conftest import Running


async def test_a_command_is_given_without_a_request(running: Running) -> None:
    office = Caller(subject="office-1", roles=frozenset({"office"}))
    submission = Submission(
        caller=office,
        command_id=uuid4(),
        fingerprint=b"command line",
        correlation_id="from a command line",
        causation_id=uuid4(),
    )
    opening = OpenProgramme(
        header=CommandHeader(caller=office, dating=running.programming.dating(None, None)),
        programme_id=uuid4(),
        outline=ProgrammeOutline(
            title_fr="Mise à niveau",
            region="08",
            first_year=2026,
            last_year=2028,
            envelope=Money.dirhams(1000),
        ),
    )
    first = await application.open_programme(running.programming, submission, opening)
    again = await application.open_programme(running.programming, submission, opening)
    assert (first.version, again.version, again.repeated) == (1, 1, True)
    meta = await running.kernel.database.pool.fetchval(
        "SELECT meta FROM event WHERE command_id = $1", submission.command_id
    )
    assert f'"causation_id":"{submission.causation_id}"' in meta

"""A user's mistake gives one line with the way out, and exit status 2."""

import getpass

import pytest
from mithaq.operations.running import system_user

from .command_line import Operator
from .conftest import Counting


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rebuild", "nothing"), "Unknown consumer 'nothing'. Known: totals."),
        (("dead-letters", "replay", "nobody"), "Unknown consumer 'nobody'. Known: totals."),
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


async def test_missing_tables_are_an_error(operator: Operator, counting: Counting) -> None:
    await counting.database.pool.execute("DROP TABLE halted_consumer")
    code, said = await operator("status")
    assert (code, "Start the service once" in said) == (2, True)


@pytest.mark.parametrize("url", ["s3cret", "postgresql://mithaq:s3cret@db/things"])
async def test_a_malformed_url_is_an_error_without_the_url(operator: Operator, url: str) -> None:
    code, said = await operator("status", MITHAQ_DATABASE_URL=url)
    assert code == 2
    assert "MITHAQ_DATABASE_URL (must read postgresql+asyncpg://USER:PASSWORD@HOST" in said
    assert "s3cret" not in said
    assert len(said.strip().splitlines()) == 1


async def test_an_invalid_variable_is_named(operator: Operator) -> None:
    code, said = await operator("status", MITHAQ_SMTP_PORT="none", MITHAQ_JWKS_URL="ftp://s3cret")
    assert code == 2
    assert "MITHAQ_JWKS_URL (String should match pattern" in said
    assert "MITHAQ_SMTP_PORT (Input should be a valid integer" in said
    assert "s3cret" not in said


@pytest.mark.parametrize("number", ["99999999999999999999", "-99999999999999999999"])
async def test_a_number_that_no_line_can_have_is_refused(operator: Operator, number: str) -> None:
    code, said = await operator("dead-letters", "show", number)
    assert (code, "Invalid value for 'SEQ'" in said) == (2, True)


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("No username set")])
def test_a_user_without_a_name_is_shown_by_uid(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """Python 3.11 raises the first, 3.13 the second."""

    def nameless() -> str:
        raise error

    monkeypatch.setattr(getpass, "getuser", nameless)
    monkeypatch.setattr("os.getuid", lambda: 1234)
    assert system_user().startswith("uid 1234@")

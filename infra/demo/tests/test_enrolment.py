"""Enrolling an organisation while the service ends its expired mandate by itself."""

from typing import cast

import pytest
from mithaq_demo.client import Answer, Command
from mithaq_demo.enrolment import _Enrolment, grants_of
from mithaq_demo.errors import UnexpectedAnswer
from mithaq_demo.facts import organisations
from mithaq_demo.problems import Problem
from mithaq_demo.script import STALE, Script

KEY = "politique-ville"
RECORDED = 4  # registered, verified, represented, and the mandate that is over


class Partners:
    """Counts one organisation's events; its mandate ends of itself at the version `ends_at`."""

    def __init__(self, ends_at: int | None) -> None:
        self.version, self.ends_at = 0, ends_at

    async def give(self, command: Command) -> Answer:
        if self.version == self.ends_at:
            self.version, self.ends_at = self.version + 1, None
        if command.version is not None and command.version != self.version:
            told = Problem(status=412, code=STALE, title="", detail="", way_out="")
            raise UnexpectedAnswer(command.method, command.path, told)
        self.version += 1
        return Answer(command.key, self.version, self.version)


async def enrolled(ends_at: int | None) -> int:
    partners = Partners(ends_at)
    member = await _Enrolment(cast("Script", partners), organisations()[KEY]).run()
    assert set(member.mandates) == {each.name for each in grants_of(KEY)}
    return partners.version


@pytest.mark.parametrize("ends_at", [RECORDED, RECORDED + 1, RECORDED + 2])
async def test_an_expired_mandate_may_end_at_any_moment(ends_at: int) -> None:
    assert await enrolled(ends_at) == await enrolled(None) + 1


async def test_any_other_change_in_between_is_told() -> None:
    with pytest.raises(UnexpectedAnswer):
        await enrolled(RECORDED - 2)

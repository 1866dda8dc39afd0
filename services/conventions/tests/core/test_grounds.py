"""What a command says that it rests on holds still, or the command is refused."""

from dataclasses import replace

import pytest
from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.grounds import Grounds, RoundChanged
from conventions.domain.core.rules import TextStale
from conventions.domain.negotiation import commands as c
from mithaq.errors import MithaqError

from ..people import commune
from ..story import ACCEPT, in_a_round


def resting(command: ConventionCommand, grounds: Grounds) -> ConventionCommand:
    return replace(command, header=replace(command.header, grounds=grounds))


@pytest.mark.parametrize(
    ("grounds", "rule"),
    [
        (Grounds(round=2), RoundChanged),
        (Grounds(round=0), RoundChanged),
        (Grounds(text_sha256="0" * 64), TextStale),  # no text is frozen in a round
    ],
)
def test_what_has_changed_since_refuses_the_command(
    grounds: Grounds, rule: type[MithaqError]
) -> None:
    position = commune(c.TakePosition, position=ACCEPT)
    in_a_round().refuses(resting(position, grounds), rule)


@pytest.mark.parametrize("grounds", [Grounds(), Grounds(round=1), Grounds(round=1, revision=7)])
def test_what_holds_still_or_is_not_named_does_not(grounds: Grounds) -> None:
    in_a_round().when(resting(commune(c.TakePosition, position=ACCEPT), grounds))

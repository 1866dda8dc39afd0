"""Every refusal of programming, told in French, Arabic and English with a way out."""

from typing import Final

from mithaq.http import Texts

from programming.problems.links import LINKS
from programming.problems.placing import PLACING
from programming.problems.proposing import PROPOSING
from programming.problems.rights import RIGHTS

TEXTS: Final[Texts] = {**RIGHTS, **PROPOSING, **PLACING, **LINKS}

__all__ = ["TEXTS"]

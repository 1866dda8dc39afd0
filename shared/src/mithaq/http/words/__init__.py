"""The kernel's own problems, in French, Arabic and English."""

from typing import Final

from mithaq.http.texts import Texts
from mithaq.http.words.access import ACCESS
from mithaq.http.words.conditions import CONDITIONS
from mithaq.http.words.outages import OUTAGES
from mithaq.http.words.request import REQUEST
from mithaq.http.words.service import SERVICE

KERNEL_TEXTS: Final[Texts] = {**ACCESS, **REQUEST, **CONDITIONS, **OUTAGES, **SERVICE}

__all__ = ["KERNEL_TEXTS"]

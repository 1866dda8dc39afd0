"""A convention of the tests under a frame where the Interior's silence counts after twenty days."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from conventions.domain.core.approval_round import TacitDelay
from conventions.domain.core.frame import Frame, visas_of
from conventions.domain.core.vocabulary import ApprovalKind
from conventions.domain.drafting.events import FrameAdopted

from ..people import DAY, ID
from ..story import Story, agreed
from .story import INTERIOR, NEEDED, request

# Monday 2 March 2026 and twenty working days; Fitr is estimated on Friday 20 March.
LAST = date(2026, 3, 31)
AFTER = LAST + timedelta(days=1)
BASIS = "loi organique 113-14, art. 118"
DELAY = TacitDelay(approval=INTERIOR, working_days=20, counted_from=DAY, last_day=LAST, basis=BASIS)
_VISAS = tuple(
    replace(visa, tacit_after_working_days=20, basis=BASIS)
    if visa.approval == ApprovalKind.INTERIOR
    else visa
    for visa in visas_of()
)
FRAMED = FrameAdopted(convention_id=ID, frame=Frame(visas=_VISAS))


def asked(corrected: Mapping[date, bool] | None = None) -> Story:
    """Every approval is asked for; `corrected` is what the office said of days off."""
    asking = replace(request(*NEEDED), corrected=corrected or {})
    return agreed().given(FRAMED).when(asking)

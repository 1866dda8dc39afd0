"""What each refusal of this service says, in French, Arabic and English."""

from typing import Final

from mithaq.http.texts import Texts

from conventions.problems.access import ACCESS
from conventions.problems.amending import AMENDING
from conventions.problems.amounts import AMOUNTS
from conventions.problems.approving import APPROVING
from conventions.problems.completeness import COMPLETENESS
from conventions.problems.mandates import MANDATES
from conventions.problems.negotiating import NEGOTIATING
from conventions.problems.schedule import SCHEDULE
from conventions.problems.signing import SIGNING
from conventions.problems.steps import STEPS
from conventions.problems.terms import TERMS

TEXTS: Final[Texts] = {
    **ACCESS,
    **AMENDING,
    **AMOUNTS,
    **APPROVING,
    **COMPLETENESS,
    **MANDATES,
    **NEGOTIATING,
    **SCHEDULE,
    **SIGNING,
    **STEPS,
    **TERMS,
}

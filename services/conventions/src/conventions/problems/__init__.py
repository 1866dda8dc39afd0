"""What each refusal of this service says, in French, Arabic and English."""

from typing import Final

from mithaq.http import Texts

from conventions.problems.access import ACCESS
from conventions.problems.amending import AMENDING
from conventions.problems.amendment_effect import AMENDMENT_EFFECT
from conventions.problems.amounts import AMOUNTS
from conventions.problems.approving import APPROVING
from conventions.problems.balance import BALANCE
from conventions.problems.completeness import COMPLETENESS
from conventions.problems.consensus import CONSENSUS
from conventions.problems.mandates import MANDATES
from conventions.problems.negotiating import NEGOTIATING
from conventions.problems.parties import PARTIES
from conventions.problems.release import RELEASE
from conventions.problems.schedule import SCHEDULE
from conventions.problems.settling import SETTLING
from conventions.problems.signing import SIGNING
from conventions.problems.steps import STEPS
from conventions.problems.terms import TERMS

TEXTS: Final[Texts] = {
    **ACCESS,
    **AMENDING,
    **AMENDMENT_EFFECT,
    **AMOUNTS,
    **APPROVING,
    **BALANCE,
    **COMPLETENESS,
    **CONSENSUS,
    **MANDATES,
    **NEGOTIATING,
    **PARTIES,
    **RELEASE,
    **SCHEDULE,
    **SETTLING,
    **SIGNING,
    **STEPS,
    **TERMS,
}

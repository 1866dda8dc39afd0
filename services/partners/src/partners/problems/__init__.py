"""What each refusal of this service says, in French, Arabic and English."""

from typing import Final

from mithaq.http import Texts

from partners.problems.access import ACCESS
from partners.problems.mandates import MANDATES
from partners.problems.organisations import ORGANISATIONS
from partners.problems.people import PEOPLE
from partners.problems.standing import STANDING

TEXTS: Final[Texts] = {**ACCESS, **ORGANISATIONS, **STANDING, **PEOPLE, **MANDATES}

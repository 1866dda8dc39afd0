"""What each field of a published event means, by name or by `Class.name`.

The published schemas carry these sentences; a test finds a field that has none. The unit of an
amount (centimes of MAD) and of a day (ISO 8601, in Morocco) is added by the kernel.
"""

from typing import Final

from conventions.fields.agreement import AGREEMENT
from conventions.fields.amendments import AMENDMENTS
from conventions.fields.committees import COMMITTEES
from conventions.fields.convention import CONVENTION
from conventions.fields.ending import ENDING
from conventions.fields.envelopes import ENVELOPES
from conventions.fields.execution import EXECUTION
from conventions.fields.frames import FRAMES
from conventions.fields.obligations import OBLIGATIONS
from conventions.fields.plan import PLAN
from conventions.fields.statements import STATEMENTS
from conventions.fields.takeover import TAKEOVER

FIELDS: Final = {
    **CONVENTION,
    **FRAMES,
    **PLAN,
    **AGREEMENT,
    **EXECUTION,
    **OBLIGATIONS,
    **AMENDMENTS,
    **ENDING,
    **ENVELOPES,
    **STATEMENTS,
    **COMMITTEES,
    **TAKEOVER,
}

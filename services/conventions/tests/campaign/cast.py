"""Everybody who may appear: honest people, people with many roles, and people who are nobody's."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from mithaq.commands import Caller

from .. import people as p

EVERY_ROLE: Final = frozenset(
    [
        "office",
        "partner",
        "approver",
        "controller",
        "accountant",
        "treasury",
        "archivist",
        "auditor",
        "service",
    ]
)
_PARTIES: Final = (p.REGION, p.COMMUNE, p.OPERATOR)
_PAIRS: Final = (
    "partner archivist",
    "partner approver",
    "partner controller",
    "partner accountant",
    "partner controller accountant treasury",
    "partner office archivist",
)


def _person(subject: str, organisation: UUID | None, roles: str) -> Caller:
    return Caller(subject=subject, organisation=organisation, roles=frozenset(roles.split()))


def _of_party(organisation: UUID) -> list[Caller]:
    """A few people a party: plain ones, and one for each pair of roles."""
    name = f"{organisation.int & 0xFF:x}"
    plain = [_person(f"{name}-{nth}", organisation, "partner") for nth in range(3)]
    # One subject with several tokens of its organisation, then one subject a pair.
    many = [_person(f"{name}-many", organisation, roles) for roles in _PAIRS]
    return [*plain, *many, *(_person(f"{name}-{r}", organisation, r) for r in _PAIRS)]


# One person with tokens of two organisations; subjects that differ by case or width alone.
TWO_FACED: Final = (
    _person("amina", p.REGION, "partner"),
    _person("Amina", p.COMMUNE, "partner"),
    _person("\uff41mina", p.OPERATOR, "partner"),
    _person("amina", None, "controller treasury"),
    _person("AMINA", p.MINISTRY, "office"),
    _person("Region-Head", p.REGION, "partner"),
    _person("REGION-HEAD", None, "controller treasury"),
    _person("Region-Head", None, "accountant treasury"),
    _person("Operator-Head", p.COMMUNE, "partner"),
    _person("Controller", None, "accountant treasury"),
    _person("ACCOUNTANT", p.MINISTRY, "office archivist"),
    _person("Bookkeeper", p.REGION, "partner accountant"),
)
_ODD: Final = (
    Caller(subject="everything", organisation=p.REGION, roles=EVERY_ROLE),
    Caller(subject="everything", organisation=None, roles=EVERY_ROLE),
    _person("nobody", None, ""),
    _person("guest", p.REGION, ""),
    _person("", p.REGION, "partner"),
    _person("lost", None, "partner"),
    _person("lost", None, "controller"),
    _person("lost", None, "accountant"),
    _person("lost", None, "approver"),
    _person("machine", None, "service"),
    p.by_itself.caller,
    p.by_itself.caller,
    _person("foreign-controller", p.STRANGER, "controller"),
    _person("foreign-accountant", p.STRANGER, "accountant"),
    _person("foreign-approver", p.STRANGER, "approver"),
    p.OUTSIDER,
    p.AUDITOR,
)
_AUTHORITIES: Final = (
    _person("office-archivist", p.MINISTRY, "office archivist"),
    _person("controller-2", None, "controller treasury archivist"),
    _person("accountant-2", None, "accountant treasury archivist"),
    _person("controller-of-region", p.REGION, "controller"),
    _person("accountant-of-region", p.REGION, "accountant"),
    _person("both", None, "controller accountant treasury"),
)
# Those of the stories, whom the duties fall to.
HEADS: Final[Mapping[UUID, Caller]] = {
    p.REGION: p.REGION_HEAD,
    p.COMMUNE: p.COMMUNE_HEAD,
    p.OPERATOR: p.OPERATOR_HEAD,
    p.STRANGER: p.OUTSIDER,
}
LEAD: Final = p.REGION_HEAD
APPROVING: Final = (
    p.REGION_COUNCIL,
    p.COMMUNE_COUNCIL,
    p.INTERIOR,
    p.FINANCE,
    p.CONTROL,
    _person("region-head", p.REGION, "approver"),
    _person("Interior", p.MINISTRY, "office"),
    _person("interior", p.FINANCE_MINISTRY, "approver"),
    _person("interior-2", p.INTERIOR_MINISTRY, "partner"),
)
PROPER: Final = (
    *HEADS.values(),
    *(p.BOOKKEEPER, p.OFFICE, p.CLERK, p.REGISTRAR, p.CONTROLLER, p.ACCOUNTANT),
    *APPROVING[:5],
)
CAST: Final = (
    *PROPER,
    *_AUTHORITIES,
    *APPROVING[5:],
    *(person for organisation in _PARTIES for person in _of_party(organisation)),
    *TWO_FACED,
    *_ODD,
)
ORGANISATIONS: Final = (*_PARTIES, p.MINISTRY, p.STRANGER)

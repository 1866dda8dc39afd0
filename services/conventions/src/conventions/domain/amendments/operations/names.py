"""Names that money and works know are not given to another part."""

from mithaq.errors import RuleBroken

from conventions.domain.core.convention import Convention


class NameTaken(RuleBroken):
    """What an amendment adds has a name that nothing of the convention ever had."""

    code = "name-taken"


def ensure_free(convention: Convention, name: str) -> None:
    """As a contribution: money that was promised, planned or delivered keeps its name."""
    known = (
        convention.terms.contributions,
        convention.repriced,
        convention.deliveries,
        convention.lookups.by_contribution,
    )
    if any(name in each for each in known):
        raise NameTaken(name=name)


def ensure_share_free(convention: Convention, name: str) -> None:
    """As a share: what was approved for one that is gone is not another's."""
    approved = (text.shares for text in convention.approved)
    if name in convention.terms.shares or any(name in each for each in approved):
        raise NameTaken(name=name)


def ensure_action_free(convention: Convention, name: str) -> None:
    """As an action: what was seen of works, or paid for them, keeps their name."""
    if name in convention.progress or name in convention.lookups.by_action:
        raise NameTaken(name=name)

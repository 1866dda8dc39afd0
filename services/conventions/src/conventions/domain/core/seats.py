"""Committees as the other topics meet them: who sits in one, and what a text asks of them."""

from datetime import date
from uuid import UUID

from mithaq.errors import RuleBroken

from conventions.domain.core.committee import Committee, DecisionKind
from conventions.domain.core.convention import Convention
from conventions.domain.core.frame import CommitteeRule, Frame
from conventions.domain.core.terms import Terms


class CommitteeUnknown(RuleBroken):
    """No committee of this name in the text."""

    code = "committee-unknown"


class CommitteeMissing(RuleBroken):
    """A text has the committees that its frame asks for."""

    code = "committee-missing"


class CommitteeBelowFrame(RuleBroken):
    """A committee has the members, the chair and the frequency that the frame asks for."""

    code = "committee-below-frame"


class CommitteeMemberGone(RuleBroken):
    """Who sits in a committee is a party of the text that is agreed."""

    code = "committee-member-gone"


AGREEING_RULES = (CommitteeUnknown, CommitteeMissing, CommitteeBelowFrame, CommitteeMemberGone)


def committee_of(terms: Terms, name: str) -> Committee:
    """The committee of that name. Raises CommitteeUnknown."""
    committee = terms.committees.get(name)
    if committee is None:
        raise CommitteeUnknown(committee=name)
    return committee


def seats(terms: Terms, committee: Committee) -> tuple[UUID, ...]:
    """Its members that are parties: who left by an amendment left its seat."""
    return tuple(each for each in committee.members if each in terms.parties)


def ensure_committees_agreed(terms: Terms, frame: Frame) -> None:
    """Each committee is of parties, each that a release asks for is there, and the frame's are."""
    for each in terms.committees.values():
        if gone := frozenset(each.members) - terms.parties.keys():
            members = tuple(sorted(map(str, gone)))
            raise CommitteeMemberGone(committee=each.committee, members=members)
    for pledge in terms.contributions.values():
        for name in pledge.release.committees if pledge.release else ():
            committee_of(terms, name)
    missing = tuple(x.committee for x in frame.committees if x.committee not in terms.committees)
    if missing:
        raise CommitteeMissing(committees=missing)
    for rule in frame.committees:
        _ensure_as_framed(terms, rule)


def _ensure_as_framed(terms: Terms, rule: CommitteeRule) -> None:
    """Every role of the frame that some party has is represented, and the chair has its own."""
    committee = terms.committees[rule.committee]
    taken = {role for each in seats(terms, committee) for role in terms.parties[each].roles}
    there = {role for party in terms.parties.values() for role in party.roles}
    lacking = tuple(role for role in rule.members if role in there - taken)
    chaired = rule.chair in terms.parties[committee.chair].roles or rule.chair not in there
    if lacking or not chaired or committee.every_months > rule.every_months:
        raise CommitteeBelowFrame(
            committee=rule.committee,
            roles=lacking,
            chair=rule.chair,
            every_months=rule.every_months,
        )


def released_by(convention: Convention, committee: str, tranche: str, on: date) -> bool:
    """Confirmed minutes of that committee, of a meeting until that day, decided the release."""
    return any(
        decision.committee == committee
        and decision.resolution.kind == DecisionKind.RELEASE
        and decision.resolution.tranche == tranche
        and decision.dropped_on is None
        and decision.held_on <= on
        for decision in convention.committees.decisions.values()
    )

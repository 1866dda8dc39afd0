"""What a command contains, besides its header: mostly what the state is waiting for."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from conventions.domain.amendments import commands as amendments
from conventions.domain.approvals import commands as approvals
from conventions.domain.core.commands import CommandHeader, ConventionCommand
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import ApprovalAnswer, RoundOutcome, Stance
from conventions.domain.execution import commands as execution
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.signatures import commands as signatures

from .. import people as p
from ..chances import FIELDS
from ..story import ACCEPT
from . import (
    amending_content,
    condition_content,
    correcting_content,
    drafting_content,
    money_content,
    planning_content,
    share_content,
    signing_content,
)
from .days import DAY
from .luck import Luck
from .wish import Content, Fields, Wish

_WHY: Final = ("motif", "motif", "motif", "", " ")


def content_of(wish: Wish) -> Fields:
    """What is drawn, then what is preset in its place."""
    if wish.command in CONTENT:
        fields = CONTENT[wish.command](wish)
    else:
        fields = dict(wish.luck.one(FIELDS.get(wish.command, [{}])))
        if "amendment" in fields and wish.luck.percent(97):
            fields["amendment"] = max(len(wish.state.amendments), 1)
    return {**fields, **wish.preset}


def _round(wish: Wish) -> Fields:
    """A deadline ahead, tomorrow, or, of a round taken over from paper, long ago."""
    luck, dating = wish.luck, wish.header.dating
    past = (dating.recorded_on - dating.on).days
    if past > 0 and luck.percent(70 if "archivist" in wish.header.caller.roles else 15):
        return {"deadline": dating.on + luck.randint(-1, past) * DAY}
    return {"deadline": dating.recorded_on + luck.one((0, 1, 1, 2, 10, 30)) * DAY}


def _position(wish: Wish) -> Fields:
    luck, state = wish.luck, wish.state
    article = luck.one_of((*state.terms.articles, "x")) if luck.percent(15) else None
    if luck.percent(80):
        return {"position": ACCEPT, "article": article}
    stance = luck.one((Stance.RESERVE, Stance.AMEND))
    remark = luck.one(("réserve", "", None))
    position = Position(stance=stance, remark=remark, proposed_text_fr=luck.one((None, "Mieux.")))
    return {"position": position, "article": luck.one((article, *state.terms.articles))}


def _adoption(wish: Wish) -> Fields:
    """Of what was proposed mostly, translated where that is needed."""
    luck, state = wish.luck, wish.state
    said = (state.negotiation.positions, state.negotiation.late)
    open_ = [(party, name) for each in said for party, mine in each.items() for name in mine]
    party, article = luck.one(open_ or [(p.COMMUNE, "object")])
    return {
        "organisation_id": party,
        "article": article or "object",
        "text_ar": luck.one(("نص الرئيس", None)),
    }


def _closing(wish: Wish) -> Fields:
    luck = wish.luck
    return {"outcome": luck.one(tuple(RoundOutcome)), "reason": luck.one(_WHY)}


def _agreeing(wish: Wish) -> Fields:
    """Rarely with a last day to sign; with one to split what is not split yet, mostly."""
    luck, today = wish.luck, wish.header.dating.recorded_on
    to_split = wish.state.terms.shares and luck.percent(90)
    return {
        "sign_by": today + luck.one((0, 1, 20, 90)) * DAY if luck.percent(10) else None,
        "split_by": today + luck.one((30, 90, 200)) * DAY if to_split else None,
    }


def _more_time(wish: Wish) -> Fields:
    luck = wish.luck
    known = wish.state.signing.sign_by or wish.header.dating.recorded_on
    return {"sign_by": known + luck.one((-1, 0, 1, 30)) * DAY, "reason": luck.one(_WHY)}


def _amendment_agreeing(wish: Wish) -> Fields:
    """Sometimes with a last day to sign it."""
    luck, begun = wish.luck, wish.state.open_amendment
    until = wish.header.dating.recorded_on + luck.one((0, 1, 20, 90)) * DAY
    number = begun.number if begun else luck.randint(0, 2)
    return {"amendment": number, "sign_by": until if luck.percent(20) else None}


def _more_time_to_amend(wish: Wish) -> Fields:
    luck, begun = wish.luck, wish.state.open_amendment
    known = (begun.signing.sign_by if begun else None) or wish.header.dating.recorded_on
    more = {"sign_by": known + luck.one((-1, 0, 1, 30)) * DAY, "reason": luck.one(_WHY)}
    return {"amendment": begun.number if begun else luck.randint(0, 2), **more}


def _ending(wish: Wish) -> Fields:
    return {"round": max(wish.state.negotiation.round - wish.luck.one((0, 0, 0, 1)), 0)}


def _approval(wish: Wish) -> Fields:
    luck, state = wish.luck, wish.state
    awaited = [x for x, answer in state.approvals.items() if answer is ApprovalAnswer.AWAITED]
    plain = luck.one(FIELDS[approvals.GrantApproval])
    return {**plain, "approval": luck.one(awaited)} if awaited and luck.percent(90) else plain


def _refusal(wish: Wish) -> Fields:
    return {"approval": _approval(wish)["approval"], "reason": wish.luck.one(_WHY)}


def _amendment_approval(wish: Wish) -> Fields:
    luck, begun = wish.luck, wish.state.open_amendment
    answers = begun.approvals.items() if begun else ()
    awaited = [x for x, answer in answers if answer is ApprovalAnswer.AWAITED]
    approval = luck.one(FIELDS[approvals.GrantApproval])["approval"]
    if awaited and luck.percent(90):
        approval = luck.one(awaited)
    number = begun.number if begun else luck.randint(0, 2)
    return {"amendment": number, "approval": approval}


def _amendment_grant(wish: Wish) -> Fields:
    return {**_amendment_approval(wish), "instrument": "visa"}


def _amendment_refusal(wish: Wish) -> Fields:
    return {**_amendment_approval(wish), "reason": wish.luck.one(_WHY)}


def _force(wish: Wish) -> Fields:
    luck, state, header = wish.luck, wish.state, wish.header
    return {"in_force_on": _day(luck, state.signing.signed_on, header)}


def _effect(wish: Wish) -> Fields:
    luck, state, header = wish.luck, wish.state, wish.header
    begun = state.open_amendment
    signed_on = begun.signing.signed_on if begun else None
    number = begun.number if begun else luck.randint(0, 2)
    return {"amendment": number, "effective_on": _day(luck, signed_on, header)}


def _day(luck: Luck, earliest: date | None, header: CommandHeader) -> date | None:
    """The usual one, the earliest that there may be, just before it, today, tomorrow."""
    today = header.dating.recorded_on
    days = (earliest or today, (earliest or today) - DAY, header.dating.on, today, today + DAY)
    return None if luck.percent(60) else luck.one(days)


def _progress(wish: Wish) -> Fields:
    luck, header = wish.luck, wish.header
    seen = header.dating.on - luck.one((0, 0, 0, 1, 20, 50, -1)) * DAY
    percent = luck.one((100, 100, 50, luck.randint(0, 100), luck.randint(-1, 101)))
    return {"action": luck.one(("works",) * 19 + ("x",)), "percent": percent, "observed_on": seen}


def _vouching(wish: Wish) -> Fields:
    luck, state = wish.luck, wish.state
    seen_of = [action for action, seen in state.progress.items() if seen.observations]
    if not seen_of or luck.percent(5):
        return _progress(wish)
    action = luck.one_of(seen_of)
    seen = luck.one(state.progress[action].observations).progress
    return {"action": action, "percent": seen.percent, "observed_on": seen.observed_on}


CONTENT: Final[Mapping[type[ConventionCommand], Content]] = {
    **money_content.CONTENT,
    **correcting_content.CONTENT,
    **planning_content.CONTENT,
    **signing_content.CONTENT,
    **drafting_content.CONTENT,
    **condition_content.CONTENT,
    **share_content.CONTENT,
    negotiation.OpenNegotiationRound: _round,
    negotiation.TakePosition: _position,
    negotiation.AdoptProposal: _adoption,
    negotiation.CloseNegotiationRound: _closing,
    negotiation.EndNegotiationRound: _ending,
    negotiation.AgreeText: _agreeing,
    signatures.ExtendSigningTime: _more_time,
    approvals.GrantApproval: _approval,
    approvals.RefuseApproval: _refusal,
    signatures.EnterIntoForce: _force,
    execution.ReportProgress: _progress,
    execution.AcceptProgress: _vouching,
    amendments.DraftAmendment: amending_content.draft,
    amendments.ReviseAmendment: amending_content.revise,
    amendments.AgreeAmendmentText: _amendment_agreeing,
    amendments.ExtendAmendmentSigningTime: _more_time_to_amend,
    amendments.GrantAmendmentApproval: _amendment_grant,
    amendments.RefuseAmendmentApproval: _amendment_refusal,
    amendments.PutAmendmentIntoEffect: _effect,
}

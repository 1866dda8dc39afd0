"""From the state of tranches and amendments to their views."""

from mithaq.http import MoneyBody
from mithaq.money import Money

from conventions.domain.state import Amendment, Convention, Tranche
from conventions.routes import execution_views as v

_STEPS = ("amount", "called", "committed", "visaed", "ordered", "paid", "justified", "excess")


def money(amount: Money) -> MoneyBody:
    return MoneyBody.of(amount)


def tranches(shown: Convention) -> list[v.TrancheView]:
    ordered = sorted(shown.tranches.values(), key=lambda t: t.place)
    return [_tranche(each) for each in ordered]


def _tranche(shown: Tranche) -> v.TrancheView:
    amounts = {step: money(getattr(shown, step)) for step in _STEPS}
    return v.TrancheView(
        tranche=shown.tranche,
        contribution=shown.contribution,
        organisation_id=shown.organisation_id,
        action=shown.action,
        year=shown.year,
        stage=shown.stage,
        due_on=shown.due_on,
        overpayment_open=shown.overpayment_open,
        justified_before=shown.justified_before,
        progress_at_least=shown.progress_at_least,
        documents=list(shown.documents),
        missing_documents=list(shown.missing_documents),
        **amounts,
    )


def amendment(shown: Amendment) -> v.AmendmentView:
    operations = shown.operations
    return v.AmendmentView(
        amendment=shown.number,
        state=shown.state,
        base_version=shown.base_version,
        reason=shown.reason,
        amounts=[
            v.AmountView(contribution=x.contribution, amount=money(x.amount))
            for x in operations.amounts
        ],
        costs=[
            v.CostView(action=x.action, year=x.year, cost=money(x.cost)) for x in operations.costs
        ],
        ends_on=operations.ends_on,
        positions=[
            v.AmendmentPositionView(organisation_id=party, stance=stance, remark=remark)
            for party, (stance, remark) in shown.positions.items()
        ],
        text_sha256=shown.text_sha256,
        signatories=sorted(shown.signatories, key=str),
        asked_to_sign=sorted(shown.asked, key=str),
        signed=sorted(shown.signatures, key=str),
        effective_on=shown.effective_on,
    )

"""From state to view."""

from mithaq.commands import Caller
from mithaq.money import Money

from conventions.domain.admission import Opening, openings
from conventions.domain.scheduling import planned_of
from conventions.domain.state import Convention
from conventions.routes import views as v
from conventions.routes.execution_shown import amendment, money, tranches


def convention(shown: Convention, caller: Caller) -> v.ConventionView:
    """The consolidated convention: amendments in effect are in its amounts already."""
    terms = shown.terms
    return v.ConventionView(
        id=shown.convention_id,
        version=shown.version,
        state=shown.state,
        reference=terms.reference,
        instrument=terms.instrument,
        title_fr=terms.title_fr,
        title_ar=terms.title_ar,
        territory=terms.territory,
        region=terms.region,
        total=money(terms.total),
        first_year=terms.first_year,
        last_year=terms.last_year,
        duration_months=terms.duration_months,
        drafted_by=shown.drafted_by,
        signed_on=shown.signing.signed_on,
        in_force_on=shown.in_force_on,
        ends_on=shown.ends_on,
        parties=_parties(shown),
        articles=[v.ArticleView.model_validate(a) for _, a in sorted(terms.articles.items())],
        actions=_actions(shown),
        contributions=_contributions(shown),
        negotiation=_negotiation(shown),
        text=v.TextView.model_validate(shown.text) if shown.text else None,
        approvals=_approvals(shown),
        signatures=[v.SignatureView.model_validate(s) for s in shown.signing.signatures.values()],
        tranches=tranches(shown),
        amendments=[amendment(a) for a in shown.amendments.values()],
        commands=[each.command for each in openings(shown, caller) if each.closed_by is None],
    )


def _parties(shown: Convention) -> list[v.PartyView]:
    signatures = shown.signing.signatures
    return [
        v.PartyView(
            organisation_id=key,
            name_fr=party.name_fr,
            name_ar=party.name_ar,
            role=party.roles[0],
            roles=list(party.roles),
            signing_order=party.signing_order,
            signed_on=signatures[key].signed_on if key in signatures else None,
            asked_to_sign=key in shown.signing.asked,
            promised=money(shown.terms.promised_by(key)),
        )
        for key, party in shown.terms.parties.items()
    ]


def _actions(shown: Convention) -> list[v.ActionView]:
    return [
        v.ActionView(
            action=key,
            label_fr=action.label_fr,
            label_ar=action.label_ar,
            territory=action.territory,
            cost=money(action.cost),
            years=[v.YearView(year=y.year, cost=money(y.cost)) for y in action.years],
            basis=action.basis,
            progress=shown.progress[key].percent if key in shown.progress else None,
        )
        for key, action in sorted(shown.terms.actions.items())
    ]


def _contributions(shown: Convention) -> list[v.ContributionView]:
    return [
        v.ContributionView(
            contribution=key,
            organisation_id=contribution.organisation_id,
            action=contribution.action,
            year=contribution.year,
            kind=contribution.kind,
            amount=money(contribution.amount),
            planned=money(planned_of(shown, key)),
            paid=money(Money.sum(t.paid for t in shown.tranches_of(key))),
            basis=contribution.basis,
        )
        for key, contribution in sorted(shown.terms.contributions.items())
    ]


def _negotiation(shown: Convention) -> v.NegotiationView:
    negotiation = shown.negotiation
    return v.NegotiationView(
        round=negotiation.round,
        deadline=negotiation.deadline,
        open=negotiation.open,
        concluded=negotiation.concluded,
        positions=[
            v.PositionView(
                organisation_id=party,
                article=article,
                stance=position.stance,
                remark=position.remark,
                proposed_text_fr=position.proposed_text_fr,
            )
            for party, said in negotiation.positions.items()
            for article, position in said.items()
        ],
    )


def _approvals(shown: Convention) -> list[v.ApprovalView]:
    return [
        v.ApprovalView(kind=approval.kind, organisation_id=approval.organisation_id, answer=answer)
        for approval, answer in shown.approvals.items()
    ]


def opening(shown: Opening) -> v.OpeningView:
    return v.OpeningView(
        command=shown.command,
        open=shown.closed_by is None,
        closed_by=shown.closed_by,
        values=shown.values,
    )

"""How payloads of old versions read today, one small function a step, kept for ever; and back.

A step back says an event as the version before had it, while a release runs that knows no other.
Of what that version could not say it makes something else, so that the event is held instead.
"""

from collections.abc import Mapping
from typing import Any, Final

from mithaq.events import Upcast

Payload = dict[str, Any]
_OUTLINE_V1: Final = frozenset(
    {
        *("reference", "instrument", "title_fr", "title_ar", "territory", "region", "total"),
        *("first_year", "last_year", "duration_months"),
    }
)


def party_invited_v1_to_v2(old: Payload) -> Payload:
    """The party's fields, with one role, stood in the event; now they are a value with roles."""
    party = {key: value for key, value in old.items() if key not in {"convention_id", "role"}}
    return {
        "convention_id": old["convention_id"],
        "party": {**party, "roles": [old["role"]]},
    }


def amendment_written_v2_to_v1(new: Payload) -> Payload:
    """Version 1 knew amounts, costs and an end alone; what else is announced it cannot say."""
    said = {key: new["operations"][key] for key in ("amounts", "costs", "ends_on")}
    return {**{key: value for key, value in new.items() if key != "minutes"}, "operations": said}


def amendment_text_agreed_v2_to_v1(new: Payload) -> Payload:
    """Version 1 knew no last day to sign it."""
    return {key: value for key, value in new.items() if key != "sign_by"}


def amendment_took_effect_v2_to_v1(new: Payload) -> Payload:
    """Version 1 knew changed contributions and costs, the total and the end."""
    known = ("convention_id", "amendment", "effective_on", "contributions", "costs", "total")
    return {key: new[key] for key in (*known, "ends_on")}


def article_written_v1_to_v2(old: Payload) -> Payload:
    """No article was an annex."""
    return {**old, "article": {**old["article"], "annex": False}}


def article_written_v2_to_v1(new: Payload) -> Payload:
    """What version 1 said of an article; it knew none of the rest."""
    known = {"article", "heading_fr", "heading_ar", "text_fr", "text_ar"}
    return {**new, "article": {key: new["article"][key] for key in known}}


def unchanged(old: Payload) -> Payload:
    """What the new version allows to be unknown was known in this one."""
    return old


def convention_drafted_v2_to_v1(new: Payload) -> Payload:
    """Version 1 knew both years, and nothing of kinds of programme, frameworks and templates."""
    outline = {key: value for key, value in new["outline"].items() if key in _OUTLINE_V1}
    return {**new, "outline": {**outline, **_known_years(outline)}}


def total_revised_v2_to_v1(new: Payload) -> Payload:
    return {**new, **_known_years(new)}


def action_planned_v2_to_v1(new: Payload) -> Payload:
    replaced = new.get("replaced")
    return {
        **new,
        "action": _costed(new["action"]),
        "replaced": None if replaced is None else _costed(replaced),
    }


def action_removed_v2_to_v1(new: Payload) -> Payload:
    return {**new, "action": _costed(new["action"])}


def payment_ordered_v2_to_v1(new: Payload) -> Payload:
    """Version 1 knew one person alone who answers for an order, which nothing named."""
    return {key: value for key, value in new.items() if key not in {"persons", "order"}}


def tranche_justified_v2_to_v1(new: Payload) -> Payload:
    """Version 1 knew no proof that was handed in by somebody else."""
    return {key: value for key, value in new.items() if key != "submission"}


def _known_years(new: Payload) -> Payload:
    return {name: new[name] or 0 for name in ("first_year", "last_year")}


def _costed(action: Payload) -> Payload:
    """No action costs nothing: what was unknown does not come back as it was."""
    return {**action, "cost": action["cost"] or 0}


UPCASTS: Final[Mapping[tuple[str, int], Upcast]] = {
    ("PartyInvited", 1): party_invited_v1_to_v2,
    ("ArticleWritten", 1): article_written_v1_to_v2,
    ("AmendmentDrafted", 1): unchanged,
    ("AmendmentRevised", 1): unchanged,
    ("AmendmentTookEffect", 1): unchanged,
    ("AmendmentTextAgreed", 1): unchanged,
    ("ConventionDrafted", 1): unchanged,
    ("TotalRevised", 1): unchanged,
    ("ActionPlanned", 1): unchanged,
    ("ActionRemoved", 1): unchanged,
    ("RefundClaimed", 1): unchanged,
    ("PaymentOrdered", 1): unchanged,
    ("TrancheJustified", 1): unchanged,
}

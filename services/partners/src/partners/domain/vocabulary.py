"""The lists of values of this service: closed over HTTP, open in events (`mithaq.events.Open`)."""

from enum import StrEnum


class PartnerKind(StrEnum):
    MINISTRY = "ministry"
    INTERIOR = "interior"
    FINANCE = "finance"
    FINANCIAL_CONTROL = "financial_control"
    DECONCENTRATED_SERVICE = "deconcentrated_service"
    REGION = "region"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COMMUNE = "commune"
    LOCAL_AUTHORITY = "local_authority"
    PUBLIC_OPERATOR = "public_operator"
    ASSOCIATION = "association"
    COMPANY = "company"
    HABOUS = "habous"
    OTHER = "other"


class OrganisationState(StrEnum):
    REGISTERED = "registered"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    MERGED = "merged"


class ChangeAct(StrEnum):
    """What two persons of the office change of an organisation: one asks, another confirms."""

    CLOSURE = "closure"
    REOPENING = "reopening"
    MERGER = "merger"
    SEPARATION = "separation"
    CORRECTION = "correction"


class CeilingScope(StrEnum):
    """Whether a mandate's ceiling bounds each signature, or the sum of all of them."""

    SIGNATURE = "signature"
    TOTAL = "total"

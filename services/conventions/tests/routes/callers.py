"""Bearers who are no party of the convention."""

from uuid import uuid4

from .clients import bearer

OFFICE = bearer("office", "office", org=uuid4())
REGISTRAR = bearer("registrar", "office", org=uuid4())
CONTROLLER, ACCOUNTANT = (
    bearer("controller", "controller", "treasury"),
    bearer("payer", "accountant", "treasury"),
)
STRANGER, AUDITOR = bearer("stranger", "partner", org=uuid4()), bearer("auditor", "auditor")

"""Signatures over HTTP."""

from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View

from conventions.domain.core.vocabulary import SignatureLevel


class SignatureView(View):
    organisation_id: UUID
    representative_id: UUID
    mandate_id: UUID
    capacity: str
    level: Open[SignatureLevel]
    signed_on: date

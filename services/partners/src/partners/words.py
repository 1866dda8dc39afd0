"""The closed lists that this service's catalogues name in every language, by kind of term."""

from collections.abc import Iterable, Mapping
from typing import Final

from mithaq.territories import Level

from partners.domain.vocabulary import CeilingScope, ChangeAct, OrganisationState, PartnerKind

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "partner-kind": PartnerKind,
    "organisation-state": OrganisationState,
    "change-act": ChangeAct,
    "ceiling-scope": CeilingScope,
    "level": Level,
}

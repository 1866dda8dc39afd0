"""What each field of this service's events means, for the published schemas."""

from collections.abc import Mapping
from typing import Final

FIELDS: Final[Mapping[str, str]] = {
    "organisation_id": "The organisation: the id in its path",
    "kind": "What sort of organisation it is; more kinds will come",
    "name_fr": "Its official name in French",
    "name_ar": "Its official name in Arabic",
    "ice": "Identifiant commun de l'entreprise: fifteen digits, two of them check digits",
    "territory": "HCP code of the territory it is competent for, MA for the whole country",
    "region": "HCP code of that territory's region",
    "distinct_from": "Organisations with names like this one, known when it was registered",
    "evidence": "The document that the verification rests on",
    "reason": "Why, in the words of whoever decided",
    "representative_id": "The person: the id in its path",
    "subject": "The `sub` claim of the person's tokens",
    "name": "The name: a person's is encrypted under the person's key",
    "email": "The person's e-mail address, encrypted under the person's key",
    "language": "The language the person is written to in: fr or ar",
    "person": "Whose key it is encrypted under",
    "nonce": "Nonce of AES-256-GCM, base64url",
    "ciphertext": "Ciphertext and tag of AES-256-GCM, base64url",
    "mandate_id": "The mandate: the id in its path",
    "capacity": "In which capacity the person signs, as acts name it",
    "instrument": "The act that gives the power, such as a deliberation",
    "valid_from": "The first day on which the mandate holds",
    "valid_to": "The last day on which the mandate holds; without one it is open-ended",
    "ceiling": "The largest amount that may be signed for; without one there is no limit",
    "ceiling_scope": "Whether the ceiling bounds each signature, or the total of all of them",
    "ended_on": "The first day without the mandate, by its term or by a revocation for that day",
    "revoked_on": "The first day on which the mandate no longer holds",
}

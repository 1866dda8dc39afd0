"""A sealed text opens with its key, in its place, unchanged; nowhere else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from partners.personal import new_key, seal, unseal

from .stories import ORGANISATION, OTHER, PERSON

KEY = new_key()
SEALED = seal(KEY, "Mme Naïma علوي", organisation=ORGANISATION, person=PERSON, field="name")


@given(text=st.text())
def test_property_whatever_is_sealed_opens_again(text: str) -> None:
    sealed = seal(KEY, text, organisation=ORGANISATION, person=PERSON, field="email")
    assert unseal(KEY, sealed, organisation=ORGANISATION, field="email") == text


def test_sealing_twice_gives_two_texts() -> None:
    again = seal(KEY, "Mme Naïma علوي", organisation=ORGANISATION, person=PERSON, field="name")
    assert (again.nonce, again.ciphertext) != (SEALED.nonce, SEALED.ciphertext)
    assert "Naïma" not in SEALED.ciphertext


def test_another_key_does_not_open() -> None:
    with pytest.raises(InvalidTag):
        unseal(new_key(), SEALED, organisation=ORGANISATION, field="name")


def test_a_sealed_text_does_not_move_to_another_place() -> None:
    with pytest.raises(InvalidTag):
        unseal(KEY, SEALED, organisation=OTHER, field="name")
    with pytest.raises(InvalidTag):
        unseal(KEY, SEALED, organisation=ORGANISATION, field="email")
    with pytest.raises(InvalidTag):
        unseal(KEY, replace(SEALED, person=OTHER), organisation=ORGANISATION, field="name")


def test_a_changed_byte_is_noticed() -> None:
    raw = bytearray(urlsafe_b64decode(SEALED.ciphertext + "=="))
    raw[0] ^= 1
    changed = replace(SEALED, ciphertext=urlsafe_b64encode(bytes(raw)).decode())
    with pytest.raises(InvalidTag):
        unseal(KEY, changed, organisation=ORGANISATION, field="name")

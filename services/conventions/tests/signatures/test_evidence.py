"""A signature is of a level whose evidence somebody keeps; else it is refused, by name."""

import pytest
from conventions.domain.core.rules import LevelWithoutEvidence
from conventions.domain.core.vocabulary import SignatureLevel
from conventions.evidence import IDENTITY, Deployed

from ..people import COMMUNE, COMMUNE_HEAD, commune
from ..story import ready_to_sign, signature, state_of


@pytest.mark.parametrize("level", [SignatureLevel.ADVANCED, SignatureLevel.QUALIFIED])
async def test_only_what_the_deployment_names_is_evidenced(level: SignatureLevel) -> None:
    provider = "Barid eSign, contrat 12/2026"
    assert await Deployed().source(level, COMMUNE_HEAD, "ab") is None
    assert await Deployed({level: provider}).source(level, COMMUNE_HEAD, "ab") == provider
    assert await Deployed().source(SignatureLevel.SIMPLE, COMMUNE_HEAD, "ab") == IDENTITY


def test_a_level_without_evidence_is_refused_and_what_has_some_says_where() -> None:
    story = ready_to_sign()
    bare = signature(story, commune, level=SignatureLevel.QUALIFIED, evidence=None)
    refusal = story.refuses(bare, LevelWithoutEvidence)
    assert refusal.values["level"] == "qualified"
    named = signature(story, commune, level=SignatureLevel.QUALIFIED, evidence="parapheur")
    signed = state_of(story.when(named)).signing.signatures[COMMUNE]
    assert (signed.level, signed.evidence) == (SignatureLevel.QUALIFIED, "parapheur")

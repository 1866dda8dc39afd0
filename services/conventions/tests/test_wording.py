"""Refusals are told in the words of the trade: terms, amounts, days, lists and plurals."""

import pytest
from fastapi.exceptions import RequestValidationError
from mithaq.http.validation import field_errors
from mithaq.words import Shown, texts_of

TEXTS = texts_of("conventions")


def detail(code: str, language: str = "fr", /, **values: Shown) -> str:
    return TEXTS.problem(code, language, values, ["step-exceeded"]).detail


def plain(told: str) -> str:
    """With plain spaces for the no-break ones."""
    return told.translate({0xA0: " ", 0x202F: " "})


def test_unmet_conditions_are_sentences_with_their_figures() -> None:
    told = detail(
        "release-refused",
        tranche="R2",
        conditions="fully-planned, progress-reached",
        unplanned="1234.50",
        action="voirie",
        progress=20,
        progress_at_least=50,
    )
    assert plain(told) == (
        "Tranche « R2 », conditions restant à remplir : contribution planifiée en entier "
        "(écart : 1 234,50 DH) et avancement physique de « voirie » à 50 % au moins "
        "(réceptionné : 20 %)."
    )


def test_duties_are_told_in_words_of_the_trade() -> None:
    told = detail("duties-not-separated", done="order", asked="pay")
    assert "ordonnancer le paiement" in told
    assert told.endswith("ne peut pas aussi payer.")


def test_any_of_several_capacities_would_do() -> None:
    told = detail("capacity-refused", command="DraftConvention", needed="office, drafter")
    assert "services du ministère ou organisme qui a rédigé la convention" in told
    asked = detail(
        "not-the-approver", kind="interior", body="Ministère de l'Intérieur", role="approver"
    )
    assert (
        "a été demandé à l'organisme « Ministère de l'Intérieur » ; il y est donné par :"
        in plain(asked)
    )


def test_missing_visas_are_named_with_whom_they_concern() -> None:
    missing = ("council_deliberation", "interior")
    told = detail("approval-left-out", missing=missing, parties=("Région", "Commune"), count=3)
    assert "délibération" in told
    assert plain(told).endswith("(signataires concernés : Région et Commune).")


def test_the_seven_money_steps_share_one_sentence() -> None:
    values = {"tranche": "T1", "asked": "5.00", "done": "3.00", "bound": "6.00", "left": "3.00"}
    told = TEXTS.problem("overpayment", "fr", values, ["step-exceeded", "rule-broken"])
    assert told.title == "Paiement au-delà du montant ordonnancé"
    assert plain(told.detail) == (
        "Tranche « T1 » : 5,00 DH demandés ; 3,00 DH sont déjà passés par cette étape "
        "sur 6,00 DH possibles, il reste 3,00 DH."
    )


def test_gaps_of_a_completion_are_named() -> None:
    told = detail(
        "convention-unfinished",
        gaps=("unpaid", "unbuilt"),
        unpaid=("C1", "C2"),
        unbuilt=("voirie",),
    )
    assert plain(told) == (
        "Il reste : contributions à payer (C1 et C2) et actions dont l'avancement réceptionné "
        "n'est pas de 100 % (voirie)."
    )


def test_days_are_written_in_letters() -> None:
    told = detail("mandate-expired", "ar", valid_to="2026-08-01", on="2026-12-02")
    assert "\u20681 غشت 2026\u2069" in told
    assert "\u20682 دجنبر 2026\u2069" in told
    assert "1er août 2026" in detail("mandate-expired", valid_to="2026-08-01", on="2026-12-02")


def test_numbers_keep_their_order_inside_arabic() -> None:
    told = detail("amount-negative", "ar", amount="-1234.50")
    assert "\u2068-1.234,50\u2069\u00a0درهم" in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "doit être\u00a0: convention cadre ou convention de financement"),
        ("ar", "القيم المقبولة: \u2068اتفاقية إطار\u2069 أو \u2068اتفاقية تمويل\u2069"),
        ("en", "must be: framework convention or financing convention"),
    ],
)
def test_what_a_field_accepts_is_told_by_its_names(language: str, said: str) -> None:
    found = {
        "type": "enum",
        "loc": ("body", "instrument"),
        "ctx": {"expected": "'framework' or 'financing'"},
    }
    (told,) = field_errors(RequestValidationError([found]), TEXTS, language)
    assert told["detail"] == said

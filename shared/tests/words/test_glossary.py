"""One term, one word: what the glossary finds in a sentence and in its translation."""

import pytest
from mithaq.words.glossary import glossary


@pytest.mark.parametrize(
    ("language", "sentence", "found"),
    [
        ("fr", "Retirez la convention-cadre.", "write “convention”"),
        ("fr", "Prévenez l'organisation.", "write “organisme”"),
        ("fr", "Demandez à l'administration.", "write “services du ministère”"),
        ("fr", "Un e-mail est parti.", "write “courriel”"),
        ("fr", "L’avenant est signé.", "“’” is not written"),
        ("fr", 'Le champ "nom" est vide.', "« »"),
        ("ar", "آخر توقيع للملحق التعديلي", "write “ملحق”"),
        ("ar", "الاتفاقية موقوفة", "write “تعليق”"),
        ("ar", "أصبحت الاتفاقية لاغية", "write “سقوط”"),
        ("ar", "صدر أمر بالصرف", "write “الأمر بالدفع”"),
        ("ar", "طلب من طرف الوزارة", "write “من قبل”"),
        ("ar", "يوما أخيراً", "vowel sign"),
        ("ar", "المادة « الموضوع »", "close to what they hold"),
        ("en", "Ask the office.", "write “ministry's office”"),
        ("en", 'Article "object" is missing.', "“ ”"),
    ],
)
def test_a_word_that_is_not_ours_is_found(language: str, sentence: str, found: str) -> None:
    assert [stray for stray in glossary().strays(language, sentence) if found in stray]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "L'organisme {organisation} répond jusqu'au {deadline:day}."),
        ("fr", '« If-Match » doit contenir un seul ETag, tel que « "7" ».'),
        ("ar", "عُلّقت الاتفاقية من قِبل الهيئة «{organisation}»."),
        ("ar", "يحمله أكثر من طرف."),
        ("en", "Ask the ministry's office."),
    ],
)
def test_our_own_words_are_left_alone(language: str, sentence: str) -> None:
    assert list(glossary().strays(language, sentence)) == []


@pytest.mark.parametrize(
    ("french", "language", "sentence", "found"),
    [
        ("Avenant signé", "ar", "عقد موقّع", "“Avenant” is “ملحق” here"),
        ("Tranche appelée", "ar", "دفعة مطلوبة", "“Tranche” is “شطر” here"),
        ("Tranche appelée", "en", "Payment called", "“Tranche” is “tranche” here"),
        ("Votre organisme", "ar", "جهة أخرى", "“جهة” is kept for “région”"),
    ],
)
def test_a_translation_that_calls_it_otherwise_is_found(
    french: str, language: str, sentence: str, found: str
) -> None:
    assert found in list(glossary().losses(french, language, sentence))


def test_vowel_signs_and_values_do_not_matter() -> None:
    assert list(glossary().losses("Tranche {organisme}", "ar", "الشَّطْر")) == []


def test_every_term_has_a_word_in_each_language_and_finds_it_itself() -> None:
    for term in glossary().terms:
        assert all(term.words.values())
        for language, pattern in term.by.items():
            assert pattern.search(term.words[language]), term.words
        assert term.named is None or term.named.search(term.words["fr"]), term.words

"""Builds texts for errors defined in tests."""

from collections.abc import Mapping

from mithaq.words import Texts, texts_of
from mithaq.words.formats import Language
from mithaq.words.message import Message


def texts_with(sentences: Mapping[Language, Mapping[str, str]]) -> Texts:
    """The kernel's texts and these: by language, the form of each id."""
    added = {
        language: {message_id: Message((form,)) for message_id, form in forms.items()}
        for language, forms in sentences.items()
    }
    return texts_of().with_(added)

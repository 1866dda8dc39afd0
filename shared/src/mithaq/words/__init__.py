"""Translated texts: message catalogues (.po), and values formatted for each language.

texts = texts_of("conventions")
texts.say("mail.greeting", "fr", name="Naïma")
texts.term("state", "in_force", "ar")
texts.problem("overpayment", "en", {"tranche": "T1", "left": "1234.50"}).detail
"""

from mithaq.words.bidi import isolated
from mithaq.words.formats import Formats, Language
from mithaq.words.message import Shown
from mithaq.words.texts import Texts, texts_of

__all__ = ["Formats", "Language", "Shown", "Texts", "isolated", "texts_of"]

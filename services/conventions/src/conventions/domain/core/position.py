"""What a party says of a text."""

from dataclasses import dataclass

from mithaq.events import Open
from mithaq.unicode import blank

from conventions.domain.core.rules import RemarkMissing
from conventions.domain.core.vocabulary import Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    stance: Open[Stance]
    remark: str | None = None
    proposed_text_fr: str | None = None
    proposed_text_ar: str | None = None

    @property
    def length(self) -> int:
        """In characters, of its remark and what it proposes."""
        said = (self.remark, self.proposed_text_fr, self.proposed_text_ar)
        return sum(len(text) for text in said if text is not None)

    @property
    def proposes(self) -> bool:
        """Whether it asks for other words and says which."""
        proposed = (self.proposed_text_fr, self.proposed_text_ar)
        return not self.accepts and any(text and not blank(text) for text in proposed)

    @property
    def accepts(self) -> bool:
        return self.stance == Stance.ACCEPT


def ensure_remark(position: Position) -> None:
    """Who does not accept says what should change."""
    said = (position.remark, position.proposed_text_fr, position.proposed_text_ar)
    if not position.accepts and all(text is None or blank(text) for text in said):
        raise RemarkMissing(stance=str(position.stance))

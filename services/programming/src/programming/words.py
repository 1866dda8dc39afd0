"""The closed lists that this service's catalogues name in every language, by kind of term."""

from collections.abc import Iterable, Mapping
from typing import Final

from programming.domain.vocabulary import Criterion, ProjectType

VOCABULARY: Final[Mapping[str, Iterable[str]]] = {
    "criterion": Criterion,
    "project-type": ProjectType,
}

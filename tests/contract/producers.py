"""The services that publish events, and the folders of their contracts and golden files."""

from pathlib import Path
from typing import Any, Final

from conventions.catalogue import CATALOGUE as CONVENTIONS
from mithaq.events import Catalogue
from partners.catalogue import CATALOGUE as PARTNERS
from programming.catalogue import CATALOGUE as PROGRAMMING

ROOT: Final = Path(__file__).parents[2]
CONTRACTS: Final = ROOT / "shared" / "contracts"
PRODUCERS: Final[tuple[Catalogue[Any], ...]] = (PARTNERS, CONVENTIONS, PROGRAMMING)


def golden_folder(catalogue: Catalogue[Any]) -> Path:
    return ROOT / "services" / catalogue.source.rpartition(".")[2] / "tests" / "golden"

"""Audit publishes no events: its catalogue is empty."""

from typing import Final, Never

from mithaq.events import Catalogue

CATALOGUE: Final[Catalogue[Never]] = Catalogue("ma.mithaq.audit", {})

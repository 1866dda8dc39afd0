"""Audit watches and says nothing: it publishes no events."""

from typing import Never

from mithaq.events import Catalogue

CATALOGUE: Catalogue[Never] = Catalogue("ma.mithaq.audit", {})

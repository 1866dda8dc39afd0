"""Proofs of spending follow their tranche's money amount by amount (`rules`), day by day."""

from conventions.domain.core.chronology import Order

ORDER: tuple[Order, ...] = ()

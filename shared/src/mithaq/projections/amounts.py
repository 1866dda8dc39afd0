"""Money in the columns of read models."""

from sqlalchemy import BigInteger, Dialect, TypeDecorator

from mithaq.money import Money


class Amount(TypeDecorator[Money]):
    """A column type for money: centimes in PostgreSQL, Money in Python."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.centimes

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        return None if value is None else Money(value)

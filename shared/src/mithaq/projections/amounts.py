"""Money in the columns of read models."""

from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, Numeric, TypeDecorator

from mithaq.money import Money, Total


class Amount(TypeDecorator[Money]):
    """A column type for money: centimes in PostgreSQL, Money in Python."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        return None if value is None else value.centimes

    def process_result_value(self, value: int | None, dialect: Dialect) -> Money | None:
        return None if value is None else Money(value)


class Sum(TypeDecorator[Total]):
    """A column type for a sum of amounts, which has no bounds: centimes, and Total in Python."""

    impl = Numeric(60, 0)
    cache_ok = True

    def process_bind_param(self, value: Total | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value.centimes)

    def process_result_value(self, value: Decimal | None, dialect: Dialect) -> Total | None:
        return None if value is None else Total(int(value))

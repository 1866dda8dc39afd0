"""What a statement must be, and what may be said of its lines."""

from mithaq.errors import Forbidden, Invalid, RuleBroken


class AccountOfAnother(Forbidden):
    """An account is its organisation's: the office, its own accountant and the Treasury keep it."""

    code = "account-of-another"


class PeriodMalformed(Invalid):
    """A statement is of days of one year, the first before the last, none of them to come."""

    code = "period-malformed"


class LineOutsidePeriod(Invalid):
    """A line is of a day of the statement's period."""

    code = "line-outside-period"


class StatementHeadingMissing(Invalid):
    """A statement tells the number, day, reference and amount of each line."""

    code = "statement-heading-missing"


class StatementCellMissing(Invalid):
    """Each line of a statement is complete, but for its label."""

    code = "statement-cell-missing"


class StatementLineUnknown(RuleBroken):
    """No line of this name on the account."""

    code = "statement-line-unknown"


class LineAnswered(RuleBroken):
    """A line is assigned or set aside once."""

    code = "line-answered"


class LineNotAnswered(RuleBroken):
    """What is reopened was assigned or set aside."""

    code = "line-not-answered"


class OwnLineAnswer(RuleBroken):
    """What a person said of a line, another one takes back."""

    code = "own-line-answer"


class PayerOfAnother(RuleBroken):
    """A line pays what the account's own organisation promised."""

    code = "payer-of-another"

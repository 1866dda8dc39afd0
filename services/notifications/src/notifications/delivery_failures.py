"""Why a message did not leave.

DeliveryFailure
├── NotSent              the mail server surely has not taken it: `final` says for good
├── NotYetKnown          partners did not answer, or a title is missing: try later
├── TurnPassed           its party signed, or there is nothing to sign any more: never
├── TooOld               it would only puzzle: never by itself
└── ContactErased        the person's data was erased: never
"""


class DeliveryFailure(Exception):
    """`reason` goes to the delivery log; it never holds an address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSent(DeliveryFailure):
    """The mail server refused, or was never reached. Anything else it raises leaves doubt."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class NotYetKnown(DeliveryFailure):
    """Something the message needs is not known at this moment."""


class TurnPassed(DeliveryFailure):
    """The turn to sign that the message tells of was taken, or has lost its meaning."""


class TooOld(DeliveryFailure):
    """What the message tells is of too long ago."""


class ContactErased(DeliveryFailure):
    """Nobody knows the address any more."""

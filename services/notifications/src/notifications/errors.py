"""Why a message did not leave.

NotificationError
├── NotSent              the mail server surely has not taken it: `final` says for good
├── NotYetKnown          partners did not answer, or a title is missing: try later
└── ContactErased        the person's data was erased: never
"""


class NotificationError(Exception):
    """`reason` goes to the delivery log; it never holds an address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotSent(NotificationError):
    """The mail server refused, or was never reached. Anything else it raises leaves doubt."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        super().__init__(reason)
        self.final = final


class NotYetKnown(NotificationError):
    """Something the message needs is not known at this moment."""


class ContactErased(NotificationError):
    """Nobody knows the address any more."""

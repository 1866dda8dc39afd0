"""Every refusal of the notifications service."""

from mithaq.errors import Forbidden, NotFound, RuleBroken


class DeliveryUnknown(NotFound):
    """No such delivery, or not this caller's to see."""

    code = "delivery-unknown"


class ReadersOnly(Forbidden):
    """The delivery log is for the office and for auditors."""

    code = "delivery-log-readers-only"


class OfficeOnly(Forbidden):
    """Only the office has a message sent again."""

    code = "redelivery-office-only"


class NotRedeliverable(RuleBroken):
    """Only a message that was sent, failed or may have been sent is sent again."""

    code = "delivery-not-redeliverable"

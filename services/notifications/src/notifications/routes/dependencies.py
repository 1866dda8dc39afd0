"""What every route of this service is given."""

from typing import Annotated

from fastapi import Depends
from mithaq.http import parts_of

from notifications.application import Notifications

Parts = Annotated[Notifications, Depends(parts_of(Notifications))]

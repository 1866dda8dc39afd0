"""Days off in Morocco: as the table has them, as the office corrects them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from mithaq.http import (
    PROBLEMS,
    Answer,
    Body,
    CallerOf,
    Day,
    Flag,
    Line,
    Sender,
    Unconditional,
    View,
    WholeInText,
)
from mithaq.working_days import days_off
from pydantic import ConfigDict, Field

from conventions.domain.holidays.commands import CorrectHoliday
from conventions.domain.holidays.decide import STREAM
from conventions.routes.dependencies import Parts

router = APIRouter(prefix="/v1/holidays", tags=["holidays"], responses=PROBLEMS)


class HolidaySender(Sender):
    """Gives the office's command on days off."""

    def __init__(self, submission: Unconditional, conventions: Parts, response: Response) -> None:
        super().__init__(submission, response)
        self.conventions = conventions

    async def send(self, body: "HolidayBody") -> Answer:
        command = CorrectHoliday(
            caller=self.caller,
            dating=self.conventions.dating(None, None),
            day=body.day,
            off=body.off,
            name_fr=body.name_fr,
            name_ar=body.name_ar,
            act=body.act,
        )
        accepted = await self.conventions.days_off.run(self.submission, command)
        return self.answer(accepted, STREAM)


async def _sender(
    submission: Unconditional, conventions: Parts, response: Response
) -> HolidaySender:
    return HolidaySender(submission, conventions, response)


class HolidayBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "day": "2027-03-10",
                "off": True,
                "name_fr": "Fête de la rupture du jeûne",
                "name_ar": "\u0639\u064a\u062f \u0627\u0644\u0641\u0637\u0631",
                "act": "Communiqué du ministère des Habous du 8 mars 2027",
            }
        }
    )

    day: Day
    off: Annotated[Flag, Field(description="Off, or working although the table has it off.")]
    name_fr: Line
    name_ar: Line
    act: Annotated[Line, Field(description="What announces it.")]


class HolidayView(View):
    day: date
    off: bool
    name_fr: str
    name_ar: str
    estimated: Annotated[bool, Field(description="By the moon's calendar, not yet announced.")]
    act: Annotated[str | None, Field(description="What corrected it; absent: the table's.")]
    late: Annotated[bool, Field(description="Corrected once the day had come.")]


class HolidaysView(View):
    items: list[HolidayView]


@router.post("")
async def correct_holiday(
    body: HolidayBody, sender: Annotated[HolidaySender, Depends(_sender)]
) -> Answer:
    """Say that a day is off, or working: delays that are not over are counted again."""
    return await sender.send(body)


@router.get("/{year}")
async def read_holidays(
    year: Annotated[WholeInText, Field(ge=1990, le=2100)], _: CallerOf, conventions: Parts
) -> HolidaysView:
    """The days off of a year, and the days that a correction made working."""
    corrections = (await conventions.days_off.known()).corrections
    found = {
        day: HolidayView(
            day=day,
            off=True,
            name_fr=each.name_fr,
            name_ar=each.name_ar,
            estimated=each.estimated,
            act=None,
            late=False,
        )
        for day, each in days_off(year).items()
    }
    for day, said in corrections.items():
        if day.year == year:
            found[day] = HolidayView(
                day=day,
                off=said.off,
                name_fr=said.name_fr,
                name_ar=said.name_ar,
                estimated=False,
                act=said.act,
                late=said.late,
            )
    return HolidaysView(items=[found[day] for day in sorted(found)])

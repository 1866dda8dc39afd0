"""What each field of this service's events means, for the published schemas."""

from collections.abc import Mapping
from typing import Final

FIELDS: Final[Mapping[str, str]] = {
    "programme_id": "The programme: the id in its path",
    "project_id": "The project: the id in its path",
    "outline": "What it is, where, and for how much",
    "title_fr": "Its title in French",
    "title_ar": "Its title in Arabic",
    "territory": "HCP code of the territory that benefits",
    "region": "HCP code of the region",
    "first_year": "The first calendar year of the programme",
    "last_year": "The last calendar year of the programme, included",
    "envelope": "What the programme may spend on its projects in all",
    "cost": "What the project is planned to cost in all",
    "reserved": "What the programme has set aside since, for all the projects it took in",
    "free": "What is left of the programme's envelope since",
    "type": "What sort of project it is; more types will come",
    "proposed_by": "The organisation that proposes it",
    "assessment": "The score of one criterion and what it rests on",
    "criterion": "The transversal criterion that is scored; more criteria will come",
    "score": "The score, 0 to 5",
    "evidence": "What the score rests on",
    "total_score": "The sum of the project's scores since, 0 to 5 for each criterion",
    "link": "The action of a convention that carries the project out",
    "convention_id": "The convention that carries the project out",
    "action": "The action of that convention, by its short name",
}

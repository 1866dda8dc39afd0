"""Read models: tables, projector and queries of each in one module."""

from partners.read_models.mandates import MANDATES
from partners.read_models.organisation_directory import ORGANISATION_DIRECTORY
from partners.read_models.representatives import REPRESENTATIVES

__all__ = ["MANDATES", "ORGANISATION_DIRECTORY", "REPRESENTATIVES"]

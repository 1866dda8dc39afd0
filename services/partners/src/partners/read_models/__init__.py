"""What this service can be asked, each beside the events that make it."""

from partners.read_models.mandates import MANDATES
from partners.read_models.organisation_directory import ORGANISATION_DIRECTORY
from partners.read_models.representatives import REPRESENTATIVES

__all__ = ["MANDATES", "ORGANISATION_DIRECTORY", "REPRESENTATIVES"]

"""The lists of values of this service: closed over HTTP, open in events (`mithaq.events.Open`)."""

from enum import StrEnum


class ProjectType(StrEnum):
    PEDESTRIAN_AND_CYCLE_PATHS = "pedestrian_and_cycle_paths"
    BUS_AND_BIKE_LANES = "bus_and_bike_lanes"
    RIVERSIDE_WORKS = "riverside_works"
    URBAN_FOREST_PLAYGROUNDS = "urban_forest_playgrounds"
    SMART_MOBILITY = "smart_mobility"
    SUSTAINABLE_LIGHTING = "sustainable_lighting"
    GREY_WATER_REUSE = "grey_water_reuse"
    USE_DATA_COLLECTION = "use_data_collection"
    URBAN_UPGRADING = "urban_upgrading"
    HERITAGE = "heritage"
    RURAL_CENTRES = "rural_centres"
    THREATENED_BUILDINGS = "threatened_buildings"


class Criterion(StrEnum):
    """Transversal criteria of every project, scored 0 to 5 with evidence."""

    SUSTAINABILITY = "sustainability"
    ACCESSIBILITY = "accessibility"
    GENDER = "gender"
    SOCIO_ECONOMIC_IMPACT = "socio_economic_impact"
    INNOVATION = "innovation"
    PARTICIPATION = "participation"

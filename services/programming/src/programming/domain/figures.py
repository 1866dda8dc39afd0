"""The figures of programmes and projects that a trial compares."""

from mithaq.trials import Figure, Figures

from programming.domain.programme import Programme
from programming.domain.project import Project


def of_programme(programme: Programme) -> Figures:
    """The envelope and what is left of it."""
    if programme.outline is None:
        return {}
    envelope = programme.outline.envelope
    return {
        "programme.envelope": envelope,
        "programme.reserved": programme.reserved,
        "programme.left": envelope - programme.reserved,
        "programme.projects": len(programme.projects),
    }


def of_project(project: Project) -> Figures:
    """Its cost and scores, where it is placed, and what carries it out."""
    if project.outline is None:
        return {}
    scores: dict[str, Figure] = {
        f"project.scores.{criterion}": score for criterion, score in project.scores.items()
    }
    return {
        **scores,
        "project.cost": project.outline.cost,
        "project.score": project.total_score,
        "project.programme": str(project.programme_id) if project.programme_id else None,
        "project.convention": str(project.link.convention_id) if project.link else None,
        "project.action": project.link.action if project.link else None,
    }

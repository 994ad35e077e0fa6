"""The plan of new pairs as JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from metrics.goals import goal_of_year
from metrics.people import Person
from metrics.plan.forecast import Point
from metrics.plan.fragility import Fragility
from metrics.plan.planning import Plan, Proposal
from metrics.results import Result
from reports.json_figures import percent_number
from reports.plan.outlook import Outlook


def plan_json(school: str, outlook: Outlook) -> bytes:
    """Returns the outlook as JSON whose keys other programs may rely on; `proposals` are null without people."""
    plan, people = outlook.plan, outlook.has_people
    content = {
        "school": school,
        "year": plan.year,
        "on": plan.on.isoformat(),
        "start": plan.start.isoformat(),
        "new_pairs": len(plan.proposals),
        "largest_load": plan.largest_load,
        "proven": plan.is_proven,
        "fit": plan.fit_knows,
        "indicators": [_indicator(before, after, plan) for before, after in zip(plan.before, plan.after, strict=True)],
        "proposals": [_proposal(proposal) for proposal in plan.proposals] if people else None,
        "forecast": [_point(point, people=people) for point in outlook.points],
        "fragility": [_fragility(one, people=people) for one in outlook.fragilities],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _indicator(before: Result, after: Result, plan: Plan) -> dict[str, Any]:
    missed = {shortfall.indicator.key: shortfall for shortfall in plan.shortfalls}.get(before.indicator.key)
    return {
        "number": before.indicator.number,
        "key": before.indicator.key,
        "goal": percent_number(goal_of_year(before.indicator, plan.year).value),
        "before": _share(before),
        "after": _share(after),
        "lacking": missed.lacking if missed else 0,
        "cause": missed.cause.value if missed else None,
        "why": missed.words if missed else None,
    }


def _share(result: Result) -> dict[str, Any]:
    share = result.headline
    return {"part": share.part, "whole": share.whole, "percent": percent_number(share.value)}


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "mentor": _person(proposal.mentor),
        "mentee": _person(proposal.mentee),
        "form": proposal.form,
        "reasons": list(proposal.reasons),
        "mentor_serves": list(proposal.mentor_serves),
        "mentee_serves": list(proposal.mentee_serves),
    }


def _person(person: Person) -> dict[str, Any]:
    return {"name": person.name, "class": person.class_name, "position": person.position}


def _point(point: Point, *, people: bool) -> dict[str, Any]:
    counts = Counter((move.indicator.key, move.comes) for move in point.moves)
    shares = {
        result.indicator.key: {
            **_share(result),
            "come": counts[result.indicator.key, True],
            "go": counts[result.indicator.key, False],
        }
        for result in point.results
    }
    named = [
        {"name": move.person.name, "indicator": move.indicator.key, "comes": move.comes, "cause": move.cause.value}
        for move in point.moves
    ]
    return {"on": point.period.on.isoformat(), "shares": shares, "moves": named if people else None}


def _fragility(one: Fragility, *, people: bool) -> dict[str, Any]:
    supports = [{"name": support.name, "people": support.part} for support in one.supports]
    return {
        "key": one.result.indicator.key,
        "spare": one.spare,
        "break_alone": len(supports),
        "supports": supports if people else None,
    }

"""The headings above each clause."""

from collections import defaultdict

from plan_extract.model import Plan

Path = tuple[str, ...]


def paths_of(plan: Plan) -> dict[str, Path]:
    """The headings above each clause by its id, from the top; where a file holds several plans, behind the plan's title."""
    titles = _titles(plan)
    paths: dict[str, Path] = {}
    below: dict[str, Path] = {}
    for clause in plan.clauses:
        path = below[clause.parent] if clause.parent else titles.get(clause.part, ())
        paths[clause.id] = path
        below[clause.id] = (*path, clause.heading) if clause.heading else path
    return paths


def _titles(plan: Plan) -> dict[str, Path]:
    """The title of each of several plans by the name of its part: what stands above all its tasks and is no heading."""
    parts = {clause.id: clause.part for clause in plan.clauses}
    parents = {clause.parent for clause in plan.clauses}
    headings = {(clause.part, clause.heading) for clause in plan.clauses if clause.id in parents}
    above: defaultdict[str, set[Path]] = defaultdict(set)
    for task in plan.tasks:
        above[parts[task.clause]].add(task.path[:1])
    return {
        part: path for part, (path, *others) in above.items() if path and not others and (part, *path) not in headings
    }

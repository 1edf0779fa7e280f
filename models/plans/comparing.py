"""What is different between two versions of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.plans.stages import PlanContent, Stage


@dataclass(frozen=True)
class Difference:
    """A stage that is new (`before` is None), was taken out (`after` is None), or says something else in these `parts`."""

    before: Stage | None
    after: Stage | None
    parts: tuple[str, ...] = ()


def differences(before: PlanContent, after: PlanContent) -> Sequence[Difference]:
    """Stage by stage, those of `after` first. A stage is the same one by its name, else by its place."""
    pairs, left = _paired(before.stages, after.stages)
    found = [
        Difference(then, now, tuple(now.changed_from(then)) if then else ())
        for then, now in pairs
        if then != now
    ]
    return [*found, *(Difference(stage, None) for stage in left)]


def is_reordered(before: PlanContent, after: PlanContent) -> bool:
    """Whether stages that are in both, by their name, stand in another order."""
    then, now = ([stage.name for stage in content.stages] for content in (before, after))
    return [name for name in then if name in now] != [name for name in now if name in then]


def _paired(
    before: Sequence[Stage], after: Sequence[Stage]
) -> tuple[list[tuple[Stage | None, Stage]], list[Stage]]:
    left = dict(enumerate(before))
    found: dict[int, Stage] = {}
    for place, stage in enumerate(after):
        same = next((n for n, then in left.items() if then.name == stage.name), None)
        if same is not None:
            found[place] = left.pop(same)
    for place in range(len(after)):
        if place not in found and place in left:
            found[place] = left.pop(place)
    return [(found.get(place), stage) for place, stage in enumerate(after)], list(left.values())

"""The stages of a plan in their order, and what is done to it as a whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from models.plans.plan import ActionPlan, ActionStep
from models.plans.stages import Horizon, PlanContent, Stage


@dataclass(frozen=True)
class Line:
    """A stage in its place; `step_id` is None before it has been kept."""

    begun_as: str
    stage: Stage
    step_id: int | None = None


@dataclass(frozen=True)
class Layout:
    """The stages of a plan in their order, and how far it reaches."""

    horizon: Horizon = Horizon.SHORT
    lines: tuple[Line, ...] = ()

    @property
    def content(self) -> PlanContent:
        """What it says."""
        return PlanContent(self.horizon, tuple(line.stage for line in self.lines))

    def place_of(self, begun_as: str) -> int:
        """Where a stage stands, from 1 on; a new one comes last."""
        return next(
            (n for n, one in enumerate(self.lines, 1) if one.begun_as == begun_as), len(self.lines) + 1
        )

    def stage(self, begun_as: str) -> Stage:
        """What that stage says; nothing where there is none."""
        return next((line.stage for line in self.lines if line.begun_as == begun_as), Stage())

    def saying(self, begun_as: str, stage: Stage) -> "Layout":
        """With the stage saying this; a new one comes last."""
        if all(line.begun_as != begun_as for line in self.lines):
            return replace(self, lines=(*self.lines, Line(begun_as, stage)))
        lines = (replace(line, stage=stage) if line.begun_as == begun_as else line for line in self.lines)
        return replace(self, lines=tuple(lines))

    def without(self, begun_as: str) -> "Layout":
        """Without that stage."""
        return replace(self, lines=tuple(line for line in self.lines if line.begun_as != begun_as))

    def moved(self, begun_as: str, place: int) -> "Layout":
        """With that stage at this place, from 1 on."""
        moving = next(line for line in self.lines if line.begun_as == begun_as)
        rest = self.without(begun_as).lines
        return replace(self, lines=(*rest[: place - 1], moving, *rest[place - 1 :]))

    def split(self, begun_as: str, rest_as: str, rest: Stage | None) -> "Layout":
        """With `rest`, the second half of the stage, behind it; without one that was begun and not written, where None."""
        there = self.stage(rest_as)
        if not there.is_blank:
            return self  # somebody has written on it
        without = self.without(rest_as)
        if rest is None:
            return without
        place = without.place_of(begun_as)
        step_id = next((line.step_id for line in self.lines if line.begun_as == rest_as), None)
        lines = (*without.lines[:place], Line(rest_as, rest, step_id), *without.lines[place:])
        return replace(self, lines=lines)


def layouts_of(session: Session, plans: Collection[ActionPlan]) -> Mapping[int, Layout]:
    """The stages of each of these plans, by the plan's id."""
    lines: dict[int, list[Line]] = {plan.id or 0: [] for plan in plans}
    statement = select(ActionStep).where(col(ActionStep.plan_id).in_(lines)).order_by(col(ActionStep.number))
    for step in session.exec(statement):
        lines[step.plan_id].append(Line(step.begun_as, step.stage, step.id))
    return {plan.id or 0: Layout(Horizon(plan.horizon), tuple(lines[plan.id or 0])) for plan in plans}

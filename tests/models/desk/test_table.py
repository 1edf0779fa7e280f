"""The whole batch as a table: a line an agent and quick win, with what each is stuck at."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.desk.standing import Step
from models.desk.stuck import Cause
from models.desk.table import BatchTable, batch_table_of, load_batch_table
from models.members import Role
from models.quickwins.evidence import EvidenceKind, Given, keep_evidence
from models.quickwins.gate import Verdict
from models.quickwins.rules import Rules
from models.reviews.review import Review, ReviewState
from tests.models.conftest import City
from tests.models.quickwins.conftest import QUEUES, Written

RULES = Rules()


def table(city: City, days: int = 0) -> BatchTable:
    return batch_table_of(city.session, city.batch, city.now + timedelta(days=days), RULES)


def test_every_agent_has_a_line_a_quick_win_and_who_has_none_has_one(city: City, written: Written) -> None:
    siti, budi = city.person("Siti Aminah"), city.person("Budi Hartono")
    city.person("Made Suardana", Role.FACILITATOR)
    city.chat(1, siti)
    first = written(siti, replace(QUEUES, effort=5))
    written(siti, replace(QUEUES, problem="Laporan lampu jalan lama ditangani"))
    keep_evidence(
        city.session,
        first.id or 0,
        city.member(siti).id or 0,
        "1",
        {"evidence.1": Given(EvidenceKind.TEXT, "Catatan")},
        city.now,
    )
    for number, state in enumerate((ReviewState.DONE, ReviewState.ASSIGNED, ReviewState.REPLACED)):
        reviewer = city.person(f"Peninjau {number}", Role.PARTNER)
        city.session.add(
            Review(
                quickwin_id=first.id or 0, round=0, member_id=city.member(reviewer).id or 0, state=state,
                version=1, assigned_at=city.now, due_at=city.now,
            )
        )  # fmt: skip
    city.session.flush()
    lines = table(city, days=4).lines
    assert [(line.standing.member.name, line.owned and line.owned.code) for line in lines] == [
        ("Budi Hartono", None),
        ("Siti Aminah", "QW-2"),
        ("Siti Aminah", "QW-1"),
    ]
    none, second_line, first_line = lines
    assert none.details is None
    details = first_line.details
    assert details is not None
    assert details.judged is not None
    assert (details.judged.verdict, details.evidence) == (Verdict.MAJOR_PROJECT, 1)
    assert (details.reviews_done, details.reviews_asked) == (1, 2)
    assert [one.cause for one in first_line.stuck] == [Cause.HELD]
    assert [one.cause for one in second_line.stuck] == [Cause.NOT_SENT]
    assert {step: n for step, n in table(city).steps.items() if n} == {Step.NOT_JOINED: 1, Step.READY: 1}
    assert city.member(budi).id == none.standing.member.member_id


@pytest.mark.parametrize(
    ("role", "theirs"), [(Role.FACILITATOR, True), (Role.LEADER, True), (Role.AGENT, False)]
)
def test_only_who_looks_after_the_batch_has_it(city: City, role: Role, theirs: bool) -> None:
    asker = city.asker(1, person=city.person("Made Suardana", role))
    assert (load_batch_table(city.session, asker, city.now, rules=RULES) is not None) == theirs

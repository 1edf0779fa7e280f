"""The programme's rules, as the settings have them."""

from bot.config import Settings, distance
from models.availability.quiet_hours import QuietHours
from models.availability.working_hours import WorkingHours
from models.checkins.ladder import LadderRules
from models.checkins.rules import MEGABYTE, Monitoring
from models.digests.rules import DigestRules
from models.meetings.pages import Pages
from models.meetings.rules import MeetingRules
from models.quickwins.rules import Gate, PeerReview, Rules, named

WEEKDAYS = {"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5}


def rules_of(settings: Settings) -> Rules:
    """What conversations and chores go by."""
    wanted, reviews, checkins, hours = settings.quickwins, settings.reviews, settings.checkins, settings.time
    reports = settings.reports
    return Rules(
        goals=named(wanted.goals),
        fields=named(wanted.fields),
        gate=Gate(
            impact_at_least=wanted.impact_at_least,
            effort_at_most=wanted.effort_at_most,
            days_at_most=wanted.days_at_most,
            needs_authority=wanted.needs_authority,
            needs_budget=wanted.needs_budget,
        ),
        review=PeerReview(
            reviewers=reviews.reviewers,
            from_elsewhere=reviews.from_other_agencies,
            days=reviews.days,
            lowest_median=reviews.lowest_median,
            median_of_medians=reviews.median_of_medians,
            revisions=reviews.revisions,
        ),
        checkins=LadderRules(
            reminded=checkins.reminded_after_days,
            last_call=checkins.last_call_after_days,
            missed=checkins.missed_after_days,
            facilitator_told=checkins.facilitator_told_after_days,
            leader_told=checkins.leader_told_after_days,
        ),
        working=WorkingHours(
            hours.working_from, hours.working_until, QuietHours(hours.prayer_from, hours.prayer_until)
        ),
        quiet=QuietHours(hours.quiet_from, hours.quiet_until),
        monitoring=Monitoring(
            escalate_after_days=reports.escalate_after_days,
            indicator_every_weeks=reports.indicator_every_weeks,
            folder=reports.evidence_folder,
            most_bytes=reports.largest_file_mb * MEGABYTE,
        ),
        digest=DigestRules(
            weekday=WEEKDAYS.get(settings.digest.weekday),
            at=settings.digest.at,
            weeks=settings.digest.weeks,
            names=settings.digest.names,
        ),
        meetings=MeetingRules(
            tuple(sorted(map(distance, settings.meetings.remind_before), reverse=True)),
            settings.meetings.late_after_minutes,
        ),
        pages=Pages(settings.web.public_url),
    )

"""The programme's rules, as the settings have them."""

from bot.config import Settings
from models.quickwins.rules import Gate, PeerReview, Rules, named
from models.reminders import QuietHours


def rules_of(settings: Settings) -> Rules:
    """What conversations and chores go by."""
    wanted, reviews = settings.quickwins, settings.reviews
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
    )


def quiet_hours_of(settings: Settings) -> QuietHours:
    """When nobody is disturbed."""
    return QuietHours(settings.time.quiet_from, settings.time.quiet_until)

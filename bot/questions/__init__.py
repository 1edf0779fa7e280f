"""The kinds of question a conversation can ask, and how each reads a reply."""

from bot.questions.choices import one_of, scale, yes_no, yes_no_or
from bot.questions.days import day
from bot.questions.files import sent_file
from bot.questions.kind import Kind, Misunderstood
from bot.questions.last_days import last_day
from bot.questions.many import many_of
from bot.questions.money import rupiah
from bot.questions.numbers import number, whole_number
from bot.questions.percents import percent
from bot.questions.places import place
from bot.questions.proof import proof
from bot.questions.quantities import quantity
from bot.questions.ranking import ranking
from bot.questions.times import moment, time_of_day
from bot.questions.words import text

__all__ = [
    "Kind",
    "Misunderstood",
    "day",
    "last_day",
    "many_of",
    "moment",
    "number",
    "one_of",
    "percent",
    "place",
    "proof",
    "quantity",
    "ranking",
    "rupiah",
    "scale",
    "sent_file",
    "text",
    "time_of_day",
    "whole_number",
    "yes_no",
    "yes_no_or",
]

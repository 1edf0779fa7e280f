"""What the fork server imports, so that a bot is there in some milliseconds: each is forked from it.

What is read when it is first asked for, such as the holidays and how days are written, is read here once instead of in each
fork. What has been imported is taken from the garbage collector's sight: looking through it would copy every page in each fork.
"""

import gc
from datetime import UTC, datetime

from sqlalchemy.orm import configure_mappers

from bot.i18n import LANGUAGES, catalogue, speaking, when
from models.days.holidays import holiday_on
from tests.rig.rehearsal import rehearse

for language in LANGUAGES:
    with speaking(language):
        when(datetime(2026, 12, 25, tzinfo=UTC), "Asia/Jakarta")
    holiday_on(datetime(2026, 12, 25, tzinfo=UTC).date(), language)
    catalogue(language)
configure_mappers()
rehearse()
gc.freeze()

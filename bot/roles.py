"""What members are called in the chat."""

from bot.i18n import N_, _
from models.members import Role

_NAMES = {
    Role.AGENT: N_("change agent"),
    Role.FACILITATOR: N_("facilitator"),
    Role.ASSESSOR: N_("assessor"),
    Role.PARTNER: N_("partner"),
    Role.LEADER: N_("leader"),
}


def role_name(role: Role) -> str:
    """The role in the language being spoken, as it stands in a sentence."""
    return _(_NAMES[role])

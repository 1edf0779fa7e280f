"""Where it is said that the bot is at work, for whoever watches over it."""

HEALTH = "/health"
ALIVE = "penggerak is at work\n"

"""Charts for the chat: pictures that say one finding each. They are drawn in another process (bot/errands/)."""

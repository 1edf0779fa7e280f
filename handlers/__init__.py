"""Every conversation the bot can hold; a file reads like the conversation."""

"""The bot's own pages on the web: the agenda for calendar programs, and the code on a meeting room's screen."""

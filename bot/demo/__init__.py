"""The demo: a sample programme, the real bot at work for it, and everybody's phone in the browser."""

"""The conversations around a quick win: writing it, having it tested, working on it together."""

"""The conversations around an action plan: writing it stage by stage, having it approved, changing it later."""

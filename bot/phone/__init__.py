"""A local Bot API server with people in it, and a page that is their phone."""

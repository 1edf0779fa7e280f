"""Quick wins: what a change agent sets out to make better within weeks, and how far it has come."""

"""The conversations in which a batch looks back on the programmes that ran before."""

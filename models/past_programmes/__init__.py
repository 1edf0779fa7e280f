"""The programmes that ran before, and what agents think should become of them."""

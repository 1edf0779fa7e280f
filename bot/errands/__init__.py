"""Work that takes longer than a turn, done beside it: what was ordered in a talk is drawn, written or read in another process."""

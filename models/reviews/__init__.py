"""What peers from other agencies say of a quick win, and the help that they offer."""

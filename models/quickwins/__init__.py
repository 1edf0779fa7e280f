"""A quick win: a small change that is soon visible, from the complaint it answers to what its peers say of it."""

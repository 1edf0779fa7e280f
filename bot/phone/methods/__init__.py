"""What each method of the Bot API does; the parameters they are given have been read and checked."""

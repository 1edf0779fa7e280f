"""What an operator says to Penggerak on the command line; a file for each group of commands."""

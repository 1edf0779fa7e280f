"""The roster: a spreadsheet of who is in a batch, read as a whole and imported as a whole."""

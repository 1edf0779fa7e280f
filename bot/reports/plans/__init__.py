"""Action plans on paper and in spreadsheets."""

"""A spreadsheet as somebody hands it in: its tables, its headings, its rows, and what is wrong with them."""

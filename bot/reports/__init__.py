"""What leaves the programme: spreadsheets, charts and documents."""

"""Days of the calendar: read as people write them (`reading`), and whether they are worked on (`holidays`)."""

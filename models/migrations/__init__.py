"""How a database that is in use becomes what the tables declare."""

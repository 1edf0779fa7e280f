"""Tables, the rules on them and the queries on them; one noun a file."""

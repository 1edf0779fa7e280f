"""Tables, the rules on them and the queries on them; one noun a file."""

import models.naming  # noqa: F401  a constraint is named when its table is declared, so this comes first

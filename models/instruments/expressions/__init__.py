"""XForms expressions: read, checked, compiled to XPath 1.0 and evaluated."""

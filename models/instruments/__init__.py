"""A workbook becomes a checked form; its expressions; its versions."""

"""The responses to an instrument as a workbook or as CSV, a row a response, columns named as ODK names them."""

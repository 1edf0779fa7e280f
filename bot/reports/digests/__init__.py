"""The weekly digest as a picture for the phone, and on paper."""

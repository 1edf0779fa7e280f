"""The shell: carries conversations, names none of them."""

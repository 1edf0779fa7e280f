"""The weekly digest in the chat: what facilitators and leaders hear on Fridays."""

"""What is wrong with an installation, and how to mend it; a file for each thing that can be."""

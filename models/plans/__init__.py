"""The action plan (rencana aksi) of a quick win that its peers have validated."""

"""The weekly digest: a batch's weeks at a glance, numbers against last week, whom to call and why, obstacles by age."""

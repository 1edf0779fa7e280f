"""The facilitator's desk: the batch at a glance, each person in it, and a gentle push."""

"""The facilitator's desk: where everybody in a batch stands, who is stuck, and a gentle push."""

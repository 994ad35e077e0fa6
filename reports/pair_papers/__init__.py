"""Papers of mentor pairs: the order, individual plans, consents and diaries, as Word documents that people sign."""

"""Reads of pulses: questions, who is asked, what an answering page needs, results."""

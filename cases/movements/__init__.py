"""People who travel together by a route of legs: who has a seat, who waits, what was frozen."""

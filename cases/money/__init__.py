"""Money: what was spent for whom, who paid it, what was deposited and what is to be repaid."""

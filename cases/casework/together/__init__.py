"""Writing the ledgers of many cases at once: late news, closings and corrections included."""

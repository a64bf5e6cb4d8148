"""Files attached to cases: photos, scans of papers, results of steps."""

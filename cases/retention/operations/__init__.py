"""Operations of retention: holds, asking and confirming, approving a report."""

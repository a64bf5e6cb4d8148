"""Reports received: what somebody tells us of people in need, until it is linked or closed."""

"""Pictures of every page of the staff, to be looked at: `make screens`."""

"""Day, month, year in digits; 24 hours; narrow no-break spaces group the thousands."""

DATE_FORMAT = "d/m/Y"
YEAR_MONTH_FORMAT = "m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "d/m/Y, H:i"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u202f"
NUMBER_GROUPING = 3

"""Day, month, year in digits; 24 hours; points group the thousands."""

DATE_FORMAT = "d/m/Y"
YEAR_MONTH_FORMAT = "m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "d/m/Y, H:i"
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3

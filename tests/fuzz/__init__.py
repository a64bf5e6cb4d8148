"""The whole description of the API, tried with requests drawn from it by schemathesis."""
